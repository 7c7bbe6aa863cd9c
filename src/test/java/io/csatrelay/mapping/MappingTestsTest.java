package io.csatrelay.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.rating.Rating;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingTestsTest {

    private static final String PROGRAM = """
            if .record == "skip" then empty elif .record == "bad" then error("is bad")
            else {external_id: .record, submitted_at: "2026-05-01T09:30:00Z", score: 5, account_id: .source.id, agent_id: .lookup.agent} end""";
    private static final String RATING = "external_id: 1, submitted_at: '2026-05-01T11:30:00+02:00', score: 5";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "input: {record: 1}, expect: {RATING, account_id: test}",
            "input: {record: 1, source: {id: eu}, lookup: {agent: 7}}, expect: {RATING, account_id: eu, agent_id: 7}",
            "input: {record: 1}, expect: {RATING, account_id: test}, item: {sent: '1'}",
            "input: {record: skip}, filtered: true",
            "input: {record: bad}, quarantined: is bad",
            "input: {record: null}, quarantined: external_id is missing",
    })
    void shouldPassWhenTheMappingDoesAsExpected(String test) throws IOException {
        assertThat(run("- {name: a, " + test.replace("RATING", RATING) + "}"))
                .containsExactly(new MappingTests.Result("a", true, ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "input: {record: 2}, expect: {RATING, account_id: test}       | external_id: expected \"1\", got \"2\"",
            "input: {record: 1}, expect: {RATING}                         | account_id: expected nothing, got \"test\"",
            "input: {record: 1}, expect: {RATING, account_id: test, ticket_id: 3} | ticket_id: expected \"3\", got nothing",
            "input: {record: 1}, expect: {RATING, account_id: test}, item: {sent: '2'} | item: sent: expected \"2\", got \"1\"",
            "input: {record: 1}, expect: {scor: 5}                        | expect is no rating: ",
            "input: {record: skip}, expect: {RATING}                      | expected a rating, got it filtered",
            "input: {record: bad}, expect: {RATING}                       | expected a rating, got it quarantined: the mapping m called error: is bad",
            "input: {record: null}, expect: {RATING}                      | expected a rating, got it quarantined: external_id is missing",
            "input: {record: 1}, filtered: true                           | expected it filtered, got the rating {",
            "input: {record: bad}, quarantined: is worse                  | expected it quarantined with \"is worse\", got it quarantined: ",
            "input: {record: skip}, quarantined: is bad                   | expected it quarantined with \"is bad\", got it filtered",
            "input: {record: 1}, expect: {RATING}, filtered: true         | a: it needs exactly one of expect, filtered and quarantined",
            "input: {record: 1}                                           | a: it needs exactly one of expect, filtered and quarantined",
            "input: {}, filtered: true                                    | a: input has no record",
            "input: {record: 1, lokup: 1}, filtered: true                 | a: unknown field lokup",
            "input: {record: 1}, filtered: false                          | a: expect takes fields, filtered takes true",
            "input: {record: 1}, quarantined: ''                          | a: expect takes fields, filtered takes true",
            "input: {record: skip}, filtered: true, item: {}              | a: item goes with expect only",
            "input: {record: 1}, expects: {}                              | a: unknown field expects",
            "input: {record: 1}, name: b, filtered: true                  | reading m.test.yaml: it is no YAML: Duplicate",
    })
    void shouldSayWhatDiffersWhenItFails(String test, String difference) throws IOException {
        assertThat(run("- {name: a, " + test.replace("RATING", RATING) + "}")).singleElement()
                .satisfies(result -> assertThat(result.passed()).isFalse())
                .satisfies(result -> assertThat(result.difference()).startsWith(difference));
    }

    @ParameterizedTest
    @CsvSource({"[]", "{}", "''"})
    void shouldFailWhenThereAreNoCases(String yaml) throws IOException {
        assertThat(run(yaml)).singleElement().satisfies(result -> assertThat(result.passed()).isFalse());
    }

    @Test
    void shouldFailWhenTheTestFileIsMissing() throws IOException {
        Path mapping = Files.writeString(folder.resolve("m.jq"), PROGRAM);

        assertThat(tests().run(mapping)).singleElement()
                .satisfies(result -> assertThat(result.passed()).isFalse())
                .satisfies(result -> assertThat(result.difference()).contains("m.test.yaml", "NoSuchFile"));
    }

    @Test
    void shouldFailWhenTheMappingDoesNotCompile() throws IOException {
        Path mapping = Files.writeString(folder.resolve("m.jq"), "{");

        assertThat(tests().run(mapping)).singleElement()
                .satisfies(result -> assertThat(result.difference()).contains("compiling the mapping m"));
    }

    private List<MappingTests.Result> run(String yaml) throws IOException {
        Path mapping = Files.writeString(folder.resolve("m.jq"), PROGRAM);
        Files.writeString(folder.resolve("m.test.yaml"), yaml);
        return tests().run(mapping);
    }

    private static MappingTests tests() {
        return new MappingTests(TestingMappings.ROOT, (Rating rating) -> "{\"sent\":\"" + rating.externalId() + "\"}");
    }
}
