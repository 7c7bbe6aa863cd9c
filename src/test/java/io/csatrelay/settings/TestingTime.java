package io.csatrelay.settings;

import java.time.Duration;
import java.time.Instant;

/** Clocks that stand still until a test moves them. Thread-safe. */
public final class TestingTime {
    private Instant wall;
    private long nanos;

    private TestingTime(Instant wall) {
        this.wall = wall;
        // Near the end of its range, as System.nanoTime may be: who compares instead of subtracting is found out.
        this.nanos = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos();
    }

    /** Stands at a moment such as {@code 2026-05-01T00:00:00Z}. */
    public static TestingTime at(String moment) {
        return new TestingTime(Instant.parse(moment));
    }

    /** The clocks to hand to the code under test. */
    public Time time() {
        return new Time(this::now, this::nanos);
    }

    /** The time of day. */
    public synchronized Instant now() {
        return wall;
    }

    /** Lets time pass: both clocks go on. */
    public synchronized void advance(Duration span) {
        wall = wall.plus(span);
        nanos += span.toNanos();
    }

    /** Sets the time of day forward, or back when negative, as an administrator or NTP does: the monotonic clock stays. */
    public synchronized void jump(Duration span) {
        wall = wall.plus(span);
    }

    private synchronized long nanos() {
        return nanos;
    }
}
