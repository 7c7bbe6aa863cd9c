package io.csatrelay.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.csatrelay.Eventually;
import io.csatrelay.app.TestingRelay;
import io.csatrelay.collect.Lane;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoRating;
import io.csatrelay.demo.DemoReceiver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the real routes: what closed intervals become at those who receive distributions. */
class PublishingTest {
    private static final String INTERVAL = "zendesk-ratings/2026-05-01T11:00:00Z/2026-05-01T11:05:00Z";
    private static final Instant ANSWERED = Instant.parse("2026-05-01T11:02:00Z");

    private DemoReceiver receiver;
    private DemoReceiver other;
    private TestingRelay relay;

    @BeforeEach
    void start() throws Exception {
        TestingRelay.Builder plan = TestingRelay.builder().at("2026-05-01T12:00:00Z").collectingOnly().set("ZENDESK_RATINGS_SINCE", "2h");
        receiver = DemoReceiver.start(0, () -> relay.time().now());
        other = DemoReceiver.start(0, () -> relay.time().now());
        relay = plan.set("REPORT_ENDPOINTS", receiver.url() + "," + other.url()).set("REPORT_SECRET", DemoReceiver.SECRET).start();
    }

    @AfterEach
    void stop() throws Exception {
        relay.close();
        receiver.close();
        other.close();
    }

    private void rated(long id, boolean good, Instant at) {
        relay.zendesk().add(good ? DemoRating.good(id, id + 1_000_000, at) : DemoRating.bad(id, id + 1_000_000, at));
    }

    /** What a receiver took, once it took so many. */
    private static List<JsonNode> taken(DemoReceiver receiver, int bodies) {
        Eventually.await(bodies + " are taken", () -> receiver.taken().size() >= bodies);
        return receiver.taken();
    }

    /** What a distribution with answers of 1 and 5 alone is written as. */
    private static String figures(int bad, int good, String score, String average) {
        return "{\"csat_score1_answers\":" + bad + ",\"csat_score2_answers\":0,\"csat_score3_answers\":0,\"csat_score4_answers\":0,\"csat_score5_answers\":"
                + good + ",\"total_answers\":" + (bad + good) + ",\"positive_answers\":" + good + ",\"csat_score\":" + score + ",\"average\":" + average + "}";
    }

    @Test
    void shouldPushAClosedIntervalSignedToEachEndpoint() {
        relay.zendesk().add(DemoRating.good(1, 1001, ANSWERED).withAgent(135L, 44L));
        relay.zendesk().add(DemoRating.good(2, 1002, ANSWERED.plusSeconds(100)).withAgent(136L, 44L));
        relay.zendesk().add(DemoRating.bad(3, 1003, ANSWERED.plusSeconds(179)).withAgent(null, 45L));
        relay.zendesk().add(DemoRating.good(4, 1004, ANSWERED.plusSeconds(179)).withAgent(136L, null));
        rated(5, true, ANSWERED.plusSeconds(180));
        relay.run(Lane.LIVE);
        relay.publish();

        for (DemoReceiver one : List.of(receiver, other)) {
            List<JsonNode> taken = taken(one, 2);
            assertThat(taken).hasSize(2);
            JsonNode body = taken.get(0);
            assertThat(body.path("id").asText()).isEqualTo(INTERVAL);
            assertThat(body.path("from").asText()).isEqualTo("2026-05-01T11:00:00Z");
            assertThat(body.path("to").asText()).isEqualTo("2026-05-01T11:05:00Z");
            assertThat(body.path("source").asText()).isEqualTo("zendesk-ratings");
            assertThat(body.path("total").toString()).isEqualTo(figures(1, 3, "75.0", "4.0"));
            assertThat(body.path("skills").toString()).isEqualTo("{\"-1\":" + figures(0, 1, "100.0", "5.0") + ",\"44\":" + figures(0, 2, "100.0", "5.0")
                    + ",\"45\":" + figures(1, 0, "0.0", "1.0") + "}");
            assertThat(body.path("agents").toString()).isEqualTo("{\"-1\":" + figures(1, 0, "0.0", "1.0") + ",\"135\":" + figures(0, 1, "100.0", "5.0")
                    + ",\"136\":" + figures(0, 2, "100.0", "5.0") + "}");
            assertThat(taken.get(1).path("revision").asLong()).isGreaterThan(body.path("revision").asLong());
        }
    }

    @Test
    void shouldPublishAnIntervalOnlyWhenItHasClosed() {
        rated(1, true, relay.time().now().minusSeconds(90));
        relay.run(Lane.LIVE);
        rated(2, true, relay.time().now().plusSeconds(30));
        relay.time().advance(Duration.ofSeconds(200));
        relay.run(Lane.LIVE);
        relay.publish();
        assertThat(taken(receiver, 1)).extracting(body -> body.path("to").asText()).containsExactly("2026-05-01T12:00:00Z");

        relay.time().advance(Duration.ofSeconds(100));
        relay.publish();
        assertThat(taken(receiver, 2)).extracting(body -> body.path("to").asText()).containsExactly("2026-05-01T12:00:00Z", "2026-05-01T12:05:00Z");
    }

