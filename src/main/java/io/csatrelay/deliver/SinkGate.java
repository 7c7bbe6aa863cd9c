package io.csatrelay.deliver;

import io.csatrelay.settings.Time;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether requests may go to MaestroQA now. A wait that began in this process is measured on the monotonic clock: a jump of the
 * wall clock does not cut it short. Safe for use by several threads.
 */
final class SinkGate {
    private final Time time;
    private volatile Wait wait;

    SinkGate(Time time) {
        this.time = time;
    }

    boolean open(SinkState sink) {
        Wait known = wait;
        if (!sink.paused() && known != null && known.until().equals(sink.waitUntil())) {
            return nanos() - known.overNanos() >= 0;
        }
        return sink.ready(time.now());
    }

    /** Takes note of the sink's state after an answer. @param at when the answer came @param atNanos the same, monotonic */
    void after(SinkState sink, Instant at, long atNanos) {
        Wait known = wait;
        if (sink.waitUntil() != null && (known == null || !sink.waitUntil().equals(known.until()))) {
            wait = new Wait(sink.waitUntil(), atNanos + Duration.between(at, sink.waitUntil()).toNanos());
        }
    }

    private long nanos() {
        return time.nanos().getAsLong();
    }

    private record Wait(Instant until, long overNanos) {
    }
}
