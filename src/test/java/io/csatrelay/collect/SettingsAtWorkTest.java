package io.csatrelay.collect;

import static io.csatrelay.app.TestingRelay.RATINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.Eventually;
import io.csatrelay.app.TestingRelay;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoRating;
import io.csatrelay.demo.DemoZendesk;
import io.csatrelay.store.TestingStore.RunRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Zendesk's settings, on the real routes: another way to sign in, another reach, another order of the vendor's. */
class SettingsAtWorkTest {
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    @Test
    void shouldSignInWithAnOauthTokenAndReadAVendorWhoseNewestComeFirst() throws Exception {
        try (Account account = new Account(Account.plan().set("ZENDESK_EMAIL", "").set("ZENDESK_API_TOKEN", "").set("ZENDESK_OAUTH_TOKEN", "bearer-1")
                .zendesk(options -> options.withBasic("nobody@demo.example", null).withOauth("bearer-1").withQuirks(DemoZendesk.Quirk.NEWEST_FIRST)))) {
            account.fresh();
            List<DemoRating> ratings = account.rated(250, Duration.ofSeconds(5));
            assertThat(account.liveAfter(Duration.ofHours(1)).error()).isNull();
            assertThat(account.stored(ratings)).isTrue();
        }
    }

    @Test
    void shouldKeepTheBookmarkOfANewestFirstVendorUntilTheLastPageIsStored() throws Exception {
        try (Account account = new Account(Account.plan().zendesk(options -> options.withQuirks(DemoZendesk.Quirk.NEWEST_FIRST)))) {
            Instant before = account.fresh();
            List<DemoRating> ratings = account.rated(250, Duration.ofSeconds(5));
            account.zendesk().faults().always(Account.LIST.and(page -> page.query().contains("after")), DemoFault.status(404));
            assertThat(account.liveAfter(Duration.ofHours(1)).error()).contains("HTTP 404");
            assertThat(account.bookmark()).as("the newest are stored, the bookmark has not moved").isBefore(before);

            account.zendesk().faults().clear();
            assertThat(account.live().error()).isNull();
            assertThat(account.stored(ratings)).isTrue();
        }
    }

    @Test
    void shouldCountSinceFromTheFirstStartOnlyAndReadAgainAsFarAsIsSet() throws Exception {
        try (Account account = new Account(Account.plan().set("ZENDESK_RATINGS_SINCE", "2h").set("ZENDESK_RATINGS_REREAD", "3"))) {
            Instant first = account.now();
            account.live();
            assertThat(Account.window(account.pages().get(0), OVERLAP).from()).isEqualTo(first.minus(Duration.ofHours(2)));

            Instant bookmark = account.bookmark();
            account.relay().set("ZENDESK_RATINGS_SINCE", "20d");
            account.relay().restart();
            account.forget();
            account.liveAfter(Duration.ofHours(1));
            assertThat(Account.window(account.pages().get(0), OVERLAP).from()).as("where it was").isEqualTo(bookmark);

            account.forget();
            account.relay().run(Lane.REREAD);
            assertThat(Account.window(account.pages().get(0), OVERLAP).from()).isEqualTo(account.now().minus(Duration.ofDays(3)));
        }
    }

    @Test
    void shouldReadAgainAtEachTickOfItsCron() throws Exception {
        try (TestingRelay relay = TestingRelay.builder().schedules().collectingOnly().set("HTTP_PORT", "0").set("MANAGEMENT_PORT", "0")
                .set("ZENDESK_RATINGS_CRON", "0 0 0 1 1 ?").set("ZENDESK_RATINGS_REREAD_CRON", "* * * * * ?").set("ZENDESK_RATINGS_SINCE", "1h").start()) {
            Eventually.await("two re-reads have ended", () -> relay.store().runs(RATINGS).stream()
                    .filter(run -> run.lane().equals(Lane.REREAD.id()) && run.endedAt() != null).count() >= 2);
        }
    }

    @Test
    void shouldHaveOneBackfillAtATimeBesideTheLiveRun() throws Exception {
        try (Account account = new Account(Account.plan())) {
            account.fresh();
            Instant now = account.now();
            RunRequest first = RunRequest.backfill(RATINGS, Lane.BACKFILL, now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(8)));
            RunRequest second = RunRequest.backfill(RATINGS, Lane.BACKFILL, now.minus(Duration.ofDays(7)), now.minus(Duration.ofDays(6)));
            CompletableFuture<Void> answer = new CompletableFuture<>();
            account.zendesk().faults().next(1, Account.LIST, new DemoFault.Hold(answer));
            long run = account.relay().ask(first);
            Eventually.await("its page is held", () -> account.pages().size() == 1);

            account.relay().relay().request(second);
            RunRow live = account.liveAfter(Duration.ofHours(1));
            assertThat(live.error()).as("the live run goes beside it").isNull();
            assertThat(account.relay().store().runs(RATINGS)).filteredOn(row -> row.lane().equals(Lane.BACKFILL.id())).hasSize(1);

            answer.complete(null);
            assertThat(account.relay().ended(run).error()).isNull();
        }
    }
}
