package io.csatrelay.app;

import static io.csatrelay.app.TestingRelay.RATINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.Eventually;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoRequest;
import io.csatrelay.store.TestingStore.RunRow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands as processes: what they print into a pipe, their exit codes, and how they end when they or the holder are stopped. */
class CommandsIT {
    private static final Predicate<DemoRequest> LIST = request -> request.path().contains("satisfaction_ratings");
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path folder;
    private TestingAccounts accounts;

    @BeforeEach
    void startVendors() throws IOException {
        accounts = new TestingAccounts(folder);
    }

    @AfterEach
    void stopVendors() {
        accounts.close();
    }

    private Installed start(String... arguments) throws IOException {
        return Installed.start(folder, accounts.environment(), arguments);
    }

    private void slow() {
        accounts.zendesk().faults().always(LIST, DemoFault.tooMany("1"));
    }

    private void awaitRunning() {
        Eventually.await("the vendor is asked", Duration.ofSeconds(60), () -> accounts.zendesk().requests().stream().anyMatch(LIST));
    }

    @Test
    void shouldSyncAloneAndPrintOneLineASourceIntoAPipe() throws Exception {
        accounts.rated(150);
        accounts.zendesk().update(accounts.rated(Duration.ofHours(1)).id(), old -> old.withAgent(null, null));

        try (Installed sync = start("sync")) {
            assertThat(sync.exit()).as(sync.err()).isEqualTo(ExitCode.LEFT_OVER);
            assertThat(sync.out().lines()).singleElement().asString().startsWith("zendesk-ratings: 151 fetched").endsWith("150 delivered, 0 refused, 0 unknown, 1 held")
                    .doesNotContain("\u001b");
            assertThat(sync.err()).isEmpty();
        }
    }

    @Test
    void shouldDrawProgressOnATerminalAndTheSourcesLineOnOneOfItsOwn() throws Exception {
        accounts.rated(150);

        try (Installed sync = onATerminal("sync " + RATINGS)) {
            assertThat(sync.exit()).as(sync.out()).isZero();
            assertThat(sync.out()).contains("\rzendesk-ratings ", "150/150", "\rdelivered ", "100% [====");
            assertThat(sync.out().lines().filter(line -> line.startsWith("zendesk-ratings: 150 fetched"))).singleElement().asString()
                    .endsWith("150 delivered, 0 refused, 0 unknown, 0 held");
        }
        try (Installed backfill = onATerminal("backfill " + RATINGS + " --from 1d --to 1h")) {
            assertThat(backfill.exit()).as(backfill.out()).isZero();
            assertThat(backfill.out()).as("there is nothing to deliver").contains("\rzendesk-ratings ").doesNotContain("\rdelivered ");
        }
    }

    /** With `script` from Debian's bsdutils, which lends a program a terminal. */
    private Installed onATerminal(String command) throws IOException {
        return Installed.start("script", folder, accounts.environment(), "-qec", Installed.HOME.resolve("bin/csat-relay") + " " + command, "/dev/null");
    }

    @Test
    void shouldEndWithinSecondsAndKeepTheBookmarkWhenASyncIsToldToStop() throws Exception {
        accounts.rated(1);
        slow();
        try (Installed sync = start("sync")) {
            awaitRunning();
            sync.terminate();
            assertThat(sync.exit(SOON)).as("not all of its ratings are delivered").isEqualTo(ExitCode.FAILED);
            assertThat(sync.err()).contains("sync: stopped before the end").doesNotContain("Exception");
        }
        assertThat(accounts.status().sources().get(0).state()).as("stopping it is no fault of the source").isEqualTo("idle");

        accounts.zendesk().faults().clear();
        assertThat(accounts.run("sync").exitCode()).isZero();
        assertThat(accounts.maestroqa().distinct()).isEqualTo(1);
    }

    @Test
    void shouldEndABackfillWithinSecondsAndGoOnFromThereWhenInterrupted() throws Exception {
        accounts.rated(Duration.ofDays(9));
        slow();
        try (Installed backfill = start("backfill", RATINGS, "--from", "10d", "--to", "1d")) {
            awaitRunning();
            backfill.signal("INT");
            assertThat(backfill.exit(SOON)).isEqualTo(ExitCode.FAILED);
            assertThat(backfill.err()).contains("backfill: stopped before the end");
        }
        List<RunRow> runs = accounts.stored(store -> store.runs(RATINGS));
        assertThat(runs).singleElement().satisfies(run -> assertThat(run.endedAt()).isNotNull());
    }

    @Test
    void shouldEndWith1AndWordsWhenTheHolderIsKilledInTheMiddle() throws Exception {
        accounts.rated(1);
        accounts.set("ZENDESK_RATINGS_CRON", TestingApi.NEVER).set("ZENDESK_RATINGS_REREAD_CRON", TestingApi.NEVER);
        try (Installed holder = start("run")) {
            holder.awaitOut("zendesk-ratings live: fetched");
            slow();
            int asked = accounts.zendesk().requests().size();
            try (Installed sync = start("sync")) {
                Eventually.await("the holder has begun it", Duration.ofSeconds(60),
                        () -> accounts.zendesk().requests().stream().skip(asked).anyMatch(LIST));
                holder.signal("KILL");
                assertThat(sync.exit(SOON)).isEqualTo(ExitCode.FAILED);
                assertThat(sync.err()).contains("sync: the process that holds the store ended in the middle of the run of zendesk-ratings", "ask again");
            }
        }
        accounts.zendesk().faults().clear();
        assertThat(accounts.run("sync").exitCode()).as("the next does the work itself").isZero();
        assertThat(accounts.status().balanced()).isTrue();
    }
}
