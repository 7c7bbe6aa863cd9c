package io.csatrelay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csatrelay.distribution.Dimension;
import io.csatrelay.distribution.TestingDistributions;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is answered of sources that give counts: theirs alone, and what is missing. */
class LivePersonCountsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-05-01T13:29:00Z");
    private static final String HOUR = "v=1&from=2026-05-01T12:00:00Z&to=2026-05-01T13:00:00Z";

    private final TestingDistributions ratings = new TestingDistributions();
    private final TestingTiles tiles = new TestingTiles();
    private final TestingEngagements engagements = new TestingEngagements();
    private final LivePersonReports reports = new LivePersonReports(ratings, engagements, tiles.counts("56072331"), "local",
            Set.of("zendesk-ratings", "liveperson-csat", "liveperson-engagement"), () -> NOW);

    private JsonNode csat(String account, String query) throws Exception {
        return JSON.readTree(reports.csat(account, query).joined());
    }

    private JsonNode engagements(String account, String query) throws Exception {
        return JSON.readTree(reports.engagements(account, query).joined());
    }

    private static long answers(JsonNode answer) {
        return answer.at("/metricsTotals/total_answers").asLong(-1);
    }

    @Test
    void shouldAnswerAnAccountWithWhatItGaveAlone() throws Exception {
        ratings.add(NOW.minusSeconds(1800), 5, Map.of(Dimension.SOURCE, "zendesk-ratings"));
        tiles.fill("liveperson-csat", "2026-05-01T00:00:00Z", "2026-05-01T13:00:00Z");

        assertThat(answers(csat("56072331", HOUR))).isEqualTo(3);
        assertThat(answers(csat("liveperson-csat", HOUR))).isEqualTo(3);
        assertThat(answers(csat("local", HOUR))).as("the connector's own ratings").isEqualTo(1);
        assertThat(answers(csat("zendesk-ratings", HOUR))).isEqualTo(1);
        assertThat(catchThrowableOfType(ReportException.class, () -> csat("1", HOUR)).status()).isEqualTo(401);
    }

    @Test
    void shouldSayNothingOfItWhenAllBucketsAreFilled() throws Exception {
        tiles.fill("liveperson-csat", "2026-05-01T12:00:00Z", "2026-05-01T13:00:00Z");

        assertThat(csat("56072331", HOUR).has("incomplete")).isFalse();
        assertThat(csat("56072331", HOUR).has("missing")).isFalse();
    }

    @Test
    void shouldSayWhatIsMissingInAWindow() throws Exception {
        tiles.fill("liveperson-csat", "2026-05-01T00:00:00Z", "2026-05-01T12:10:00Z").fill("liveperson-csat", "2026-05-01T12:30:00Z", "2026-05-01T12:50:00Z");

        JsonNode answer = csat("56072331", HOUR + "&interval=30");
        assertThat(answer.path("incomplete").booleanValue()).isTrue();
        assertThat(answer.path("missing").toString()).isEqualTo("[{\"from\":\"2026-05-01T12:10:00Z\",\"to\":\"2026-05-01T12:30:00Z\"},"
                + "{\"from\":\"2026-05-01T12:50:00Z\",\"to\":\"2026-05-01T13:00:00Z\"}]");
        assertThat(csat("56072331", "v=1&timeframe=20").path("missing")).as("the bucket that is open").hasSize(1);
    }

    @Test
    void shouldSayThatAllIsMissingBeforeTheFirstRun() throws Exception {
        assertThat(csat("56072331", HOUR).path("missing").toString()).isEqualTo("[{\"from\":\"2026-05-01T12:00:00Z\",\"to\":\"2026-05-01T13:00:00Z\"}]");
        assertThat(engagements("56072331", HOUR).path("incomplete").booleanValue()).isTrue();
    }

    @Test
    void shouldSayOfEngagementsWhatIsMissingOfAnySourceThatCounts() throws Exception {
        engagements.add("liveperson-engagement", "4", "15", Instant.parse("2026-05-01T12:30:00Z"), new EngagementMetrics(1, 2, 3, 4, 5));
        tiles.fillEngagements("liveperson-engagement", "2026-05-01T00:00:00Z", "2026-05-01T12:40:00Z")
                .fillEngagements("another", "2026-05-01T12:20:00Z", "2026-05-01T12:50:00Z");

        assertThat(engagements("56072331", HOUR).at("/metricsTotals/connectedEngagements").asLong()).isEqualTo(5);
        assertThat(engagements("56072331", HOUR).path("missing").toString()).isEqualTo("[{\"from\":\"2026-05-01T12:40:00Z\",\"to\":\"2026-05-01T13:00:00Z\"}]");
        assertThat(engagements("local", HOUR).path("missing").toString()).isEqualTo("[{\"from\":\"2026-05-01T12:00:00Z\",\"to\":\"2026-05-01T12:20:00Z\"},"
                + "{\"from\":\"2026-05-01T12:40:00Z\",\"to\":\"2026-05-01T13:00:00Z\"}]");
        assertThat(engagements("zendesk-ratings", HOUR).has("missing")).as("it gives none").isFalse();
    }
}
