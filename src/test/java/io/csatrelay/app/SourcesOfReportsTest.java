package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.csatrelay.distribution.Sources;
import io.csatrelay.settings.Catalogue;
import io.csatrelay.settings.GeneralSettings;
import io.csatrelay.settings.Settings;
import io.csatrelay.settings.SettingsLoader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which sources reports wait for. */
class SourcesOfReportsTest {
    private static final String COUNT = "/reporting/v1.2/csat/distribution/count";

    private static JsonNode count(TestingApi api, String more) {
        return api.post(COUNT, "{\"filters\":{\"from\":\"2026-05-01T11:00:00Z\",\"to\":\"2026-05-01T12:00:00Z\"" + more + "}}").json();
    }

    @Test
    void shouldWaitForNoSourceThatWasSwitchedOff() throws Exception {
        try (TestingRelay relay = TestingApi.planWithTokens().at("2026-05-01T12:07:00Z").collectingOnly().set("ZENDESK_RATINGS_SINCE", "2h")
                .set("ZENDESK_SETTLE", "10m").set(TestingWebhook.SECRET_NAME, TestingWebhook.SECRET).start()) {
            JsonNode behind = count(new TestingApi(relay), "");
            assertThat(Instant.parse(behind.path("dataThrough").asText())).isEqualTo("2026-05-01T11:57:00Z");
            assertThat(behind.path("incomplete").asBoolean()).isTrue();

            List.of("ZENDESK_BASE_URL", "ZENDESK_EMAIL", "ZENDESK_API_TOKEN").forEach(name -> relay.set(name, ""));
            relay.restart();
            TestingApi api = new TestingApi(relay);

            JsonNode pushed = count(api, "");
            assertThat(pushed.path("dataThrough").asText()).isEqualTo("2026-05-01T12:05:00Z");
            assertThat(pushed.path("incomplete").asBoolean()).isFalse();
            JsonNode gone = count(api, ",\"data\":[{\"id\":\"source\",\"values\":[\"zendesk-ratings\"]}]");
            assertThat(gone.path("dataThrough").asText()).as("what it reached").isEqualTo("2026-05-01T11:57:00Z");
            assertThat(gone.path("incomplete").asBoolean()).isTrue();
        }
    }

    @Test
    void shouldTellPolledFromPushedAndLeaveCountsOut(@TempDir Path folder) {
        Map<String, String> environment = new HashMap<>(Map.of("ZENDESK_BASE_URL", "https://company.zendesk.com", "ZENDESK_EMAIL", "a@company.com",
                "ZENDESK_API_TOKEN", "t", "ZENDESK_CSAT", "ratings", TestingWebhook.SECRET_NAME, TestingWebhook.SECRET, "FILE_DROP_DIR", folder.toString()));
        environment.putAll(Map.of("LIVEPERSON_ACCOUNT_ID", "56072331", "LIVEPERSON_TOKEN", "t", "LIVEPERSON_BASE_URL", "http://127.0.0.1:1"));
        Settings settings = new SettingsLoader(Catalogue.standard(), Path.of(""), folder).load(environment);
        RouteFiles files = new RouteFiles(settings.get(GeneralSettings.ROUTES_DIR), settings);

        assertThat(files.sources()).containsEntry("liveperson-csat", null);
        assertThat(files.ofRatings()).isEqualTo(new Sources(Set.of("zendesk-ratings"), Set.of("zendesk-webhook", "file-drop")));
    }
}
