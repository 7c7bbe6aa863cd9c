package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.app.TestingCommand.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long each source's ratings are kept, and what may not be asked for. */
class RetentionTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"run", "lint", "check", "sync", "status"})
    void shouldEndWith2WhenARetentionIsShorterThanItsSourcesReread(String command) {
        Ran ran = TestingCommand.run(environment("RETENTION_DAYS", "28", "RETENTION_DAYS_ZENDESK_SURVEYS", "10"), command);

        assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.out() + ran.err()).contains(
                "RETENTION_DAYS: 28 is shorter than the re-read of zendesk-ratings, which goes back 29 days: keep its ratings for at least as long",
                "RETENTION_DAYS_ZENDESK_SURVEYS: 10 is shorter than the re-read of zendesk-surveys");
    }

    @Test
    void shouldMeasureEachSourceByItsOwnReread() {
        assertThat(RouteFiles.of(Environment.settings(environment("RETENTION_DAYS", "29"))).sources()).isNotEmpty();
        assertThat(RouteFiles.of(Environment.settings(environment("RETENTION_DAYS", "7", "ZENDESK_RATINGS_REREAD", "7", "ZENDESK_SURVEYS_REREAD", "7")))
                .sources()).isNotEmpty();
        assertThat(RouteFiles.of(Environment.settings(environment("RETENTION_DAYS_ZENDESK_WEBHOOK", "1"))).sources()).as("is never read again").isNotEmpty();
    }

    @Test
    void shouldMeasureQualtricsByItsFixedReread() {
        Ran ran = TestingCommand.run(environment("RETENTION_DAYS_QUALTRICS", "28", "QUALTRICS_BASE_URL", "https://fra1.qualtrics.com/API/v3",
                "QUALTRICS_API_TOKEN", "token", "QUALTRICS_SURVEY_ID", "SV_1", "QUALTRICS_SCORE_QUESTION", "QID1"), "lint");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.out() + ran.err()).contains("RETENTION_DAYS_QUALTRICS: 28 is shorter than the re-read of qualtrics, which goes back 29 days");
    }

    @Test
    void shouldMeasureASecondAccountToo() throws IOException {
        Path routes = TestingAccounts.copyShipped("routes", folder);
        Files.writeString(routes.resolve("shops-eu-ratings.camel.yaml"), AddingASourceTest.block("yaml second account"));

        Ran ran = TestingCommand.run(environment("ROUTES_DIR", routes.toString(), "RETENTION_DAYS_SHOPS_EU_RATINGS", "28",
                "ACCOUNT_SHOPS_EU_BASE_URL", "https://shops-eu.zendesk.com", "ACCOUNT_SHOPS_EU_TOKEN", "token"), "lint");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.out() + ran.err()).contains("RETENTION_DAYS_SHOPS_EU_RATINGS: 28 is shorter than the re-read of shops-eu-ratings");
    }

    @Test
    void shouldTakeTheSourcesOwnRetentionBeforeTheCommonOne() {
        Retention retention = new Retention(Environment.settings(environment("RETENTION_DAYS", "400", "RETENTION_DAYS_ZENDESK_SURVEYS", "90")));

        assertThat(retention.of("zendesk-surveys")).contains(Duration.ofDays(90));
        assertThat(retention.of("zendesk-ratings")).contains(Duration.ofDays(400));
        assertThat(new Retention(Environment.settings(environment())).of("zendesk-ratings")).isEmpty();
    }

    @Test
    void shouldNameARetentionThatNoSourceHas() {
        Retention retention = new Retention(Environment.settings(environment("RETENTION_DAYS_ZENDESK_RATING", "90", "RETENTION_DAYS_ZENDESK_RATINGS", "90")));

        assertThat(retention.ofNoSource(List.of("zendesk-ratings", "zendesk-surveys"))).containsExactly("RETENTION_DAYS_ZENDESK_RATING");
    }

    private Map<String, String> environment(String... settings) {
        Map<String, String> environment = new TreeMap<>(Map.of("DATA_DIR", folder.toString(), "ZENDESK_BASE_URL", "http://127.0.0.1:1",
                "ZENDESK_EMAIL", "a@example.com", "ZENDESK_API_TOKEN", "token", "ZENDESK_CSAT", "auto"));
        for (int i = 0; i < settings.length; i += 2) {
            environment.put(settings[i], settings[i + 1]);
        }
        return environment;
    }
}
