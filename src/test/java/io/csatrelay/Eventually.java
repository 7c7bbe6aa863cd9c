package io.csatrelay;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits in real time for what other threads bring about. */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(5);

    private Eventually() {
    }

    /** Returns as soon as the condition holds. @throws AssertionError when it does not within 20 s; says {@code what} */
    public static void await(String what, BooleanSupplier condition) {
        await(what, PATIENCE, condition);
    }

    /** The same with another patience. */
    public static void await(String what, Duration patience, BooleanSupplier condition) {
        awaitValue(what, patience, () -> condition.getAsBoolean() ? Boolean.TRUE : null);
    }

    /** Returns the first value that is not null. */
    public static <T> T awaitValue(String what, Duration patience, Supplier<T> value) {
        long start = System.nanoTime();
        while (true) {
            T found = value.get();
            if (found != null) {
                return found;
            }
            if (System.nanoTime() - start > patience.toNanos()) {
                throw new AssertionError("waited " + patience.toSeconds() + " s in vain: " + what);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
