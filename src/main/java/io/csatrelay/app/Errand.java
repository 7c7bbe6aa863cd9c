package io.csatrelay.app;

import io.csatrelay.collect.RunRequest;
import io.csatrelay.collect.Tally;
import io.csatrelay.settings.Settings;
import io.csatrelay.store.StatusSql.RunRow;
import io.csatrelay.store.StoreLock;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * What a command wants done: it writes its wishes into the store, where the holder sees them, and follows them there. With no
 * holder it does the work itself.
 */
final class Errand implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(200);

    private final StoreReader store;
    private final PrintWriter out;
    private final Optional<StoreLock> lock;
    private Relay relay;

    private Errand(Settings settings, PrintWriter out) {
        this.store = new StoreReader(settings);
        this.out = out;
        this.lock = store.lock();
    }

    /** Begins one; starts the routes here when no other process holds the store. */
    static Errand begin(Settings settings, PrintWriter out) throws Exception {
        Logs.command(settings);
        Errand errand = new Errand(settings, out);
        try {
            if (errand.lock.isPresent()) {
                errand.relay = new Relay(new Parts(settings, errand.store.time(), errand.store.database(), errand.lock), false);
                errand.relay.start();
            }
            return errand;
        } catch (Exception failed) {
            errand.close();
            throw failed;
        }
    }

    StoreReader store() {
        return store;
    }

    /** Has the runs done, and draws their progress. @return them, ended, each with its wish */
    List<Wished> run(List<RunRequest> requests) {
        List<Long> wishes = new ArrayList<>();
        for (RunRequest request : requests) {
            wishes.add(store.controlSql().wish(request, store.time().now()));
        }
        List<Wished> ended = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            ended.add(follow(requests.get(i), wishes.get(i)));
        }
        return ended;
    }

    private Wished follow(RunRequest request, long wish) {
        try (Progress progress = Progress.of(request.source(), System.out, store.time())) {
            while (true) {
                Optional<String> refused = store.controlSql().refusedWish(wish);
                if (refused.isPresent()) {
                    return new Wished(wish, null, refused.get());
                }
                List<RunRow> runs = store.store().runsOf(wish);
                if (!runs.isEmpty()) {
                    RunRow run = runs.get(0);
                    // The vendor's count is approximate, and capped while it counts anew: then the bar has no end.
                    progress.show(run.tally().fetched(), run.expected() == null || run.atLeast() ? 0 : run.expected());
                    if (run.endedAt() != null) {
                        return new Wished(wish, run, run.error());
                    }
                }
                pause();
            }
        }
    }

    /** What became of the wishes' ratings so far: outbox state → how many, and {@code quarantined}. */
    Map<String, Long> left(List<Wished> wished) {
        Map<String, Long> left = new TreeMap<>();
        wished.forEach(one -> store.store().leftBy(one.wish()).forEach((state, n) -> left.merge(state, n, Long::sum)));
        return left;
    }

    void pause() {
        LockSupport.parkNanos(LOOK.toNanos());
    }

    /** Prints a line. */
    void say(String line) {
        out.println(line);
        out.flush();
    }

    /** What a run did, in a line. */
    static String ended(RunRow run) {
        Tally tally = run.tally();
        return String.format(Locale.ROOT, "%s: %,d fetched: %,d stored, %,d unchanged, %,d filtered, %,d quarantined", run.source(),
                tally.fetched(), tally.stored(), tally.unchanged(), tally.filtered(), tally.quarantined());
    }

    @Override
    public void close() throws Exception {
        try {
            if (relay != null) {
                relay.close();
            }
        } finally {
            store.close();
            lock.ifPresent(StoreLock::close);
        }
    }

    /**
     * A wish that was followed to its end.
     *
     * @param wish its number
     * @param run the run that it began, or null when it was refused
     * @param error why it failed, or null
     */
    record Wished(long wish, RunRow run, String error) {
    }
}
