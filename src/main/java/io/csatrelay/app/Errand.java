package io.csatrelay.app;

import io.csatrelay.collect.RunRequest;
import io.csatrelay.settings.Settings;
import io.csatrelay.store.StatusSql.RunRow;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine;

/**
 * What a command wants done: it writes its wishes into the store, where the holder sees them, and follows them there. With no
 * holder it becomes the holder and does the work itself. Used by one thread.
 */
final class Errand implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(200);

    private final StoreReader store;
    private final Holder holder;
    private final Stop stop;
    private final CommandLine command;
    private final List<Long> open = new ArrayList<>();
    private long saidAt;

    private Errand(StoreReader store, Stop stop, CommandLine command) {
        this.store = store;
        this.holder = new Holder(store);
        this.stop = stop;
        this.command = command;
    }

    /** What a command does with an errand. */
    interface Work {
        int with(Errand errand) throws Exception;
    }

    /** Has it done, until its end or until the command is told to stop. @return the exit code */
    static int run(Settings settings, CommandLine command, Work work) throws Exception {
        Logs.errand(settings);
        return Stop.exitCode(stop -> {
            try (StoreReader store = new StoreReader(settings); Errand errand = new Errand(store, stop, command)) {
                errand.holder.take();
                return work.with(errand);
            } catch (Ended ended) {
                command.getErr().println(command.getCommandName() + ": " + ended.getMessage());
                command.getErr().flush();
                return ExitCode.FAILED;
            }
        });
    }

    StoreReader store() {
        return store;
    }

    /** Whether this command does the work itself: then nobody goes on with it after its end. */
    boolean alone() {
        return holder.isHere();
    }

    /** Has the runs done, one after another as they were asked for, and draws their progress. @return them, ended */
    List<Done> run(List<RunRequest> requests) throws Exception {
        List<RunRequest> wished = new ArrayList<>();
        for (RunRequest request : requests) {
            wished.add(request.by(store.controlSql().wish(request, store.time().now())));
        }
        return follow(wished);
    }

    /** Follows runs that were wished for already. */
    List<Done> follow(List<RunRequest> wished) throws Exception {
        wished.forEach(one -> open.add(one.wish()));
        List<Done> ended = new ArrayList<>();
        for (RunRequest one : wished) {
            holder.askHere(one);
            try (Progress progress = Progress.quiet(one.source(), System.out, store.time())) {
                ended.add(follow(one, progress));
            }
        }
        return ended;
    }

    private Done follow(RunRequest first, Progress progress) throws Exception {
        RunRequest asked = first;
        List<Long> wishes = new ArrayList<>(List.of(first.wish()));
        List<RunRow> ended = new ArrayList<>();
        while (true) {
            Optional<String> refused = store.controlSql().refusedWish(asked.wish());
            if (refused.isPresent()) {
                return new Done(first.source(), wishes, ended, refused.get());
            }
            RunRow run = newest(asked.wish());
            if (run != null) {
                // The vendor's count is approximate, and capped while it counts anew: then the bar has no end.
                progress.show(run.tally().fetched(), run.expected() == null || run.atLeast() ? 0 : run.expected());
            }
            if (run != null && run.endedAt() != null) {
                open.remove(asked.wish());
                ended.add(run);
                if (!run.leftEarly()) {
                    return new Done(first.source(), wishes, ended, run.error());
                }
                // Its holder was stopped, or is another command that has ended: the next one goes on.
                asked = asked.by(store.controlSql().wish(asked, store.time().now()));
                open.add(asked.wish());
                wishes.add(asked.wish());
                holder.askHere(asked);
            } else if (run != null) {
                holder.requireOne("in the middle of the run of " + first.source() + ": nothing that was stored is lost; ask again, and it goes on from there");
            } else {
                holder.takeIfThereIsNone();
            }
            pause();
        }
    }

    private RunRow newest(long wish) {
        return store.store().runsOf(wish).stream().max(Comparator.comparingLong(RunRow::id)).orElse(null);
    }

    /** What became of these runs' ratings so far: outbox state → how many, and {@code quarantined}. */
    Map<String, Long> left(List<Done> done) {
        Map<String, Long> left = new TreeMap<>();
        done.forEach(one -> one.wishes().forEach(wish -> store.store().leftBy(wish).forEach((state, n) -> left.merge(state, n, Long::sum))));
        return left;
    }

    /** @throws Ended when nobody delivers any more */
    void requireDelivering() throws Ended {
        holder.requireOne("before all was delivered: what is owed stays pending; start `run`, or `sync` again");
    }

    /** Waits a little, and says that the wishes are waited for still. @throws Ended when the command is told to stop */
    void pause() throws Ended, InterruptedException {
        long now = store.time().nanos().getAsLong();
        if (!open.isEmpty() && now - saidAt > Wishes.WAITED_FOR.toNanos() / 6) {
            store.controlSql().stillWished(open, store.time().now());
            saidAt = now;
        }
        if (stop.await(LOOK)) {
            throw new Ended("stopped before the end: " + (alone() ? "what is stored stays, and the next run goes on from there"
                    : "what the process that holds the store has begun goes on there; see: csat-relay status"));
        }
    }

    /** Prints a line. */
    void say(String line) {
        command.getOut().println(line);
        command.getOut().flush();
    }

    /** Prints a line on stderr. */
    void complain(String line) {
        command.getErr().println(line);
        command.getErr().flush();
    }

    @Override
    public void close() throws Exception {
        try {
            for (long wish : open) {
                store.controlSql().refuseWish(wish, store.time().now(), "the command that asked for it was stopped");
            }
        } finally {
            holder.close();
        }
    }

    /** The errand ends before its end, in words for a person. */
    static final class Ended extends Exception {
        private static final long serialVersionUID = 1L;

        Ended(String message) {
            super(message);
        }
    }
}
