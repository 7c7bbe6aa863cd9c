package io.csatrelay.collect;

import static io.csatrelay.app.TestingRelay.RATINGS;
import static io.csatrelay.collect.Account.LIST;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.Eventually;
import io.csatrelay.app.TestingRelay;
import io.csatrelay.demo.DemoData;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoRating;
import io.csatrelay.store.TestingStore.RunRow;
import io.csatrelay.vendor.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A relay that is told to stop in the middle of a run. */
class StopTest {
    private static TestingRelay relay;

    @BeforeAll
    static void begin() {
        relay = TestingRelay.builder().at("2026-05-31T12:00:00Z").collectingOnly()
                .backoff(new Backoff(Duration.ofSeconds(60), Duration.ofSeconds(60), () -> 0.5)).start();
        Instant now = relay.time().now();
        relay.zendesk().addAll(DemoData.ratings(11, 900, now.minus(Duration.ofDays(29)), now.minus(Duration.ofHours(1))));
    }

    @AfterAll
    static void end() throws Exception {
        relay.close();
    }

    @BeforeEach
    void clear() {
        relay.zendesk().faults().clear();
        relay.time().advance(Duration.ofHours(1));
    }

    @Test
    void shouldFinishTheRequestInFlightAndLeaveTheRestToTheNextStart() throws Exception {
        int seen = pages();
        CompletableFuture<Void> answer = holdTheThirdPage();
        long run = relay.ask(RunRequest.scheduled(RATINGS, Lane.REREAD));
        Eventually.await("the run is at its third page", () -> pages() == seen + 3);
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> {
            Eventually.await("it stops", relay::stopping);
            answer.complete(null);
        });
        relay.stop();
        stopped.join();
        relay.start();
        RunRow left = relay.ended(run);
        assertThat(left.error()).contains("stopped; the next start goes on from there");
        assertThat(left.tally().fetched()).as("what was answered is stored").isPositive();
        assertThat(pages()).as("no further request").isEqualTo(seen + 3);
        Instant bookmark = relay.store().lane(RATINGS, Lane.REREAD).orElseThrow().position();
        assertThat(bookmark).isAfter(relay.time().now().minus(Duration.ofDays(29)));
        assertThat(relay.run(Lane.REREAD).error()).isNull();
        assertThat(firstStart(seen + 3)).isEqualTo(bookmark.minus(Duration.ofMinutes(10)).minusSeconds(1));
        assertThat(relay.store().lane(RATINGS, Lane.REREAD).orElseThrow().done()).isTrue();
    }

    @Test
    void shouldNotWaitForAVendorThatIsBackedOff() throws Exception {
        int seen = pages();
        relay.zendesk().faults().always(LIST, DemoFault.status(503));
        long run = relay.ask(RunRequest.scheduled(RATINGS, Lane.LIVE));
        Eventually.await("the run waits after its first answer", () -> pages() == seen + 1);
        relay.stop();
        relay.zendesk().faults().clear();
        relay.start();
        assertThat(relay.ended(run).error()).as("it ended by itself").contains("stopped; the next start goes on from there");
        assertThat(pages()).isEqualTo(seen + 1);
        assertThat(relay.run(Lane.LIVE).error()).isNull();
        assertThat(relay.store().ratingCount(RATINGS)).isEqualTo(relay.zendesk().received());
        assertThat(relay.store().balanced(RATINGS)).isTrue();
    }

    @Test
    void shouldStoreNoRatingWithoutItsChannelBecauseItStopped() throws Exception {
        relay.set("ZENDESK_RATINGS_CHANNEL", "ticket");
        relay.restart();
        DemoRating rating = DemoRating.good(7_000_000_001L, 7_000_000_002L, relay.time().now().minus(Duration.ofMinutes(5)));
        relay.zendesk().add(rating);
        relay.zendesk().faults().always(SurveyAccount.TICKETS, DemoFault.status(503));
        long run = relay.ask(RunRequest.scheduled(RATINGS, Lane.LIVE));
        Eventually.await("the run waits for the ticket", () -> relay.zendesk().requests().stream().anyMatch(SurveyAccount.TICKETS));
        relay.stop();
        relay.zendesk().faults().clear();
        relay.set("ZENDESK_RATINGS_CHANNEL", "off");
        relay.start();
        RunRow left = relay.ended(run);
        assertThat(left.error()).contains("stopped; the next start goes on from there");
        assertThat(left.tally().stored()).isZero();
        assertThat(relay.run(Lane.LIVE).error()).isNull();
        assertThat(relay.store().ratings(RATINGS)).containsKey(String.valueOf(rating.id()));
    }

    @Test
    void shouldLeaveARunWhenAPersonPausesItsSource() {
        int seen = pages();
        CompletableFuture<Void> answer = holdTheThirdPage();
        long run = relay.ask(RunRequest.scheduled(RATINGS, Lane.REREAD));
        Eventually.await("the run is at its third page", () -> pages() == seen + 3);
        relay.store().pause(RATINGS, true);
        answer.complete(null);
        assertThat(relay.ended(run).error()).contains("a person paused the source");
        relay.store().pause(RATINGS, false);
        assertThat(relay.run(Lane.REREAD).error()).isNull();
    }

    /** @return what lets its answer go */
    private static CompletableFuture<Void> holdTheThirdPage() {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        relay.zendesk().faults().next(2, LIST, new DemoFault.Delay(Duration.ZERO)).next(1, LIST, new DemoFault.Hold(answer));
        return answer;
    }

    private static int pages() {
        return (int) relay.zendesk().requests().stream().filter(LIST).count();
    }

    private static Instant firstStart(int skip) {
        return relay.zendesk().requests().stream().filter(LIST).skip(skip).findFirst().map(Account::start).orElseThrow();
    }
}
