package io.csatrelay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the house, which Camel knows nothing of. */
class LintHouseTest {
    private static final String CLEAR = "- removeHeaders: {pattern: \"*\"}\n";
    private static final String GET = "- to: {uri: \"{{ZENDESK_BASE_URL}}\", parameters: {httpMethod: GET, skipControlHeaders: \"true\"}}\n";
    private static final String CANARY = "c4n4ry";

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
    void shouldWantAMethodAndNoControlHeadersOnEveryRequest() {
        lint.steps(CLEAR + "- to: https://vendor.invalid/x\n");

        assertThat(lint.problems()).satisfiesExactly(
                first -> assertThat(first).startsWith("a.camel.yaml:8: this endpoint has no skipControlHeaders"),
                second -> assertThat(second).startsWith("a.camel.yaml:8: this https endpoint has no httpMethod"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        GET,
        "- removeHeaders: {pattern: \"Camel*\"}\n" + GET,
        "- removeHeaders: {pattern: \"*\", excludePattern: X}\n" + GET,
        CLEAR + "- to: direct:a\n" + GET,
        CLEAR + "- doTry:\n    steps:\n      - log: x\n    doCatch:\n      - exception: [java.lang.Exception]\n        steps:\n          " + GET,
        "- choice:\n    when:\n      - simple: \"${body}\"\n        steps:\n          - removeHeaders: {pattern: \"*\"}\n" + GET,
        "- doTry:\n    steps:\n      - removeHeaders: {pattern: \"*\"}\n    doCatch:\n      - exception: [java.lang.Exception]\n        steps:\n          - log: x\n" + GET})
    void shouldWantClearedHeadersBeforeEveryRequest(String steps) {
        assertThat(lint.steps(steps).problems()).singleElement().asString().contains("the headers are not cleared before this request");
    }

    @Test
    void shouldWantHeadersClearedAnewInEachTurnOfALoop() {
        assertThat(lint.steps(CLEAR + "- loop:\n    constant: 2\n    steps:\n      " + GET).problems()).singleElement().asString()
                .startsWith("a.camel.yaml:11: the headers are not cleared");
    }

    @Test
    void shouldTakeHeadersThatWereClearedInEveryBranch() {
        lint.steps("""
                - choice:
                    when:
                      - simple: "${body}"
                        steps:
                          - removeHeaders: {pattern: "*"}
                    otherwise:
                      steps:
                        - removeHeaders: {pattern: "*"}
                - setHeader: {name: Accept, constant: application/json}
                """ + GET);

        assertThat(lint.problems()).isEmpty();
        assertThat(lint.steps(CLEAR + "- setHeader: {name: Accept, constant: application/json}\n- filter:\n    simple: \"${body}\"\n    steps:\n      "
                + GET).problems()).isEmpty();
    }

    @Test
    void shouldTakeControlHeadersThatTheRouteSetsItself() {
        String path = "- setHeader: {name: CamelHttpPath, simple: \"${variable.path}\"}\n";

        assertThat(lint.steps(CLEAR + path + "- to: {uri: \"{{ZENDESK_BASE_URL}}\", parameters: {httpMethod: GET}}\n").problems()).isEmpty();
        assertThat(lint.steps(path + CLEAR + "- to: {uri: \"{{ZENDESK_BASE_URL}}\", parameters: {httpMethod: GET}}\n").problems()).singleElement().asString()
                .contains("this endpoint has no skipControlHeaders");
        assertThat(lint.steps(CLEAR + path + GET).problems()).singleElement().asString().contains("skipControlHeaders makes the CamelHttpPath");
    }

    @Test
    void shouldRefuseAHeaderThatLeadsRequestsElsewhere() {
        assertThat(lint.steps("- setHeader: {name: CamelHttpUri, constant: x}").problems()).singleElement().asString()
                .startsWith("a.camel.yaml:7: CamelHttpUri sends the next request, and its credentials, wherever it says");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "- setHeader: {name: Authorization, constant: " + CANARY + "}",
        "- setHeader: {name: apitoken, simple: " + CANARY + "}",
        "- setHeader: {name: \"{{MAESTROQA_TOKEN_HEADER:apitoken}}\", expression: {constant: {expression: " + CANARY + "}}}",
        "- setHeaders: {headers: [{name: X-Api-Key, constant: " + CANARY + "}]}",
        "- setHeader: {name: x, constant: Bearer " + CANARY + "}",
        "- setHeader: {name: x, constant: basic " + CANARY + "=}",
        "- setVariable: {name: query, constant: a=b&access_token=" + CANARY + "}",
        "- to: \"seda:a?secretKey=" + CANARY + "\"",
        "- to: {uri: \"seda:a?secretKey=" + CANARY + "\"}",
        "- to: {uri: \"seda:a\", parameters: {secretKey: " + CANARY + "}}",
        "- to: {uri: \"{{ZENDESK_BASE_URL}}\", parameters: {authUsername: " + CANARY + "}}",
        "- setBody: {constant: \"https://user:" + CANARY + "@vendor.invalid/\"}"})
    void shouldFindSecretsInRoutesAndNotRepeatThem(String step) {
        assertThat(lint.steps(step).problems()).isNotEmpty().anyMatch(problem -> problem.startsWith("a.camel.yaml:7: ") && problem.contains("stands in this file"));
        assertThat(lint.problems()).noneMatch(problem -> problem.contains(CANARY));
    }

