package io.csatrelay.app;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long the sink has been paused or waiting since the last rating was delivered. It is ready for a moment before each try of its
 * own: that ends nothing. Used by one thread.
 */
final class Blocked {
    private final LongSupplier nanos;
    private long fewest = Long.MAX_VALUE;
    private long progressAt;
    private long lookedAt;
    private long blocked;

    /** @param nanos the monotonic clock */
    Blocked(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Looks. @return for how long, this look included */
    Duration look(long pending, boolean ready) {
        long now = nanos.getAsLong();
        if (pending < fewest) {
            fewest = pending;
            blocked = 0;
            progressAt = now;
        } else if (!ready) {
            blocked += now - lookedAt;
        }
        lookedAt = now;
        return Duration.ofNanos(blocked);
    }

    /** How long ago, by the clock, the last look found fewer pending than all before it. */
    Duration sinceProgress() {
        return Duration.ofNanos(nanos.getAsLong() - progressAt);
    }
}
