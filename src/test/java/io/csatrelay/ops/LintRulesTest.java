package io.csatrelay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What lint says of single route files: where, what, and what to do. */
class LintRulesTest {
    private static final String REQUEST = """
            - removeHeaders:
                pattern: "*"
            - to:
                uri: "{{ZENDESK_BASE_URL}}/x"
                parameters:
                  httpMethod: GET
                  skipControlHeaders: "true"
            """;

    @TempDir
    Path folder;

    private TestingLint lint;

    @BeforeEach
    void prepare() {
        lint = new TestingLint(folder);
    }

    @AfterEach
    void stop() {
        lint.close();
    }

    @Test
    void shouldSayNothingWhenAllIsWell() {
        lint.file("b.camel.yaml", """
                - route:
                    id: tick
                    description: Ticks.
                    from:
                      uri: quartz:a/tick
                      parameters:
                        cron: "{{ZENDESK_RATINGS_CRON}}"
                        trigger.timeZone: UTC
                      steps:
                        - setBody:
                            method:
                              ref: pages
                              method: query
                        - to: direct:a
                        - log: "asked ${variable.run.number}"
                """);

        assertThat(lint.steps(REQUEST).problems()).isEmpty();
    }

    @Test
    void shouldFindAllProblemsOfAllFilesAtOnce() {
        lint.file("b.camel.yaml", """
                - route:
                    from:
                      uri: direct:b
                      steps:
                        - to: direct:nowhere
                """);
        lint.file("c.camel.yaml", "- route:\n  - id: x\n      description: y\n");

        assertThat(lint.steps("- tu: direct:b").problems()).hasSize(5)
                .anyMatch(problem -> problem.startsWith("a.camel.yaml:7: ")).anyMatch(problem -> problem.startsWith("b.camel.yaml:1: this route has no id"))
                .anyMatch(problem -> problem.startsWith("b.camel.yaml:1: this route has no description"))
                .anyMatch(problem -> problem.startsWith("b.camel.yaml:5: no route takes from direct:nowhere"))
                .anyMatch(problem -> problem.startsWith("c.camel.yaml:3: this is no YAML"));
    }

    @Test
    void shouldNameTheNearestWhenANodeOrOptionIsUnknown() {
        lint.steps("""
                - setHeadr:
                    name: x
                    constant: y
                - split:
                    simple: "${body}"
                    agregationStrategy: mapped
                    steps:
                      - to: direct:a
                """);

        assertThat(lint.problems()).containsExactly(
                "a.camel.yaml:7: steps has no setHeadr; write setHeader, if that was meant",
                "a.camel.yaml:12: split has no agregationStrategy; write aggregationStrategy, if that was meant");
    }

    @Test
    void shouldFindWhatIsMissingTwiceOrOfTheWrongKind() {
        lint.steps("""
                - setHeader:
                    constant: y
                - loop:
                    doWhile: perhaps
                    doWhile: true
                    simple: "${body}"
                    steps:
                      to: direct:a
                - to: direct:a
                  log: both
                """);

        assertThat(lint.problems()).containsExactly(
                "a.camel.yaml:7: setHeader has no name, which it needs; add it",
                "a.camel.yaml:10: doWhile is \"perhaps\"; write true or false",
                "a.camel.yaml:11: doWhile is twice in loop; remove one",
                "a.camel.yaml:13: steps is fields, where a list belongs; check the indentation, and the dashes",
                "a.camel.yaml:15: several nodes in one: to, log; start each with a dash of its own");
    }

