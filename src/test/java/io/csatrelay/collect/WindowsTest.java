package io.csatrelay.collect;

import static io.csatrelay.app.TestingRelay.RATINGS;
import static io.csatrelay.collect.Account.LIST;
import static io.csatrelay.collect.Account.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.app.TestingRelay;
import io.csatrelay.demo.DemoData;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoRating;
import io.csatrelay.demo.DemoRequest;
import io.csatrelay.store.TestingStore.RunRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which spans of time a run asks the vendor for, and what that finds. */
class WindowsTest {
    private static final Duration OVERLAP = Duration.ofMinutes(10);
    private static final Duration SETTLE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private static Account account;

    @BeforeAll
    static void start() {
        account = new Account(Account.plan());
    }

    @AfterAll
    static void stop() throws Exception {
        account.close();
    }

    @BeforeEach
    void fresh() {
        account.fresh();
    }

    @Test
    void shouldLeaveTheLastMinuteToSettle() {
        DemoRating early = account.rated(account.now().plusSeconds(58));
        DemoRating late = account.rated(account.now().plusSeconds(62));
        account.liveAfter(Duration.ofMinutes(2));
        assertThat(account.bookmark()).isEqualTo(account.now().minus(SETTLE));
        assertThat(account.stored(early)).isTrue();
        account.liveAfter(Duration.ofSeconds(10));
        assertThat(account.stored(late)).isTrue();
    }

    @Test
    void shouldMoveTheBookmarkOverAnEmptyWindow() {
        RunRow run = account.liveAfter(HOUR);
        assertThat(run.tally()).isEqualTo(Tally.NONE);
        assertThat(account.bookmark()).isEqualTo(account.now().minus(SETTLE));
    }

    @Test
    void shouldAskForNothingWhenLessThanASecondIsDue() {
        account.live();
        assertThat(account.pages()).isEmpty();
    }

    @Test
    void shouldFindARowThatShowsUpLateWithinTheOverlap() {
        DemoRating late = account.rated(account.bookmark().minus(OVERLAP).plusSeconds(1));
        account.liveAfter(Duration.ofMinutes(1));
        assertThat(account.stored(late)).isTrue();
    }

    @Test
    void shouldFindARowOfTheVerySecondOfTheBookmark() {
        Instant bookmark = account.bookmark();
        DemoRating before = account.rated(bookmark);
        account.liveAfter(Duration.ofSeconds(1));
        assertThat(account.stored(before)).isTrue();
        DemoRating after = account.rated(account.bookmark());
        account.liveAfter(Duration.ofSeconds(1));
        assertThat(account.stored(after)).isTrue();
    }

    @Test
    void shouldMissNoSecondWithoutAnyOverlap() throws Exception {
        account.relay().set("ZENDESK_OVERLAP", "0s");
        account.relay().restart();
        try {
            List<DemoRating> everySecond = account.rated(60, Duration.ofSeconds(1));
            for (int i = 0; i < 6; i++) {
                account.liveAfter(Duration.ofSeconds(20));
            }
            assertThat(account.bookmark()).isAfter(everySecond.get(59).createdAt());
            assertThat(account.stored(everySecond)).isTrue();
        } finally {
            account.relay().set("ZENDESK_OVERLAP", "");
            account.relay().restart();
        }
    }

