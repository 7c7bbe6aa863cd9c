package io.csatrelay.collect;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Cuts [position, until) into windows: whole seconds, gapless, disjoint, none longer than asked.
 *
 * <p>Pure and stateless.
 */
final class Tiling {
    static final Duration SHORTEST = Duration.ofSeconds(1);

    private Tiling() {
    }

    /** The next window, or empty when less than a whole second is due. */
    static Optional<Window> next(Instant position, Instant until, Duration length) {
        Instant from = position.truncatedTo(ChronoUnit.SECONDS);
        Instant end = until.truncatedTo(ChronoUnit.SECONDS);
        if (!from.isBefore(end)) {
            return Optional.empty();
        }
        Duration whole = Duration.ofSeconds(Math.max(SHORTEST.toSeconds(), length.toSeconds()));
        Instant to = from.plus(whole);
        return Optional.of(new Window(from, to.isAfter(end) ? end : to));
    }

    /** What a window that was left midway is tried at: half of it, down to a second. */
    static Duration halved(Duration length) {
        return Duration.ofSeconds(Math.max(SHORTEST.toSeconds(), length.toSeconds() / 2));
    }

    /** What the window after a whole one may be: twice it, up to the longest. */
    static Duration grown(Duration length, Duration longest) {
        Duration twice = length.multipliedBy(2);
        return twice.compareTo(longest) > 0 ? longest : twice;
    }
}
