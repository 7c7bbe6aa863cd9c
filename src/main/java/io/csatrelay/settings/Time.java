package io.csatrelay.settings;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * The two clocks, passed to whoever needs one. This is the only place that reads the system's.
 *
 * @param wall the time of day; it may jump
 * @param nanos nanoseconds since some moment, never running backwards; only differences mean something
 */
public record Time(InstantSource wall, LongSupplier nanos) {
    /** Refuses a missing clock. */
    public Time {
        Objects.requireNonNull(wall, "wall");
        Objects.requireNonNull(nanos, "nanos");
    }

    /** The system's clocks. */
    public static Time system() {
        return new Time(InstantSource.system(), System::nanoTime);
    }

    /** The time of day. */
    public Instant now() {
        return wall.instant();
    }
}
