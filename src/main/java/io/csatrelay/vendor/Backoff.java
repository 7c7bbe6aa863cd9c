package io.csatrelay.vendor;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Exponential back-off with jitter: the n-th failure in a row waits between half of and the whole of
 * {@code first · 2^(n−1)}, at most {@code longest}. What a vendor asked for is never undercut.
 *
 * <p>Immutable; safe for use by several threads when {@code random} is.
 */
public final class Backoff {
    /** MaestroQA and collecting alike: 1 s doubling to 5 min. */
    public static final Duration FIRST = Duration.ofSeconds(1);
    /** See {@link #FIRST}. */
    public static final Duration LONGEST = Duration.ofMinutes(5);

    private final Duration first;
    private final Duration longest;
    private final DoubleSupplier random;

    /**
     * @param first the first wait, before jitter
     * @param longest the longest wait, before jitter
     * @param random a number from 0 (inclusive) to 1 (exclusive) at each call
     */
    public Backoff(Duration first, Duration longest, DoubleSupplier random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    /**
     * How long to wait after a failure.
     *
     * @param failures failures in a row, this one included: 1 or more
     * @param asked what the vendor asked for, if anything
     * @return the wait; a wait that a vendor asked for gets up to a tenth (at most 1 s) on top, so that several clients do
     *     not come back in the same instant
     */
    public Duration after(int failures, Optional<Duration> asked) {
        Duration own = jittered(ceiling(failures));
        if (asked.isEmpty()) {
            return own;
        }
        long spread = Math.min(1000, asked.get().toMillis() / 10);
        Duration kept = asked.get().plusMillis((long) (spread * random.getAsDouble()));
        return kept.compareTo(own) >= 0 ? kept : own;
    }

    /** So many times the first wait, without jitter: seconds, but where tests wait less. */
    public Duration times(int many) {
        return first.multipliedBy(many);
    }

    private Duration ceiling(int failures) {
        int doublings = Math.min(Math.max(failures, 1) - 1, 30);
        Duration wait = first.multipliedBy(1L << doublings);
        return wait.compareTo(longest) > 0 ? longest : wait;
    }

    private Duration jittered(Duration ceiling) {
        return Duration.ofMillis((long) (ceiling.toMillis() * (0.5 + random.getAsDouble() / 2)));
    }
}
