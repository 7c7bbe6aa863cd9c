package io.csatrelay.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.Eventually;
import io.csatrelay.app.Installed;
import io.csatrelay.demo.DemoMaestroQA;
import io.csatrelay.ops.Status;
import io.csatrelay.ops.StatusReader;
import io.csatrelay.store.ControlSql;
import io.csatrelay.store.Database;
import io.csatrelay.store.StatusSql;
import io.csatrelay.store.StatusSql.View;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Tells a story on the installation, as processes that share a folder, and holds what must be true at its end. */
final class StoryTeller implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Story story;
    private final Path folder;
    private final Account account;
    private final CrashingProcesses processes;
    private int kills;
    private long mayBeTwice;

    private StoryTeller(Story story, Path folder) throws IOException {
        this.story = story;
        this.folder = folder;
        this.account = new Account(story.seed(), story.ratings(), DemoMaestroQA.Options.defaults().withAnswerDelay(story.answerDelay()));
        this.processes = new CrashingProcesses(folder);
    }

    /** Tells it. @throws AssertionError when something is lost, is taken twice needlessly, or comes too fast */
    static Told tell(Story story, Path folder) throws Exception {
        try (StoryTeller teller = new StoryTeller(story, folder)) {
            for (Ending ending : story.endings()) {
                teller.live(ending);
            }
            teller.liveOn();
            return teller.holds();
        }
    }

    private Installed start(String... options) throws IOException {
        Map<String, String> environment = new HashMap<>(account.settings());
        environment.putAll(Map.of("MAESTROQA_BATCH_SIZE", String.valueOf(story.batchSize()), "MAESTROQA_IN_FLIGHT", String.valueOf(story.inFlight())));
        return processes.start(environment, options);
    }

    /** A process that dies. One that never comes to its place is killed when all is delivered. */
    private void live(Ending ending) throws Exception {
        try (Installed run = ending.place() == null ? start()
                : start(ending.options())) {
            if (ending.place() == null) {
                run.ended(ending.after());
            } else {
                Eventually.await("it dies at " + ending + ", or delivers all", PATIENCE, () -> run.ended(SECOND) || account.missing().isEmpty());
            }
            if (!run.ended(Duration.ZERO)) {
                run.signal("KILL");
            }
            assertThat(run.exit()).as(() -> ending + " of " + story + ": " + run.out() + run.err()).isEqualTo(CrashingProcesses.KILLED);
        }
        kills++;
        LeftBehind left = LeftBehind.in(folder.resolve("data/csat-relay.db"), folder);
        assertThat(left.batches()).as("batches in flight at %s", ending).isLessThanOrEqualTo(story.inFlight());
        mayBeTwice += story.inFlight() == 1 && ending.place() == Place.BEFORE_POST ? 0 : left.ratings();
    }

    /** The last process, which delivers what is left and is told to stop. */
    private void liveOn() throws Exception {
        try (Installed run = start(); Database database = processes.database()) {
            StatusSql store = new StatusSql(database);
            Eventually.await("all of " + story + " is delivered", PATIENCE, () -> {
                assertThat(run.ended(Duration.ofMillis(50))).as(() -> "the last process of " + story + " ended: " + run.out() + run.err()).isFalse();
                // After four lost answers a batch is a person's: this is the person.
                mayBeTwice += new ControlSql(database).retry("unknown", null, Instant.now());
                return allDelivered(store.view());
            });
            // When all was delivered before, it may not yet have begun to listen to signals.
            run.awaitOut("started ");
            run.terminate();
            assertThat(run.exit()).as(() -> run.out() + run.err()).isZero();
        }
    }

    private boolean allDelivered(View view) {
        return view.count("outbox", "delivered") == account.deliverable() && view.count("outbox", "held") == account.held()
                && view.count("outbox", "pending") == 0 && view.count("outbox", "unknown") == 0;
    }

    private Told holds() {
        DemoMaestroQA maestroqa = account.maestroqa();
        Told told = new Told(kills, mayBeTwice, maestroqa.duplicates(), maestroqa.slidingMax(SECOND), maestroqa.slidingMax(MINUTE));
        assertThat(account.missing()).as("lost by %s", story).isEmpty();
        assertThat(told.duplicates()).as("taken twice by %s", story).isLessThanOrEqualTo(mayBeTwice);
        assertThat(told.maxInSecond()).as("requests in a second by %s", story).isLessThanOrEqualTo(10);
        assertThat(told.maxInMinute()).as("requests in a minute by %s", story).isLessThanOrEqualTo(100);
        assertThat(maestroqa.requests()).as("requests of %s", story).allMatch(request -> request.status() == 201 || request.status() == 0);
        try (Database database = processes.database()) {
            StatusSql store = new StatusSql(database);
            Status status = new StatusReader(store, Map.of(), true, InstantSource.system(), () -> false).read();
            assertThat(status.balanced()).as("books of %s: %s", story, status).isTrue();
            assertThat(store.recount()).as("recount of %s", story).isEmpty();
        }
        return told;
    }

    @Override
    public void close() {
        account.close();
    }
}
