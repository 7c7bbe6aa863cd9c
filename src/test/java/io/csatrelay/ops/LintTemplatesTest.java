package io.csatrelay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintTemplatesTest {
    private static final String TEMPLATE = """
            - routeTemplate:
                id: ask
                description: Asks at each tick.
                parameters:
                  - name: id
                    description: the route's name
                  - name: target
                    description: where it goes
                  - name: cron
                    defaultValue: "0 0 * * * ?"
                route:
                  from:
                    uri: "quartz:{{id}}"
                    parameters:
                      cron: "{{cron}}"
                      trigger.timeZone: UTC
                    steps:
                      - to: "direct:{{target}}"
            """;

    @TempDir
    private Path folder;
    private TestingLint lint;

    @BeforeEach
    void start() {
        lint = new TestingLint(folder).file("templates.camel.yaml", TEMPLATE).steps("- log: \"asked\"");
    }

    @AfterEach
    void stop() {
        lint.close();
    }

    @Test
    void shouldSayNothingWhenATemplateIsUsedAsItAsks() {
        assertThat(use("ask", "id", "tick", "target", "a").problems()).isEmpty();
        assertThat(use("ask", "id", "tick", "target", "a").allProblems()).isEmpty();
    }

    @Test
    void shouldFindATemplateThatIsNotThereAndNameTheNearest() {
        assertThat(use("aks", "id", "tick", "target", "a").problems())
                .singleElement().asString().startsWith("b.camel.yaml:1: there is no route template aks; write ask");
    }

    @Test
    void shouldFindParametersTooManyAndTooFew() {
        assertThat(use("ask", "id", "tick", "tarket", "a").problems()).anySatisfy(
                problem -> assertThat(problem).startsWith("b.camel.yaml:7: the route template ask has no parameter tarket; write target")).anySatisfy(
                problem -> assertThat(problem).startsWith("b.camel.yaml:1: the route template ask needs the parameter target"));
    }

    @Test
    void shouldHoldTheRouteThatATemplateMakesToEveryRuleWhereItIsUsed() {
        assertThat(use("ask", "id", "tick", "target", "b").problems())
                .singleElement().asString().startsWith("b.camel.yaml:2: no route takes from direct:b; write direct:a");
        assertThat(use("ask", "id", "tick", "target", "a", "cron", "*/5 * * * *").problems())
                .singleElement().asString().contains("has five fields");
        assertThat(use("ask", "id", "a", "target", "a").file("c.camel.yaml", """
                - route:
                    id: tick
                    description: Has the name of another.
                    from:
                      uri: seda:c
                      steps:
                        - log: "asked"
                """).problems()).singleElement().asString().contains("the route tick is there already");
    }

    private TestingLint use(String template, String... parameters) {
        StringBuilder yaml = new StringBuilder("- templatedRoute:\n    routeTemplateRef: " + template + "\n    routeId: tick\n    parameters:\n");
        for (int i = 0; i < parameters.length; i += 2) {
            yaml.append("      - name: ").append(parameters[i]).append("\n        value: \"").append(parameters[i + 1]).append("\"\n");
        }
        return lint.file("b.camel.yaml", yaml.toString());
    }
}
