package io.csatrelay.collect;

import static io.csatrelay.app.TestingRelay.RATINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoRating;
import io.csatrelay.demo.DemoRequest;
import io.csatrelay.demo.DemoTicket;
import io.csatrelay.store.TestingStore.RunRow;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rating has no channel: with ZENDESK_RATINGS_CHANNEL=ticket that of its ticket. */
class RatingChannelTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Predicate<DemoRequest> TICKETS = request -> request.path().contains("/tickets/show_many");

    private static Account account;

    @BeforeAll
    static void start() {
        account = new Account(Account.plan().set("ZENDESK_RATINGS_CHANNEL", "ticket"));
    }

    @AfterAll
    static void stop() throws Exception {
        account.close();
    }

    @BeforeEach
    void fresh() {
        account.fresh();
    }

    private static void ticket(DemoRating rating, String channel) {
        account.zendesk().addTicket(new DemoTicket(rating.ticketId(), 7881, 135L, 44L, true), channel);
    }

    private static String channel(DemoRating rating) {
        return account.relay().store().ratings(RATINGS).get("" + rating.id()).body().path("channel").asText(null);
    }

    @Test
    void shouldLookTheTicketsOfAPageUpWithOneRequest() {
        List<DemoRating> ratings = account.rated(150, Duration.ofSeconds(1));
        ratings.forEach(rating -> ticket(rating, "chat"));

        assertThat(account.liveAfter(HOUR).tally().stored()).isEqualTo(150);

        assertThat(account.requests(TICKETS)).as("one for each page").hasSize(2).allSatisfy(request ->
                assertThat(request.query().split(",").length).isLessThanOrEqualTo(100));
        assertThat(ratings).allSatisfy(rating -> assertThat(channel(rating)).isEqualTo("chat"));
    }

    @Test
    void shouldKeepTheChannelThatWasLookedUpFirst() {
        DemoRating rating = account.rated(account.now());
        ticket(rating, "email");
        account.liveAfter(HOUR);
        ticket(rating, "web");
        account.zendesk().rate(rating.id(), "bad", "changed");
        account.relay().run(Lane.REREAD);

        assertThat(account.relay().store().ratings(RATINGS).get("" + rating.id()).body().path("score_label").asText()).isEqualTo("bad");
        assertThat(channel(rating)).isEqualTo("email");
        assertThat(account.requests(TICKETS)).hasSize(1);
    }

    @Test
    void shouldStoreARatingWithoutAChannelWhenItsTicketIsGone() {
        DemoRating gone = account.rated(account.now());
        account.zendesk().removeTicket(gone.ticketId());
        DemoRating there = account.rated(account.now());
        ticket(there, "chat");

        assertThat(account.liveAfter(HOUR).tally().stored()).isEqualTo(2);

        assertThat(channel(gone)).isNull();
        assertThat(channel(there)).isEqualTo("chat");
    }

    @Test
    void shouldLoseNoRatingWhenTicketsCannotBeHadAndAskForThemNoMoreInThatRun() {
        for (int status : new int[] {403, 500}) {
            account.forget();
            account.zendesk().faults().always(TICKETS, DemoFault.status(status, "{}"));
            List<DemoRating> ratings = account.rated(250, Duration.ofSeconds(1));
            // One that passes: the tries for the tickets do not count there.
            account.zendesk().faults().next(1, Account.LIST.and(page -> page.query().contains("after")), DemoFault.status(503));
            RunRow run = account.liveAfter(HOUR);
            account.zendesk().faults().clear();

            assertThat(run.error()).isNull();
            assertThat(account.stored(ratings)).isTrue();
            assertThat(account.requests(TICKETS)).as("the first page's, tried again where that may help").hasSize(status == 403 ? 1 : 8);
        }
        DemoRating later = account.rated(account.now());
        ticket(later, "chat");
        account.liveAfter(HOUR);
        assertThat(channel(later)).as("the next run asks again").isEqualTo("chat");
    }

    @Test
    void shouldKeepTheWaitThatTheTicketsAskFor() {
        DemoRating rating = account.rated(account.now());
        ticket(rating, "chat");
        account.zendesk().faults().next(1, TICKETS, DemoFault.tooMany("3600"));

        assertThat(account.liveAfter(HOUR).error()).contains("HTTP 429");
        assertThat(account.liveAfter(HOUR.plusSeconds(2)).error()).isNull();
        assertThat(channel(rating)).isEqualTo("chat");
    }

    @Test
    void shouldLookUpWhatCouldNotBeHadBeforeWhenTheRatingChanges() {
        DemoRating rating = account.rated(account.now());
        ticket(rating, "chat");
        account.zendesk().faults().always(TICKETS, DemoFault.status(403, "{}"));
        account.liveAfter(HOUR);
        assertThat(channel(rating)).isNull();
        account.zendesk().faults().clear();
        account.zendesk().rate(rating.id(), "bad", "changed");
        account.relay().run(Lane.REREAD);

        assertThat(channel(rating)).isEqualTo("chat");
    }

    @Test
    void shouldAskForNoTicketOfWhatWasNotAnswered() {
        DemoRating rating = account.rated(account.now());
        account.zendesk().update(rating.id(), old -> old.servedAs("{\"id\":%d,\"ticket_id\":%d,\"score\":\"offered\",\"created_at\":\"%s\"}"
                .formatted(old.id(), old.ticketId(), old.createdAt())));

        assertThat(account.liveAfter(HOUR).tally().filtered()).isEqualTo(1);
        assertThat(account.requests(TICKETS)).isEmpty();
    }
}
