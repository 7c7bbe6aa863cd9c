package io.csatrelay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What takes more than reading route files: Camel itself, an API's contract, mappings and their tests. */
class LintWholeTest {
    private static final String GOOD_TESTS = "- name: filtered\n  input: {record: {}}\n  filtered: true\n";

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
    void shouldFindConditionsTextsAndValuesThatDoNotParse() {
        lint.file("b.camel.yaml", """
                - beans:
                    - name: b
                      type: io.csatrelay.collect.Source
                      properties:
                        id: b
                        since: a while ago
                - route:
                    id: b
                    description: B.
                    from:
                      uri: direct:b
                      steps:
                        - filter:
                            simple: "${body} !!= null"
                            steps:
                              - log: "${bodi}"
                        - loop:
                            doWhile: true
                            expression:
                              simple:
                                expression: "${body} =! 1"
                            steps:
                              - setBody:
                                  simple: "one =! 1"
                """);

        assertThat(lint.problems()).satisfiesExactly(
                first -> assertThat(first).startsWith("b.camel.yaml:6: since: ").contains("is no span of time"),
                second -> assertThat(second).startsWith("b.camel.yaml:14: this condition does not parse: "),
                third -> assertThat(third).startsWith("b.camel.yaml:16: this text does not parse: Unknown function: bodi"),
                fourth -> assertThat(fourth).startsWith("b.camel.yaml:21: this condition does not parse: "));
    }

    @Test
    void shouldFindWhatOnlyCamelSeesRouteByRoute() {
        lint.steps("- unmarshal: {json: {library: Jackson, unmarshalType: no.such.Type}}").file("b.camel.yaml", """
                - route:
                    id: b
                    description: B.
                    from:
                      uri: direct:b
                      steps:
                        - log: "nothing wrong here"
                - route:
                    id: c
                    description: C.
                    from:
                      uri: direct:c
                      steps:
                        - doTry:
                            steps:
                              - log: c
                            doCatch:
                              - exception:
                                  - no.such.Exception
                                steps:
                                  - log: c
                """);

        assertThat(lint.problems()).isEmpty();
        assertThat(lint.allProblems()).satisfiesExactly(
                first -> assertThat(first).startsWith("a.camel.yaml:1: Camel cannot build this: "),
                second -> assertThat(second).startsWith("b.camel.yaml:8: Camel cannot build this: ").contains("no.such.Exception"));
    }

    @Test
    void shouldNotRepeatInCamelsWordsWhatARuleFound() {
        assertThat(lint.steps("- to: \"seda:a?sise=1\"\n- log: \"${body}\"").allProblems()).hasSize(3).noneMatch(problem -> problem.contains("Camel cannot"));
    }

    @Test
    void shouldWantARouteForEveryOperationOfAContract() {
        lint.file("api.camel.yaml", "- rest:\n    openApi:\n      specification: \"file:" + folder + "/contract.json\"\n");
        lint.steps("- log: a");
        assertThat(lint.problems()).singleElement().asString().startsWith("api.camel.yaml:3: the contract ").contains("cannot be read");

        write("contract.json", "{\"paths\":{\"/a\":{\"get\":{\"operationId\":\"a\"},\"post\":{\"operationId\":\"b\"}}}}");

        assertThat(lint.problems()).containsExactly(
                "api.camel.yaml:3: no route takes the operation b; rename direct:a, if that is it, or add a route from direct:b");
    }

    @Test
    void shouldFindMappingsThatAreNoJqOrCallWhatIsNotThere() {
        lint.steps("- log: a");
        lint.mapping("syntax.jq", "# first line\n{a: 1,\n b: }\n").mapping("syntax.test.yaml", GOOD_TESTS);
        lint.mapping("unknown.jq", "# upcase is no jq\nif .record.x then\n  (.record.y | upcase)\nelse empty end\n").mapping("unknown.test.yaml", GOOD_TESTS);

        assertThat(lint.allProblems()).satisfiesExactly(
                first -> assertThat(first).startsWith("syntax.jq:3: compiling the mapping syntax: "),
                second -> assertThat(second).isEqualTo("unknown.jq:3: jq has no function upcase/0; check its name, and how many arguments it takes"));
    }

