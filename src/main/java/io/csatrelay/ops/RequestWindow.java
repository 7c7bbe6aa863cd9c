package io.csatrelay.ops;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Counts one caller's requests in windows of a minute, the first of which begins with its first request. Safe for use by several threads. */
final class RequestWindow {
    private static final long LENGTH = Duration.ofMinutes(1).toNanos();
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final int limit;
    private final LongSupplier nanos;
    private long start;
    private int taken;

    /** @param limit requests in a window @param nanos a clock that never runs backwards */
    RequestWindow(int limit, LongSupplier nanos) {
        this.limit = limit;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    /**
     * How the window is after a request.
     *
     * @param allowed   whether the request is within the limit
     * @param remaining how many more are
     * @param reset     in how many seconds the next window begins, rounded up
     */
    record State(boolean allowed, int remaining, long reset) {
    }

    synchronized State take() {
        long now = nanos.getAsLong();
        if (now - start >= LENGTH || taken == 0) {
            start = now;
            taken = 0;
        }
        boolean allowed = taken < limit;
        taken += allowed ? 1 : 0;
        return new State(allowed, limit - taken, (start + LENGTH - now + SECOND - 1) / SECOND);
    }
}
