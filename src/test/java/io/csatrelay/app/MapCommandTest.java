package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code map} on the shipped mapping. */
class MapCommandTest {
    private static final String GOOD = "{\"id\":35436,\"assignee_id\":135,\"ticket_id\":208,\"score\":\"good\",\"comment\":\"Awesome 👍\","
            + "\"created_at\":\"2011-07-20T22:55:29Z\"}";
    private static final String ITEM = "{\"submitted_at\":\"2011-07-20T22:55:29.000Z\",\"ticket_id\":\"208\",\"agent_id\":\"135\",\"score\":1,"
            + "\"comment\":\"Awesome 👍\",\"score_label\":\"good\",\"min_score\":0,\"max_score\":1}";

    @TempDir
    Path folder;

    private String out;
    private String err;

    @Test
    void shouldShowTheExactItemWhenGivenTheWholeInput() {
        assertThat(map("{\"record\":" + GOOD + ",\"lookup\":{},\"source\":{\"id\":\"eu\"}}")).isZero();

        assertThat(out).isEqualTo(ITEM + "\n");
        assertThat(err).isEmpty();
    }

    @Test
    void shouldWrapABareRecordAndSaySo() {
        assertThat(map(GOOD)).isZero();

        assertThat(out).isEqualTo(ITEM + "\n");
        assertThat(err).startsWith("map: 1 bare record was wrapped as ");
    }

    @Test
    void shouldUseTheLookupThatIsGiven() {
        map("{\"record\":{\"id\":1,\"ticket_id\":2,\"assignee_id\":3,\"score\":\"bad\",\"reason_id\":9,\"created_at\":\"2026-05-01T00:00:00Z\"},"
                + "\"lookup\":{\"reasons\":[{\"id\":9,\"reason_code\":1001,\"value\":\"It broke\"}]}}");

        assertThat(out).contains("\"score_label\":\"It broke\"");
    }

    @Test
    void shouldSayWhatBecomesOfEachOfManyRecords() {
        int exit = map(GOOD + "\n[{\"id\":1,\"score\":\"offered\"},{\"id\":2,\"score\":\"good\",\"created_at\":\"2026-05-01T00:00:00Z\"}]\n"
                + "{\"id\":3,\"score\":\"superb\"}\n{\"id\":4,\"score\":\"bad\"}");

        assertThat(exit).isEqualTo(ExitCode.FAILED);
        assertThat(out.lines()).containsExactly(ITEM, "record 2: filtered: it is no rating",
                "record 3: held: no ticket_id, and neither agent_id nor agent_email; until a later version has it, this is not sent:",
                "{\"submitted_at\":\"2026-05-01T00:00:00.000Z\",\"score\":1,\"score_label\":\"good\",\"min_score\":0,\"max_score\":1}",
                "record 4: quarantined: the mapping zendesk-rating called error: score is \"superb\"; known are good, bad, offered and unoffered",
                "record 5: quarantined: submitted_at is missing");
        assertThat(err).startsWith("map: 5 bare records were wrapped as ");
    }

    @Test
    void shouldShowTheRatingWhenAsked() {
        assertThat(map(GOOD, "--rating", "--source", "eu")).isZero();

        assertThat(out).startsWith("{\"external_id\":\"35436\"").contains("\"account_id\":\"eu\"", "\"supersedes_key\":\"ticket:208\"");
    }

    @Test
    void shouldTakeAMappingByItsPath() throws IOException {
        Path mine = Files.writeString(folder.resolve("mine.jq"), "{external_id: \"1\", submitted_at: \"2026-05-01T00:00:00Z\", score: 5, min_score: 1, max_score: 5,"
                + " ticket_id: \"2\", agent_id: \"3\"}");

        assertThat(execute("map", mine.toString(), file("{}").toString())).isZero();
        assertThat(out).startsWith("{\"submitted_at\":\"2026-05-01T00:00:00.000Z\"");
    }

    @Test
    void shouldRefuseWhatIsNoMappingOrNoJsonWithoutQuotingIt() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.jq"), "{a: ");

        assertThat(execute("map", "nope", file(GOOD).toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err).contains("there is no mapping ").contains("nope.jq: check its name, and MAPPINGS_DIR");
        assertThat(execute("map", broken.toString(), file(GOOD).toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err).contains("compiling the mapping broken: ");
        assertThat(map("{\"comment\": \"c4n4ry\" oops}")).isEqualTo(ExitCode.USAGE);
        assertThat(err).contains("it is no JSON: line 1, column ").doesNotContain("c4n4ry");
        assertThat(map(" ")).isEqualTo(ExitCode.USAGE);
        assertThat(err).contains("there is no record in it");
        assertThat(execute("map", "zendesk-rating", folder.resolve("gone.json").toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err).contains("there is no file ");
    }

    private int map(String json, String... options) {
        List<String> arguments = new ArrayList<>(List.of("map", "mappings/zendesk-rating.jq", file(json).toString()));
        arguments.addAll(List.of(options));
        return execute(arguments.toArray(String[]::new));
    }

    private int execute(String... arguments) {
        TestingCommand.Ran ran = TestingCommand.run(Map.of("DATA_DIR", folder.toString()), arguments);
        out = ran.out();
        err = ran.err();
        return ran.exitCode();
    }

    private Path file(String json) {
        try {
            return Files.writeString(folder.resolve("in.json"), json);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