    @Test
    void shouldFindHttpOptionsThatWouldBeSentAsQueryParameters() {
        lint.steps(REQUEST + "      throwExceptionOnFailur: \"false\"\n      connectTimeout: 10\n");

        assertThat(lint.problems()).containsExactly(
                "a.camel.yaml:14: https has no option throwExceptionOnFailur: it would be sent to the vendor as a query parameter;"
                        + " write throwExceptionOnFailure, if that was meant, or set the header CamelHttpQuery, if a query parameter was meant",
                "a.camel.yaml:15: connectTimeout is an option of the component https alone, not of an endpoint: it would be sent to the vendor as a query"
                        + " parameter; remove it: what all of https shares is set in application.properties");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://vendor.invalid/x?automaticRetriesDisabled=true&httpMethod=GET&skipControlHeaders=true",
        "{{ZENDESK_BASE_URL}}?automaticRetriesDisabled=true&httpMethod=GET&skipControlHeaders=true"})
    void shouldFindAutomaticRetriesDisabledOnAnEndpoint(String uri) {
        lint.steps("- removeHeaders: {pattern: \"*\"}\n- to: \"" + uri + '"');

        assertThat(lint.problems()).singleElement().asString()
                .startsWith("a.camel.yaml:8: automaticRetriesDisabled is an option of the component https alone");
    }

    @ParameterizedTest
    @CsvSource({"seda:a?sise=1,seda has no option sise; write size", "quartz:a?cron=0+0+*+*+*+?&trigger.timeZone=UTC&crn=x,quartz has no option crn; write cron",
        "jdbc:db?useHeaderAsParameters=true,jdbc has no option useHeaderAsParameters; write useHeadersAsParameters",
        "seda:a?size=many,size is \"many\"; write a whole number", "sed:a,there is no component sed; write seda"})
    void shouldFindUnknownOptionsAndValuesOfOtherComponents(String uri, String problem) {
        lint.file("b.camel.yaml", "- route:\n    id: b\n    description: B.\n    from:\n      uri: seda:a\n      steps:\n        - log: b\n");

        assertThat(lint.steps("- to: \"" + uri + '"').problems()).singleElement().asString().startsWith("a.camel.yaml:7: " + problem);
    }

    @Test
    void shouldFindQueuesThatNoRouteOrMoreThanOneTakesFrom() {
        lint.file("b.camel.yaml", """
                - route:
                    id: b
                    description: B.
                    from:
                      uri: direct
                      parameters:
                        name: a
                      steps:
                        - enrich:
                            constant: direct:gone
                        - toD: "direct:${variable.run.sourceId}"
                """);

        assertThat(lint.steps("- wireTap:\n    uri: seda:b").problems()).containsExactly(
                "a.camel.yaml:8: no route takes from seda:b; write direct:a, or add a route from seda:b",
                "b.camel.yaml:5: another route takes from direct:a already (a.camel.yaml:5); rename one",
                "b.camel.yaml:10: no route takes from direct:gone; write direct:a, or add a route from direct:gone");
    }

    @ParameterizedTest
    @CsvSource({"*/5 * * * *,has five fields", "every monday,is no Quartz cron", "{{CRON:0 0 * * *}},has five fields", "0 0 0 31 2 ?,names a day that never comes"})
    void shouldFindBadCrons(String cron, String problem) {
        lint.file("a.camel.yaml", "- route:\n    id: a\n    description: A.\n    from:\n      uri: quartz:a\n      parameters:\n        cron: \"" + cron
                + "\"\n      steps:\n        - log: a\n");

        assertThat(lint.problems()).singleElement().asString().startsWith("a.camel.yaml:7: cron ").contains(problem);
    }

    @Test
    void shouldFindUnknownPlaceholdersAndSecrets() {
        lint.steps("""
                - setBody:
                    constant: "{{ZENDESK_BASE_UR}} {{?X}} {{X:y}}"
                - setBody:
                    constant: "{{ZENDESK_API_TOKEN}}"
                - setBody:
                    constant: "{{env:ZENDESK_BASE_URL}} {{env:ZENDESK_API_TOKEN:}}"
                """);

        assertThat(lint.problems()).containsExactly(
                "a.camel.yaml:8: there is no setting ZENDESK_BASE_UR; write ZENDESK_BASE_URL, if that was meant",
                "a.camel.yaml:10: {{ZENDESK_API_TOKEN}} is a secret, which no route sees; set the header with \"method: {ref: …, method: header}\", as the"
                        + " shipped routes do",
                "a.camel.yaml:12: {{ZENDESK_API_TOKEN}} is a secret, which no route sees; set the header with \"method: {ref: …, method: header}\", as the"
                        + " shipped routes do",
                "a.camel.yaml:12: {{env:ZENDESK_BASE_URL}} passes by the check of settings; write {{ZENDESK_BASE_URL}}");
    }

    @Test
    void shouldFindMissingBeansMethodsAndProperties() {
        lint.file("b.camel.yaml", """
                - beans:
                    - name: b
                      type: io.csatrelay.collect.Source
                      properties:
                        id: b
                        sinse: 30d
                    - name: c
                      type: io.csatrelay.collect.Sauce
                - route:
                    id: b
                    description: B.
                    from:
                      uri: direct:b
                      steps:
                        - bean:
                            ref: pagez
                            method: query
                        - setBody:
                            method:
                              ref: pages
                              method: queri('x')
                        - setBody:
                            simple: "${bean:pages?method=rd} ${bean:b.records}"
                        - split:
                            simple: "${body}"
                            aggregationStrategy: maped
                            steps:
                              - log: b
                """);

        assertThat(lint.problems()).containsExactly(
                "b.camel.yaml:6: Source has no property sinse; write since, if that was meant",
                "b.camel.yaml:8: there is no class io.csatrelay.collect.Sauce; a source is of type io.csatrelay.collect.Source",
                "b.camel.yaml:16: there is no bean pagez; write pages, if that was meant",
                "b.camel.yaml:21: Pages has no method queri; write query, if that was meant",
                "b.camel.yaml:23: Pages has no method rd; write read, if that was meant",
                "b.camel.yaml:26: there is no bean maped; write mapped, if that was meant");
    }

    @Test
    void shouldFindMissingResourcesAndBadJq() {
        lint.mapping("rating.jq", ".");
        lint.steps("""
                - transform:
                    jq:
                      expression: "resource:file:{{MAPPINGS_DIR}}/ratings.jq"
                - setBody:
                    constant: resource:classpath:sql/no-such.sql
                - transform:
                    jq: ".a | titlecase"
                - transform:
                    expression:
                      jq:
                        expression: "{a: "
                - transform:
                    jq: 'header("x")'
                """);

        assertThat(lint.problems()).satisfiesExactly(
                first -> assertThat(first).isEqualTo("a.camel.yaml:9: there is no file ratings.jq; write rating.jq, if that was meant"),
                second -> assertThat(second).startsWith("a.camel.yaml:11: the connector has no resource sql/no-such.sql"),
                third -> assertThat(third).startsWith("a.camel.yaml:13: jq has no function titlecase/0"),
                fourth -> assertThat(fourth).startsWith("a.camel.yaml:17: this is no jq program: "));
    }

    @Test
    void shouldFindNamesThatAreThereTwice() {
        lint.steps("- log: a").file("b.camel.yaml", """
                - route:
                    description: Another.
                    id: a
                    routeConfigurationId: retri
                    from:
                      uri: direct:b
                      steps:
                        - log: b
                - routeConfiguration:
                    id: retry
                    description: R.
                - from:
                    uri: direct:c
                    steps:
                      - log: c
                """);

        assertThat(lint.problems()).containsExactly(
                "b.camel.yaml:3: the route a is there already (a.camel.yaml:1); rename or remove one",
                "b.camel.yaml:4: there is no routeConfiguration retri: the route would run without; write one of [retry]",
                "b.camel.yaml:12: a route without id and description; write \"- route:\" with id, description and from");
    }

    @Test
    void shouldFindFilesThatAreNotLoaded() {
        assertThat(lint.steps("- log: a").file("b.yaml", "[]").file("c.camel.yml", "[]").file("d.camel.yaml", "").problems()).satisfiesExactly(
                first -> assertThat(first).startsWith("b.yaml:1: this file is not loaded"),
                second -> assertThat(second).startsWith("c.camel.yml:1: this file is not loaded"),
                third -> assertThat(third).startsWith("d.camel.yaml:1: there is nothing in this file"));
    }
}
