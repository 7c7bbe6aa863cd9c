package io.csatrelay.app;

import io.csatrelay.ops.Status;
import io.csatrelay.settings.MaestroSettings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Waits until what a command's runs brought is delivered, says what became of it in a line a run, and knows the exit code. */
final class Delivered {
    /** What `sync --wait` is without a word, and what commands without that option wait. */
    static final Duration PATIENCE = Duration.ofMinutes(5);
    /** Longer than the request ledger ever holds a request back. */
    private static final Duration STUCK = Duration.ofSeconds(70);

    private final Errand errand;
    private final Duration patience;
    private final boolean on;

    /** @param patience for how long the sink may be paused */
    Delivered(Errand errand, Duration patience) {
        this.errand = errand;
        this.patience = patience;
        this.on = errand.store().settings().find(MaestroSettings.URL).isPresent();
    }

    /** Waits, and says what became of each run. @return 0, 1, 3 or 4 */
    int await(List<Done> done) throws Exception {
        Status.SinkStatus paused = on ? awaitOwn(done) : null;
        int exitCode = report(done);
        if (paused != null) {
            errand.complain("not all is delivered: maestroqa is " + paused.state() + ": " + paused.reason());
            return exitCode == ExitCode.FAILED ? exitCode : ExitCode.SINK_PAUSED;
        }
        if (on && errand.alone()) {
            awaitOthers();
        }
        return exitCode;
    }

    /** Says what became of each run, as it is now. @return 0, 1 or 3 */
    int report(List<Done> done) {
        boolean failed = false;
        boolean over = false;
        for (Done one : done) {
            Map<String, Long> left = errand.left(List.of(one));
            if (!one.runs().isEmpty() || one.error() == null) {
                errand.say(one.inWords() + outcome(left));
            }
            if (one.error() != null) {
                errand.complain(one.error());
                failed = true;
            }
            over |= count(left, "refused") + count(left, "unknown") + count(left, "held") + count(left, "quarantined") > 0;
        }
        return failed ? ExitCode.FAILED : over ? ExitCode.LEFT_OVER : ExitCode.DONE;
    }

    private String outcome(Map<String, Long> left) {
        String words = String.format(Locale.ROOT, "; %,d delivered, %,d refused, %,d unknown, %,d held", count(left, "delivered"),
                count(left, "refused"), count(left, "unknown"), count(left, "held"));
        long pending = count(left, "pending");
        return pending == 0 ? words : words + String.format(Locale.ROOT, ", %,d pending%s", pending, on ? "" : " (MAESTROQA_URL is not set)");
    }

    /** @return the sink, when it was paused for too long */
    private Status.SinkStatus awaitOwn(List<Done> done) throws Exception {
        try (Progress progress = Progress.quiet("delivered", System.out, errand.store().time())) {
            Map<String, Long> left = errand.left(done);
            long most = count(left, "pending");
            Blocked blocked = new Blocked(errand.store().time().nanos());
            while (count(left, "pending") > 0) {
                progress.show(most - count(left, "pending"), most);
                Status.SinkStatus sink = errand.store().status().withoutWords().sink();
                if (blocked.look(count(left, "pending"), ready(sink)).compareTo(patience) > 0) {
                    return sink;
                }
                errand.requireDelivering();
                errand.pause();
                left = errand.left(done);
            }
            progress.show(most, most);
        }
        return null;
    }

    /** What else is owed has no one else to deliver it: it goes while MaestroQA takes it. */
    private void awaitOthers() throws Exception {
        Blocked blocked = new Blocked(errand.store().time().nanos());
        try (Progress progress = Progress.quiet("delivered", System.out, errand.store().time())) {
            Status now = errand.store().status().withoutWords();
            long most = now.outbox().pending();
            blocked.look(most, ready(now.sink()));
            while (now.outbox().pending() > 0 && ready(now.sink()) && blocked.sinceProgress().compareTo(STUCK) <= 0) {
                progress.show(most - now.outbox().pending(), most);
                errand.pause();
                now = errand.store().status().withoutWords();
                blocked.look(now.outbox().pending(), ready(now.sink()));
            }
        }
    }

    private static boolean ready(Status.SinkStatus sink) {
        return sink.state().equals("ready");
    }

    private static long count(Map<String, Long> left, String state) {
        return left.getOrDefault(state, 0L);
    }
}
