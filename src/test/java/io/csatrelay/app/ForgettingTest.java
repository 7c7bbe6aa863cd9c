package io.csatrelay.app;

import static io.csatrelay.app.TestingRelay.RATINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.collect.Lane;
import io.csatrelay.collect.RunRequest;
import io.csatrelay.demo.DemoRating;
import io.csatrelay.store.TestingStore.RunRow;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What was purged or erased never comes back, whoever reads it again. On a clock of its own, with real vendors and routes. */
class ForgettingTest {
    private static TestingRelay relay;
    private static long nextId = 7_000_000_000L;

    @BeforeAll
    static void start() {
        relay = TestingRelay.builder().at("2026-05-01T00:00:00Z").set("RETENTION_DAYS", "40").start();
    }

    @AfterAll
    static void stop() throws Exception {
        relay.close();
    }

    private static DemoRating rated(Instant at) {
        nextId += 2;
        DemoRating rating = DemoRating.good(nextId, nextId + 1, at);
        relay.zendesk().add(rating);
        return rating;
    }

    private static RunRow again(Lane lane, Duration back) {
        Instant now = relay.time().now();
        return relay.run(RunRequest.backfill(RATINGS, lane, now.minus(back), now.minusSeconds(600)));
    }

    private static void purge() {
        relay.relay().context().createFluentProducerTemplate().to("direct:retention").request();
    }

    @Test
    void shouldNeitherStoreNorDeliverWhatWasPurgedWhenItIsReadAgain() {
        DemoRating rating = rated(relay.time().now().minus(Duration.ofHours(2)));
        relay.run(Lane.LIVE);
        long taken = relay.maestroqa().taken();
        relay.deliver(taken + 1);
        relay.time().advance(Duration.ofDays(41));
        relay.run(Lane.LIVE);

        purge();

        assertThat(relay.store().ratings(RATINGS)).doesNotContainKey("" + rating.id());
        relay.zendesk().rate(rating.id(), "bad", "changed long after");
        assertThat(again(Lane.BACKFILL, Duration.ofDays(45)).tally()).satisfies(tally -> {
            assertThat(tally.unchanged()).isPositive();
            assertThat(tally.stored()).isZero();
        });
        assertThat(again(Lane.REMAP, Duration.ofDays(45)).tally().stored()).isZero();
        assertThat(relay.run(RunRequest.one(RATINGS, "" + rating.id())).tally().unchanged()).isEqualTo(1);
        assertThat(relay.store().ratings(RATINGS)).doesNotContainKey("" + rating.id());
        assertThat(relay.store().outboxBook()).containsEntry("delivered", taken + 1).doesNotContainEntry("pending", 1L);
        assertThat(relay.maestroqa().taken()).isEqualTo(taken + 1);
        assertThat(relay.relay().status().read().balanced()).isTrue();
    }
}
