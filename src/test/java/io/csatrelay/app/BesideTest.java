package io.csatrelay.app;

import static io.csatrelay.app.TestingRelay.RATINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.Eventually;
import io.csatrelay.app.TestingCommand.Ran;
import io.csatrelay.collect.Lane;
import io.csatrelay.collect.RunRequest;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoRating;
import io.csatrelay.store.ControlSql;
import io.csatrelay.store.TestingStore.RunRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Commands beside the process that holds the store: they write their wish into the store, and follow it there. */
class BesideTest {
    private static final Duration SEEN = Duration.ofSeconds(5);
    private static TestingRelay holder;
    private static long nextId = 1000;

    @BeforeAll
    static void startHolder() {
        holder = TestingRelay.builder().set("ZENDESK_SETTLE", "1s").start();
    }

    @AfterAll
    static void stopHolder() throws Exception {
        holder.close();
    }

    @AfterEach
    void forgetFaults() {
        holder.zendesk().faults().clear();
        holder.maestroqa().faults().clear();
    }

    private static DemoRating rated() {
        DemoRating rating = DemoRating.good(nextId, nextId + 1, Instant.now().minusSeconds(30));
        nextId += 2;
        holder.zendesk().add(rating);
        return rating;
    }

    private static Ran run(String... arguments) {
        return TestingCommand.run(holder.environment(), arguments);
    }

    private static ControlSql control() {
        return new ControlSql(holder.database());
    }

    @Test
    void shouldHaveTheHolderSyncWithinFiveSecondsAndFollowItToItsEnd() {
        rated();
        Instant asked = Instant.now();

        Ran sync = run("sync");

        assertThat(sync.exitCode()).as(sync.err()).isZero();
        assertThat(sync.lines()).singleElement().asString().contains("1 stored", "; 1 delivered");
        RunRow done = holder.store().runs(RATINGS).get(holder.store().runs(RATINGS).size() - 1);
        assertThat(done.wish()).isNotNull();
        assertThat(Duration.between(asked, done.startedAt())).isLessThan(SEEN);
    }

    @Test
    void shouldShowTheRunInTheStatusWhileItIsAtWork() throws Exception {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        holder.zendesk().faults().always(any -> true, new DemoFault.Hold(answer));
        CompletableFuture<Ran> sync = TestingCommand.begin(holder.environment(), "sync");
        Eventually.await("status shows it", () -> run("status", "--json").out().contains("\"state\":\"running\""));
        assertThat(run("status", "--json").out().strip()).contains("\"balanced\":true");

        answer.complete(null);
        assertThat(sync.get(60, TimeUnit.SECONDS).exitCode()).isZero();
        assertThat(run("status").out()).contains("zendesk-ratings    idle");
    }

    @Test
    void shouldFulfilBothWhenTwoAskAtOnce() {
        rated();

        List<Ran> both = TestingCommand.together(holder.environment(), new String[] {"sync"}, new String[] {"sync", RATINGS});

        assertThat(both).extracting(Ran::exitCode).as(both.toString()).containsExactly(0, 0);
        assertThat(holder.maestroqa().duplicates()).isZero();
    }

    @Test
    void shouldLeaveDeliveringABackfillToTheHolder() {
        Ran backfill = run("backfill", RATINGS, "--from", "3d", "--to", "2d");

        assertThat(backfill.exitCode()).as(backfill.err()).isZero();
        assertThat(backfill.lines()).singleElement().asString().startsWith("zendesk-ratings: 0 fetched");
    }

    @Test
    void shouldHaveTheHolderMapQuarantinedRecordsAgain() {
        DemoRating odd = rated();
        holder.zendesk().update(odd.id(), old -> old.servedAs("{\"id\":%d,\"score\":\"odd\",\"created_at\":\"%s\"}".formatted(old.id(), old.createdAt())));
        assertThat(run("sync").exitCode()).isEqualTo(ExitCode.LEFT_OVER);

        Ran retry = run("retry", "--quarantined");

        assertThat(retry.lines()).last().isEqualTo("1 mapped again; 1 quarantined still: GET /api/quarantined says why");
        assertThat(retry.exitCode()).isEqualTo(ExitCode.LEFT_OVER);
        RunRow mend = holder.store().runs(RATINGS).stream().filter(run -> run.lane().equals(Lane.MEND.id())).reduce((a, b) -> b).orElseThrow();
        assertThat(mend.error()).isNull();
        assertThat(holder.store().balanced(RATINGS)).isTrue();
    }

    @Test
    void shouldSayWhyWhenTheHolderMayNotRunIt() {
        run("pause", RATINGS);
        try {
            assertThat(run("sync")).satisfies(sync -> {
                assertThat(sync.exitCode()).isEqualTo(ExitCode.FAILED);
                assertThat(sync.err()).contains("is paused: `resume zendesk-ratings` first");
            });
            assertThat(run("retry", "--quarantined").exitCode()).isNotEqualTo(ExitCode.USAGE);
        } finally {
            run("resume", RATINGS);
        }
    }

    @Test
    void shouldNotFulfilAWishThatNobodyWaitsForAnyMore() {
        long forgotten = control().wish(RunRequest.scheduled(RATINGS, Lane.LIVE), Instant.now().minus(Wishes.WAITED_FOR).minusSeconds(1));
        long off = control().wish(RunRequest.scheduled("gone-source", Lane.LIVE), Instant.now());

        Eventually.await("both are refused", () -> control().openWishes().isEmpty());

        assertThat(control().refusedWish(forgotten)).get().asString().contains("nobody waited for this run");
        assertThat(control().refusedWish(off)).get().asString().contains("there is no source gone-source");
        assertThat(holder.store().runs(RATINGS)).noneMatch(run -> run.wish() != null && run.wish() == forgotten);
    }

    @Test
    void shouldGoOnByItselfWhenTheHolderIsStoppedInTheMiddle() throws Exception {
        rated();
        holder.zendesk().faults().always(any -> true, DemoFault.tooMany("10"));
        CompletableFuture<Ran> sync = TestingCommand.begin(holder.environment(), "sync");
        Eventually.await("the run is begun", () -> holder.status(RATINGS).state().equals("running"));

        holder.stop();
        try {
            holder.zendesk().faults().clear();
            Ran ended = sync.get(60, TimeUnit.SECONDS);
            assertThat(ended.exitCode()).as(ended.err()).isZero();
            assertThat(ended.out()).contains("; 1 delivered");
        } finally {
            holder.start();
        }
    }
}