    @Test
    void shouldPublishAnIntervalAgainWithAHigherRevisionWhenARatingComesLateOrChanges() {
        rated(1, true, ANSWERED);
        relay.run(Lane.LIVE);
        relay.publish();
        taken(receiver, 1);

        rated(2, true, ANSWERED.plusSeconds(1));
        relay.zendesk().rate(1, "bad", null);
        relay.run(Lane.REREAD);
        relay.publish();

        JsonNode body = taken(receiver, 2).get(1);
        assertThat(body.path("id").asText()).isEqualTo(INTERVAL);
        assertThat(body.path("revision").asLong()).isGreaterThan(receiver.taken().get(0).path("revision").asLong());
        assertThat(body.at("/total/csat_score1_answers").asLong()).isEqualTo(1);
        assertThat(body.at("/total/csat_score5_answers").asLong()).isEqualTo(1);
        relay.publish();
        assertThat(receiver.latest()).hasSize(1);
        assertThat(taken(other, 2)).hasSize(2);
    }

    @Test
    void shouldTryAnEndpointAgainInOrderUntilItTakesAndHoldUpNoOther() {
        receiver.faults().next(2, DemoFault.status(500)).next(1, new DemoFault.Reset());
        for (int i = 0; i < 5; i++) {
            rated(1 + i, true, ANSWERED.plus(Duration.ofMinutes(5L * i)));
        }
        relay.run(Lane.LIVE);
        relay.publish();
        assertThat(taken(other, 5)).hasSize(5);
        assertThat(receiver.taken()).isEmpty();

        Eventually.await("it takes all", () -> {
            relay.time().advance(Duration.ofSeconds(1));
            relay.publish();
            return receiver.taken().size() == 5;
        });
        assertThat(receiver.taken()).extracting(body -> body.path("revision").asLong()).isSorted();
    }

    @Test
    void shouldNotComeBackSoonerThanAskedFor() {
        receiver.faults().next(1, DemoFault.unavailable("30"));
        rated(1, true, ANSWERED);
        relay.run(Lane.LIVE);
        relay.publish();
        taken(other, 1);
        relay.awaitIdle();

        relay.time().advance(Duration.ofSeconds(29));
        relay.publish();
        rated(2, true, ANSWERED.plus(Duration.ofMinutes(10)));
        relay.run(Lane.LIVE);
        relay.run(Lane.REREAD);
        relay.publish();
        taken(other, 2);
        relay.awaitIdle();
        assertThat(receiver.taken()).isEmpty();

        relay.time().advance(Duration.ofSeconds(5));
        relay.publish();
        assertThat(taken(receiver, 2)).hasSize(2);
    }

    @Test
    void shouldLoseNothingOverARestart() throws Exception {
        receiver.faults().always(request -> true, DemoFault.status(503));
        rated(1, true, ANSWERED);
        rated(2, false, ANSWERED.plus(Duration.ofMinutes(10)));
        relay.run(Lane.LIVE);
        relay.publish();
        taken(other, 2);
        relay.restart();
        receiver.faults().clear();
        relay.time().advance(Duration.ofMinutes(10));
        relay.publish();

        assertThat(taken(receiver, 2)).extracting(body -> body.path("revision").asLong()).isSorted();
        assertThat(other.taken()).as("what was taken is not sent again").hasSize(2);
    }

    @Test
    void shouldPublishAnEmptyIntervalOnlyWhenItHadAnswers() {
        rated(1, true, ANSWERED);
        relay.run(Lane.LIVE);
        relay.publish();
        taken(receiver, 1);
        relay.zendesk().add(DemoRating.good(2, 1_000_001, ANSWERED.plus(Duration.ofMinutes(20))));
        relay.run(Lane.REREAD);
        relay.publish();

        List<JsonNode> taken = taken(receiver, 3);
        assertThat(taken.get(1).path("id").asText()).isEqualTo(INTERVAL);
        assertThat(taken.get(1).at("/total/total_answers").asLong()).isZero();
        assertThat(taken.get(1).at("/total/csat_score").isNull()).isTrue();
        assertThat(taken.get(1).path("agents").isEmpty()).isTrue();
    }

    @Test
    void shouldPublishIntervalsAsLongAsTheyAreSet() throws Exception {
        relay.set("REPORT_INTERVAL_MINUTES", "60");
        relay.restart();
        Instant hour = Instant.parse("2026-05-01T10:00:00Z");
        rated(1, true, hour);
        rated(2, false, hour.plusSeconds(1800));
        rated(3, true, hour.plusSeconds(3599));
        rated(4, true, hour.plusSeconds(3600));
        relay.run(Lane.LIVE);
        relay.publish();

        List<JsonNode> taken = taken(receiver, 2);
        assertThat(taken).extracting(body -> body.path("id").asText()).containsExactly("zendesk-ratings/2026-05-01T10:00:00Z/2026-05-01T11:00:00Z",
                "zendesk-ratings/2026-05-01T11:00:00Z/2026-05-01T12:00:00Z");
        assertThat(taken.get(0).path("from").asText()).isEqualTo("2026-05-01T10:00:00Z");
        assertThat(taken.get(0).path("to").asText()).isEqualTo("2026-05-01T11:00:00Z");
        assertThat(taken.get(0).path("total").toString()).isEqualTo(figures(1, 2, "66.67", "3.67"));
        assertThat(taken.get(1).path("total").toString()).isEqualTo(figures(0, 1, "100.0", "5.0"));
    }
}
