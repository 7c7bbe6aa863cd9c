package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.collect.Lane;
import io.csatrelay.demo.DemoData;
import io.csatrelay.demo.DemoRating;
import io.csatrelay.demo.TakenItem;
import io.csatrelay.store.StatusSql;
import io.csatrelay.store.TestingPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole relay on PostgreSQL: the same routes, the same promises. */
class PostgresRelayTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    @Test
    void shouldCollectAndDeliverEachRatingOnceWhenTheStoreIsPostgres() throws Exception {
        List<DemoRating> ratings = DemoData.ratings(7, 600, NOW.minus(Duration.ofDays(5)), NOW.minus(Duration.ofHours(1)));
        try (TestingRelay relay = TestingRelay.builder().at(NOW.toString()).set("STORE_URL", TestingPostgres.create("relay"))
                .set("STORE_USER", TestingPostgres.USER).set("STORE_PASSWORD", TestingPostgres.PASSWORD).start()) {
            relay.zendesk().addAll(ratings.subList(0, 400));
            assertThat(relay.run(Lane.LIVE).error()).isNull();
            relay.restart();
            relay.zendesk().addAll(ratings.subList(400, 600));
            assertThat(relay.run(Lane.REREAD).error()).isNull();

            long sendable = relay.store().outboxBook().get("owed") - relay.store().outboxBook().getOrDefault("held", 0L);
            relay.deliver(sendable);

            assertThat(sendable).isGreaterThan(400);
            assertThat(relay.maestroqa().items()).hasSize((int) sendable).extracting(TakenItem::ticketId, TakenItem::submittedAt)
                    .doesNotHaveDuplicates();
            assertThat(new StatusSql(relay.database()).recount()).isEmpty();
        }
    }
}
