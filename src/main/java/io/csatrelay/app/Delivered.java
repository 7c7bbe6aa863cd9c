package io.csatrelay.app;

import io.csatrelay.ops.Status;
import io.csatrelay.settings.MaestroSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Waits until what a command's runs brought is delivered, and says how it ended: the exit code. */
final class Delivered {
    private final Errand errand;
    private final Duration patience;

    /** @param patience for how long the sink may be paused */
    Delivered(Errand errand, Duration patience) {
        this.errand = errand;
        this.patience = patience;
    }

    /** Waits. @return 0, 3 or 4 */
    int await(List<Errand.Wished> wished) {
        if (errand.store().settings().find(MaestroSettings.URL).isEmpty()) {
            errand.say("nothing is delivered: MAESTROQA_URL is not set; what is owed stays pending");
            return leftOver(errand.left(wished));
        }
        long pausedSince = -1;
        long nanos = errand.store().time().nanos().getAsLong();
        Map<String, Long> left = errand.left(wished);
        while (left.getOrDefault("pending", 0L) > 0) {
            Status.SinkStatus sink = errand.store().status().read().sink();
            nanos = errand.store().time().nanos().getAsLong();
            if (sink.state().equals("ready")) {
                pausedSince = -1;
            } else if (pausedSince < 0) {
                pausedSince = nanos;
            } else if (nanos - pausedSince > patience.toNanos()) {
                errand.say("not all is delivered: maestroqa is " + sink.state() + ": " + sink.reason());
                return ExitCode.SINK_PAUSED;
            }
            errand.pause();
            left = errand.left(wished);
        }
        return leftOver(left);
    }

    private int leftOver(Map<String, Long> left) {
        long delivered = left.getOrDefault("delivered", 0L);
        long over = left.getOrDefault("refused", 0L) + left.getOrDefault("unknown", 0L) + left.getOrDefault("held", 0L)
                + left.getOrDefault("quarantined", 0L);
        errand.say(String.format(java.util.Locale.ROOT, "%,d delivered, %,d refused, %,d unknown, %,d held, %,d quarantined", delivered,
                left.getOrDefault("refused", 0L), left.getOrDefault("unknown", 0L), left.getOrDefault("held", 0L), left.getOrDefault("quarantined", 0L)));
        return over > 0 ? ExitCode.LEFT_OVER : ExitCode.DONE;
    }
}