    @Test
    void shouldShowEachCaseThatFailsWithItsLine() {
        lint.steps("- log: a");
        lint.mapping("m.jq", "if .record.id == 0 then empty else {external_id: .record.id, submitted_at: .record.at, score: 1, min_score: 0, max_score: 1} end");
        lint.mapping("m.test.yaml", """
                - name: passes
                  input: {record: {id: 0}}
                  filtered: true

                - name: differs
                  input: {record: {id: 7, at: "2026-05-01T00:00:00Z"}}
                  expect: {external_id: "8", submitted_at: "2026-05-01T00:00:00Z", score: 0, min_score: 0, max_score: 1}
                - name: is quarantined
                  input: {record: {id: 7}}
                  filtered: true
                """);

        assertThat(lint.allProblems()).satisfiesExactly(
                first -> assertThat(first).isEqualTo(
                        "m.test.yaml:5: the case \"differs\" fails: external_id: expected \"8\", got \"7\"; correct the mapping, or what the case expects"),
                second -> assertThat(second).isEqualTo(
                        "m.test.yaml:5: the case \"differs\" fails: score: expected 0, got 1; correct the mapping, or what the case expects"),
                third -> assertThat(third).startsWith("m.test.yaml:8: the case \"is quarantined\" fails: expected it filtered, got it quarantined: submitted_at"));
    }

    @Test
    void shouldWantTestsForEveryMapping() {
        lint.steps("- log: a").mapping("alone.jq", "empty").mapping("gone.test.yaml", GOOD_TESTS).mapping("bad.jq", "empty").mapping("bad.test.yaml", "- a: [")
                .mapping("odd.jq", "empty").mapping("odd.test.yaml", "- name: odd\n  inputs: {}\n");

        assertThat(lint.allProblems()).satisfiesExactly(
                first -> assertThat(first).startsWith("alone.jq:1: this mapping has no tests; add alone.test.yaml"),
                second -> assertThat(second).startsWith("bad.test.yaml:1: this is no YAML: "),
                third -> assertThat(third).startsWith("gone.test.yaml:1: there is no gone.jq that it tests"),
                fourth -> assertThat(fourth).startsWith("odd.test.yaml:1: odd: unknown field inputs; "));
    }

    private void write(String name, String text) {
        try {
            java.nio.file.Files.writeString(folder.resolve(name), text);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void shouldNameLineTileAndFieldWhenTheTilesAreWrong() throws Exception {
        String tiles = Files.readString(Path.of("mappings/gnatta-tiles.yaml"));
        String wrong = tiles.replace("groupedBy: data value", "groupedBy: dates");
        int line = (int) wrong.substring(0, wrong.indexOf("groupedBy: dates")).lines().count();
        lint.mapping("gnatta-tiles.yaml", wrong);

        assertThat(lint.allProblems()).contains("gnatta-tiles.yaml:" + line + ": tile 3: groupedBy: dates is not known; one of period, channel, data value, queue, user, "
                + "account, user and channel, user and queue, none");
        lint.mapping("gnatta-tiles.yaml", tiles).mapping("gnatta-collect.yaml", "collect:\n  - tiles: [5]\n    kind: count\n    last: 1 day\n");
        assertThat(lint.allProblems()).contains("gnatta-collect.yaml:2: collect: tiles: tile 5 needs userIds; give them under ids, or here under with");
        lint.mapping("gnatta-collect.yaml", "collect: [{tiles: [26], kind: count, last: 1 day, with: {accounts: [a], direction: Inbound}}]\n");
        assertThat(lint.allProblems()).anyMatch(problem -> problem.startsWith("gnatta-collect.yaml:1: ") && problem.contains("tile 26 count: direction may be sent only when filters.channel is Voice"));
        lint.mapping("gnatta-collect.yaml", "collect: [");
        assertThat(lint.allProblems()).anyMatch(problem -> problem.startsWith("gnatta-collect.yaml:1: this is no YAML") || problem.startsWith("gnatta-collect.yaml:2: this is no YAML"));
    }
}