    @Test
    void shouldFindSecretsInOptionsAndBeans() {
        lint.steps(CLEAR + "- to: {uri: \"{{ZENDESK_BASE_URL}}\", parameters: {httpMethod: GET, skipControlHeaders: \"true\", authPassword: " + CANARY
                + ", oauth2ClientId: \"{{ZENDESK_BASE_URL}}\", oauth2ClientSecret: \"#secret\", oauth2TokenEndpoint: \"https://vendor.invalid/token\"}}\n");
        lint.file("b.camel.yaml", "- beans:\n    - name: b\n      type: io.csatrelay.collect.Count\n      properties:\n        clientSecret: " + CANARY + "\n");

        assertThat(lint.problems()).noneMatch(problem -> problem.contains(CANARY))
                .anyMatch(problem -> problem.startsWith("a.camel.yaml:8: a secret in the option authPassword stands in this file"))
                .anyMatch(problem -> problem.startsWith("a.camel.yaml:8: a new OAuth token is asked for at each request"))
                .anyMatch(problem -> problem.startsWith("b.camel.yaml:5: a secret in a bean (clientSecret) stands in this file"))
                .noneMatch(problem -> problem.contains("oauth2ClientSecret") || problem.contains("oauth2TokenEndpoint"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"- log: \"got ${body}\"", "- log: {message: \"${header.x} of ${headers}\"}", "- log: {message: \"${exception.message}\", loggingLevel: ERROR}",
        "- log: {message: \"${bodyAs(String)}\", loggingLevel: WARN}", "- to: log:x", "- to: log:x?showBody=false&showHeaders=true"})
    void shouldFindWordsOfCustomersInTheLog(String step) {
        assertThat(lint.steps(step).problems()).singleElement().asString().startsWith("a.camel.yaml:7: ").contains("what customers wrote");
    }

    @ParameterizedTest
    @ValueSource(strings = {"- log: {message: \"${body}\", loggingLevel: DEBUG}", "- log: \"run ${variable.run.number}\"", "- to: log:x?level=DEBUG",
        "- to: log:x?showBody=false"})
    void shouldLetDebugAndCountsIntoTheLog(String step) {
        assertThat(lint.steps(step).problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"- setBody: {constant: \"SELECT * FROM rating\"}", "- setBody: {simple: \"update sink set paused = 0\"}",
        "- setBody: {constant: \"DELETE\\n FROM rating\"}", "- setBody: {constant: \"resource:file:/x/mine.sql\"}"})
    void shouldFindSqlInRoutes(String step) {
        assertThat(lint.steps(step).problems()).anyMatch(problem -> problem.startsWith("a.camel.yaml:7: SQL in a route"));
    }

    @Test
    void shouldWantARouteForEverySource() {
        lint.file("b.camel.yaml", "- beans:\n    - name: b\n      type: io.csatrelay.collect.Source\n      properties:\n        id: c\n");

        assertThat(lint.problems()).satisfiesExactly(
                first -> assertThat(first).startsWith("b.camel.yaml:2: the source b has \"c\" as its id"),
                second -> assertThat(second).startsWith("b.camel.yaml:2: the source b has no route; add a route from direct:b"));
    }

    @Test
    void shouldKnowTheSettingThatSaysWhereTicketsAre() {
        String bean = """
                - beans:
                    - name: a
                      type: io.csatrelay.collect.Source
                      properties:
                        id: a
                        tickets: %s
                """;
        lint.steps("- stop: {}");

        assertThat(lint.file("b.camel.yaml", bean.formatted("baseUrl")).problems()).isEmpty();
        assertThat(lint.file("b.camel.yaml", bean.formatted("ZENDESK_BASE_URL")).problems()).isEmpty();
        assertThat(lint.file("b.camel.yaml", bean.formatted("ZENDESK_BASE_UR")).problems()).singleElement().asString()
                .contains("b.camel.yaml:2: the tickets of the source a are at ZENDESK_BASE_UR, which is no setting; write ZENDESK_BASE_URL, if that was meant");
    }

    @Test
    void shouldWantAnHttpClientThatRetriesAndFollowsNothing() {
        LintFindings findings = new LintFindings();
        Properties properties = LintHttpClient.shipped();
        properties.remove("camel.component.https.automatic-retries-disabled");
        properties.put("camel.component.http.redirect-handling-disabled", "false");

        LintHttpClient.check(properties, findings);

        assertThat(findings.all()).extracting(LintProblem::what).isEqualTo(List.of("camel.component.http.redirect-handling-disabled is not true",
                "camel.component.https.automatic-retries-disabled is not true"));
    }
}
