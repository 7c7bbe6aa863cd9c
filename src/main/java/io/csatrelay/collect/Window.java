package io.csatrelay.collect;

import java.time.Duration;
import java.time.Instant;

/**
 * A span of time that a run collects, whole seconds, start inclusive, end exclusive; committed whole.
 *
 * @param from the first second
 * @param to the second after the last
 */
public record Window(Instant from, Instant to) {
    /** Rejects an empty or backward window, and one that is not of whole seconds. */
    public Window {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a window ends after it starts: " + from + " to " + to);
        }
        if (from.getNano() != 0 || to.getNano() != 0) {
            throw new IllegalArgumentException("a window is of whole seconds: " + from + " to " + to);
        }
    }

    /** How long it is. */
    public Duration length() {
        return Duration.between(from, to);
    }

    @Override
    public String toString() {
        return from + "–" + to;
    }
}
