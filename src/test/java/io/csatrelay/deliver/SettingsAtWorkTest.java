package io.csatrelay.deliver;

import static io.csatrelay.app.TestingRelay.RATINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.Eventually;
import io.csatrelay.app.TestingRelay;
import io.csatrelay.collect.Lane;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoMaestroQA;
import io.csatrelay.demo.DemoRating;
import io.csatrelay.demo.DemoRequest;
import io.csatrelay.demo.TakenItem;
import io.csatrelay.store.ControlSql;
import io.csatrelay.store.TestingOutbox;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a start with other settings changes about delivering: the whole relay, from Zendesk to MaestroQA, started anew on its store. */
class SettingsAtWorkTest {
    private static final String RIGHT = "the-right-token";
    private static final long SOME_TICKS = Duration.ofSeconds(2).toNanos();

    private static TestingRelay.Builder plan() {
        return TestingRelay.builder().at("2026-05-01T00:00:00Z").set("ZENDESK_RATINGS_SINCE", "1h")
                .maestroqa(options -> options.withToken("apitoken", RIGHT));
    }

    private static DemoRating collected(TestingRelay relay, long id) {
        DemoRating rating = DemoRating.good(id, id, relay.time().now());
        relay.zendesk().add(rating);
        collect(relay);
        return rating;
    }

    private static void collect(TestingRelay relay) {
        relay.time().advance(Duration.ofHours(1));
        assertThat(relay.run(Lane.LIVE).error()).isNull();
    }

    /** Looks at the outbox for a while, or until something is sent. */
    private static void ticks(TestingRelay relay) {
        int before = relay.maestroqa().requests().size();
        long begun = System.nanoTime();
        Eventually.await("some ticks", () -> {
            relay.time().advance(Duration.ofSeconds(1));
            relay.tick();
            return System.nanoTime() - begun > SOME_TICKS || relay.maestroqa().requests().size() > before;
        });
    }

    @Test
    void shouldGoOnWhenItStartsWithAnotherTokenAndStayPausedWithTheSame() throws Exception {
        try (TestingRelay relay = plan().set("MAESTROQA_API_TOKEN", "the-token-that-expired").start()) {
            TestingOutbox outbox = new TestingOutbox(relay.database());
            collected(relay, 1);
            ticks(relay);
            Eventually.await("the sink is paused", () -> outbox.sink().paused());
            assertThat(outbox.sink().reason()).contains("HTTP 401: check MAESTROQA_API_TOKEN", "90 days");

            relay.restart();
            ticks(relay);
            assertThat(relay.maestroqa().requests()).as("the same token is not tried again").hasSize(1);

            relay.set("MAESTROQA_API_TOKEN", RIGHT);
            relay.restart();
            relay.deliver(1);
            assertThat(new TestingOutbox(relay.database()).sink()).isEqualTo(SinkState.READY);
        }
    }

    @Test
    void shouldSendTheTokenInTheHeaderThatIsSet() throws Exception {
        try (TestingRelay relay = plan().maestroqa(options -> options.withToken("X-Maestro-Key", RIGHT)).start()) {
            collected(relay, 1);
            relay.deliver(1);
            assertThat(relay.maestroqa().requests()).hasSize(1).allMatch(DemoRequest::authorization);
        }
    }

    @Test
    void shouldStayPausedByAPersonWhateverItStartsWith() throws Exception {
        try (TestingRelay relay = plan().set("MAESTROQA_API_TOKEN", "another-token").start()) {
            new ControlSql(relay.database()).pauseSink();
            collected(relay, 1);

            relay.set("MAESTROQA_API_TOKEN", RIGHT);
            relay.restart();
            ticks(relay);
            assertThat(relay.maestroqa().requests()).isEmpty();

            new ControlSql(relay.database()).resumeSink();
            relay.deliver(1);
        }
    }

    @Test
    void shouldSendANewerVersionOrTheFirstOnlyAsItIsSet() throws Exception {
        try (TestingRelay relay = plan().set("MAESTROQA_CHANGED", "first-only").start()) {
            DemoRating first = collected(relay, 1);
            relay.deliver(1);
            relay.zendesk().rate(first.id(), "bad", "on second thought");
            assertThat(relay.run(Lane.REREAD).tally().stored()).isEqualTo(1);
            DemoRating other = collected(relay, 2);
            relay.deliver(2);
            assertThat(tickets(relay)).as("the changed one is not sent again").containsExactly("1", "2");

            relay.set("MAESTROQA_CHANGED", "resend");
            relay.restart();
            relay.zendesk().rate(other.id(), "bad", "on second thought");
            assertThat(relay.run(Lane.REREAD).tally().stored()).isEqualTo(1);
            relay.deliver(3);
            assertThat(tickets(relay)).containsExactly("1", "2", "2");
            assertThat(relay.store().balanced(RATINGS)).isTrue();
        }
    }

    @Test
    void shouldDeliverWhatWasHeldOnceALaterVersionHasWhatWasMissing() throws Exception {
        try (TestingRelay relay = plan().set("MAESTROQA_API_TOKEN", RIGHT).start()) {
            DemoRating nobodys = DemoRating.good(1, 1, relay.time().now()).withAgent(null, null);
            relay.zendesk().add(nobodys);
            collect(relay);
            assertThat(new TestingOutbox(relay.database()).states()).containsOnlyKeys("held");

            relay.zendesk().update(nobodys.id(), old -> old.withAgent(135L, null).rated("good", null, relay.time().now()));
            assertThat(relay.run(Lane.REREAD).tally().stored()).isEqualTo(1);
            relay.deliver(1);
            assertThat(relay.maestroqa().items()).extracting(TakenItem::agent).containsExactly("135");
        }
    }

    @Test
    void shouldGoOnDeliveringWhenTheVendorRefusesToBeRead() throws Exception {
        try (TestingRelay relay = plan().set("MAESTROQA_API_TOKEN", RIGHT).start()) {
            new ControlSql(relay.database()).pauseSink();
            collected(relay, 1);
            relay.zendesk().faults().always(any -> true, DemoFault.status(403));
            relay.time().advance(Duration.ofHours(1));
            assertThat(relay.run(Lane.LIVE).error()).contains("HTTP 403", "the plan or the account");

            new ControlSql(relay.database()).resumeSink();
            relay.deliver(1);
        }
    }

    private static List<String> tickets(TestingRelay relay) {
        DemoMaestroQA maestroqa = relay.maestroqa();
        return maestroqa.items().stream().map(TakenItem::ticketId).toList();
    }
}
