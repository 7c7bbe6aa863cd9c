package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.app.TestingCommand.Ran;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong usage and wrong settings: exit 2, said before anything is begun. */
class UsageTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sync nope | there is no source nope; there are [
            sync --wait 5 | --wait "5" has no unit: write 5s, 5m, 5h or 5d
            sync --id 7 | --id goes with one SOURCE
            sync zendesk-ratings zendesk-ratings --id 7 | --id goes with one SOURCE
            backfill zendesk-ratings --from 1d | Missing required option
            backfill nope --from 2d --to 1d | there is no source nope
            backfill zendesk-ratings --from 1d --to 2d | --from is not before --to
            backfill zendesk-ratings --from 1d --to 1d | --from is not before --to
            backfill zendesk-ratings --from yesterday --to 0s | --from "yesterday"
            backfill zendesk-ratings --from 2026-13-01 --to 0s | --from "2026-13-01" is no date
            backfill zendesk-ratings --from 1d --to 2999-01-01 | --to is in the future
            retry | Missing required argument
            retry --refused --unknown | mutually exclusive
            retry --refused --id seven | Invalid value for option '--id'
            dismiss | Missing required argument
            dismiss --quarantined | Unknown option
            pause | Missing required parameter
            pause nope | there is no nope to pause; there are [
            resume nope | there is no nope to resume
            backup | Missing required parameter
            status --xml | Unknown option
            """)
    void shouldEndWith2AndSayWhatIsWrong(String command, String words) {
        Ran ran = TestingCommand.run(environment(), command.split(" "));

        assertThat(ran.err()).contains(words);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void shouldEndWith2WhenTheSourceIsOffOrNoneIsOn() {
        Map<String, String> nothing = Map.of("DATA_DIR", folder.toString());

        Ran off = TestingCommand.run(nothing, "sync", "zendesk-ratings");
        assertThat(off.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(off.err()).contains("zendesk-ratings is off: ", "ZENDESK_BASE_URL", "not set");

        Ran none = TestingCommand.run(nothing, "sync");
        assertThat(none.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(none.err()).contains("no source is on: {", "ZENDESK_BASE_URL");

        assertThat(TestingCommand.run(nothing, "backfill", "zendesk-ratings", "--from", "2d", "--to", "1d").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void shouldEndWith2WhenTheSourceIsPushed() {
        Map<String, String> environment = environment();
        environment.put("INTAKE_ZENDESK_WEBHOOK_SECRET", "secret");

        Ran sync = TestingCommand.run(environment, "sync", "zendesk-webhook");
        assertThat(sync.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(sync.err()).contains("there is nothing to collect from zendesk-webhook: its vendor pushes to POST /intake/zendesk-webhook");

        Ran backfill = TestingCommand.run(environment, "backfill", "zendesk-webhook", "--from", "2d", "--to", "1d");
        assertThat(backfill.exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void shouldEndWith2AndNameAllProblemsOfTheSettings() {
        Ran ran = TestingCommand.run(Map.of("HTTP_PORT", "99999", "ZENDESK_BASE_URL", "ftp://company"), "sync");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("HTTP_PORT").contains("ZENDESK_BASE_URL");
    }

    private Map<String, String> environment() {
        return new TreeMap<>(Map.of("DATA_DIR", folder.toString(), "ZENDESK_BASE_URL", "http://127.0.0.1:1", "ZENDESK_EMAIL", "a@example.com",
                "ZENDESK_API_TOKEN", "token"));
    }
}
