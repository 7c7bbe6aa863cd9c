package io.csatrelay.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csatrelay.vendor.VendorException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a tile is made of answers for two windows. */
class LivePersonTileTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final Instant NOW = NOON.plusSeconds(690);

    private final LivePersonTile tile = new LivePersonTile(run());

    private static Run run() {
        Source source = new Source();
        source.setId("liveperson-csat");
        Run run = new Run(1, source, RunRequest.scheduled("liveperson-csat", Lane.LIVE), NOW);
        run.open(new Window(NOON, NOON.plus(BucketTime.LENGTH)), BucketTime.LENGTH);
        return run;
    }

    /** Agents of skill 4 and their answers with 5. */
    private static Map<LivePersonRows.Key, JsonNode> answer(Object... agents) {
        Map<LivePersonRows.Key, JsonNode> rows = new HashMap<>();
        for (int i = 0; i < agents.length; i += 2) {
            ObjectNode metrics = JSON.createObjectNode();
            for (int score = 1; score <= 4; score++) {
                metrics.put("csat_score" + score + "_answers", 0);
            }
            metrics.putPOJO("csat_score5_answers", null);
            metrics.set("csat_score5_answers", JSON.valueToTree(agents[i + 1]));
            rows.put(new LivePersonRows.Key("4", String.valueOf(agents[i])), metrics);
        }
        return rows;
    }

    private void take(Object... agents) throws VendorException {
        tile.timeframe(NOW);
        tile.take(answer(agents), NOW);
    }

    private Map<String, Long> fives() {
        Map<String, Long> fives = new HashMap<>();
        tile.filling(NOW).rows().forEach(row -> fives.put(row.agent(), row.figures().get(4)));
        return fives;
    }

    @Test
    void shouldBeTheLongerWindowMinusTheShorterOne() throws VendorException {
        assertThat(tile.timeframe(NOW)).as("begins at 12:07:30").isEqualTo(4);
        take("15", 2, "16", 1);
        assertThat(tile.timeframe(NOW)).as("begins at 12:02:30").isEqualTo(9);
        take("15", 5, "16", 1, "17", 3);
        assertThat(tile.isOpen()).isTrue();
        take("15", 2, "16", 1);
        assertThat(tile.isOpen()).isFalse();
        assertThat(fives()).isEqualTo(Map.of("15", 3L, "16", 0L, "17", 3L));
    }

    @Test
    void shouldSettleWhoAgreesAndAskAgainForTheOthers() throws VendorException {
        take("15", 2, "16", 1);
        take("15", 5, "16", 1);
        take("15", 3, "16", 1);
        assertThat(tile.isOpen()).as("15 was rated meanwhile").isTrue();
        take("15", 6, "16", 9);
        take("15", 3, "16", 9);
        assertThat(tile.isOpen()).isFalse();
        assertThat(fives()).as("16 settled before it was rated").isEqualTo(Map.of("15", 3L, "16", 0L));
    }

    @Test
    void shouldKeepTheTwoAnswersAsSnapshots() throws VendorException {
        take("15", 2);
        take("15", 5);
        take("15", 2);
        assertThat(tile.filling(NOW).snapshots()).containsExactly(new AggregateStore.Snapshot(NOON, NOW, "{\"4\":{\"15\":[0,0,0,0,5]}}"),
                new AggregateStore.Snapshot(NOON.plus(BucketTime.LENGTH), NOW, "{\"4\":{\"15\":[0,0,0,0,2]}}"));
    }

    @Test
    void shouldNotUseAnAnswerThatWasUnderWayUntilItsWindowMovedOn() throws VendorException {
        take("15", 2);
        tile.timeframe(NOW);
        tile.take(answer("15", 1), NOW.plus(Duration.ofMinutes(2)));
        assertThat(tile.timeframe(NOW)).as("the longer one again").isEqualTo(9);
        take("15", 5);
        take("15", 2);
        assertThat(fives()).isEqualTo(Map.of("15", 3L));
    }

    @Test
    void shouldQuarantineWhatCannotBe() throws VendorException {
        take("15", 2, "16", 1, "17", "many");
        int requests = 1;
        while (tile.isOpen()) {
            take("15", 1, "16", 3, "17", 4);
            take("15", 2, "16", 1, "17", 4);
            requests += 2;
        }
        assertThat(requests).as("fewer in the longer window may pass").isBetween(11, LivePersonTile.MOST_REQUESTS);
        assertThat(fives()).isEqualTo(Map.of("16", 2L));
        List<Outcome.Quarantined> bad = tile.filling(NOW).bad().stream().map(AggregateStore.BadRow::row).toList();
        assertThat(tile.filling(NOW).bad()).extracting(AggregateStore.BadRow::end).containsOnly(NOON.plus(BucketTime.LENGTH));
        assertThat(bad.stream().map(Outcome.Quarantined::externalId)).containsExactlyInAnyOrder("4/15/2026-05-01T12:05:00Z", "4/17/2026-05-01T12:05:00Z");
        assertThat(bad.stream().map(Outcome.Quarantined::reason)).anyMatch(reason -> reason.contains("fewer answers in a longer window"));
    }
}