    @Test
    void shouldStoreOnceWhatStraddlesPagesAndRuns() {
        Instant second = account.now().plusSeconds(60);
        List<DemoRating> first = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            first.add(account.rated(second));
        }
        RunRow one = account.liveAfter(Duration.ofSeconds(120));
        assertThat(account.bookmark()).as("the window ends at the second of the rows").isEqualTo(second);
        for (int i = 0; i < 150; i++) {
            first.add(account.rated(second));
        }
        RunRow two = account.liveAfter(Duration.ofMinutes(1));
        assertThat(one.tally().stored() + two.tally().stored()).isEqualTo(300);
        assertThat(two.tally().unchanged()).isEqualTo(one.tally().stored());
        assertThat(account.stored(first)).isTrue();
    }

    @Test
    void shouldCountAGivenRowAsUnchangedWhenItIsReadAgain() {
        account.rated(5, Duration.ofSeconds(1));
        account.liveAfter(Duration.ofMinutes(5));
        RunRow again = account.liveAfter(Duration.ofMinutes(1));
        assertThat(again.tally()).isEqualTo(new Tally(5, 0, 5, 0, 0));
    }

    @Test
    void shouldTakeBothWhenAChangedRatingIsANewRowOfTheSameTicket() {
        DemoRating first = account.rated(account.now());
        DemoRating second = DemoRating.bad(account.newId(), first.ticketId(), account.now().plusSeconds(30));
        account.zendesk().add(second);
        account.liveAfter(HOUR);
        assertThat(account.relay().store().outbox()).filteredOn(row -> row.item().path("ticket_id").asText().equals("" + first.ticketId()))
                .extracting(row -> row.item().path("score").asInt()).containsExactly(1, 0);
        assertThat(account.relay().store().ratings(RATINGS).get("" + second.id()).body().path("supersedes_key").asText())
                .isEqualTo("ticket:" + first.ticketId());
    }

    @Test
    void shouldGoOnFromTheLastWholeWindowWhenARunDiesMidway() throws Exception {
        try (TestingRelay relay = TestingRelay.builder().at("2026-05-31T12:00:00Z").collectingOnly().start()) {
            Instant now = relay.time().now();
            relay.zendesk().addAll(DemoData.ratings(3, 600, now.minus(Duration.ofDays(30)), now.minus(HOUR)));
            // The eleventh window asks for the time after the tenth day.
            Instant tenth = now.minus(Duration.ofDays(20));
            relay.zendesk().faults().always(request -> LIST.test(request) && window(request, OVERLAP).from().equals(tenth),
                    DemoFault.status(404));
            assertThat(relay.run(Lane.LIVE).error()).contains("HTTP 404");
            assertThat(relay.store().lane(RATINGS, Lane.LIVE).orElseThrow().position()).isEqualTo(tenth);
            relay.zendesk().faults().clear();
            int before = relay.zendesk().requests().size();
            relay.restart();
            assertThat(relay.run(Lane.LIVE).error()).isNull();
            assertTiles(relay, before, tenth, now.minus(SETTLE));
            assertThat(relay.store().ratingCount(RATINGS)).isEqualTo(relay.zendesk().received());
        }
    }

    @Test
    void shouldCommitABackfillOfTwoYearsWindowByWindow() throws Exception {
        try (TestingRelay relay = Account.plan().set("ZENDESK_WINDOW", "14d").start()) {
            Instant to = relay.time().now();
            Instant from = to.minus(Duration.ofDays(730));
            relay.zendesk().addAll(DemoData.ratings(5, 800, from, to));
            Instant half = from.plus(Duration.ofDays(14 * 26));
            relay.zendesk().faults().always(request -> LIST.test(request) && window(request, OVERLAP).from().equals(half),
                    DemoFault.status(404));
            RunRequest backfill = RunRequest.backfill(RATINGS, Lane.BACKFILL, from, to);
            assertThat(relay.run(backfill).error()).contains("HTTP 404");
            assertThat(relay.store().lane(RATINGS, Lane.BACKFILL).orElseThrow().position()).isEqualTo(half);
            relay.zendesk().faults().clear();
            int before = relay.zendesk().requests().size();
            assertThat(relay.run(backfill).error()).isNull();
            assertTiles(relay, before, half, to);
            assertThat(relay.store().ratingCount(RATINGS)).isEqualTo(relay.zendesk().received());
            assertThat(relay.store().lane(RATINGS, Lane.LIVE)).as("a backfill has its own bookmark").isEmpty();
            assertThat(relay.store().balanced(RATINGS)).isTrue();
        }
    }

    /** The first pages of the windows since then cover exactly the span: no gap, no overlap. */
    private static void assertTiles(TestingRelay relay, int since, Instant from, Instant to) {
        List<DemoRequest> all = relay.zendesk().requests();
        Instant at = from;
        for (DemoRequest page : all.subList(since, all.size())) {
            if (LIST.test(page) && !page.query().contains("after")) {
                Window window = window(page, OVERLAP);
                assertThat(window.from()).isEqualTo(at);
                at = window.to();
            }
        }
        assertThat(at).isEqualTo(to);
    }
}
