package io.csatrelay.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Limits over true sliding windows: at most so many admissions in any span of a second, and of a minute. What is turned away does not count.
 * Used by one thread.
 */
final class SlidingLimits {

    private final List<Window> windows;

    private static final class Window {
        private final int limit;
        private final long nanos;
        private final Deque<Long> admitted = new ArrayDeque<>();

        Window(int limit, long nanos) {
            this.limit = limit;
            this.nanos = nanos;
        }

        /** Nanoseconds until there is room; 0 when there is. */
        long untilRoom(long now) {
            while (!admitted.isEmpty() && now - admitted.peekFirst() >= nanos) {
                admitted.removeFirst();
            }
            return admitted.size() < limit ? 0 : nanos - (now - admitted.peekFirst());
        }
    }

    /** 0 is no limit. */
    SlidingLimits(int perSecond, int perMinute) {
        this.windows = Stream.of(
                        new Window(perSecond, TimeUnit.SECONDS.toNanos(1)), new Window(perMinute, TimeUnit.MINUTES.toNanos(1)))
                .filter(window -> window.limit > 0).toList();
    }

    /** Admits an arrival and answers 0, or answers the nanoseconds after which there is room. */
    long admit(long now) {
        long wait = windows.stream().mapToLong(window -> window.untilRoom(now)).max().orElse(0);
        if (wait == 0) {
            windows.forEach(window -> window.admitted.addLast(now));
        }
        return wait;
    }
}
