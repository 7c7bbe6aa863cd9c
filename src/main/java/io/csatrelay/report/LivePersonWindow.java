package io.csatrelay.report;

import io.csatrelay.distribution.Buckets;
import io.csatrelay.distribution.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What LivePerson's windowing rule makes of a time and an interval. Its documents' words: "if the time now is 13:29 and time frame is 7
 * minutes … the time of the data is not 13:22-13:29 but 13:20-13:29", and "intervals are rounded up to 5 minutes … the latest interval
 * timestamp will be rounded up … the earliest interval will include only the remainder of the requested timeframe".
 *
 * @param whole     the buckets that hold the time asked for
 * @param intervals the same buckets, cut backwards from the end, newest first, the last one as short as is left; empty when no interval
 *                  was asked for
 */
record LivePersonWindow(Span whole, List<Span> intervals) {
    LivePersonWindow {
        intervals = List.copyOf(intervals);
    }

    /** The buckets of [from, to), in one piece. */
    static LivePersonWindow of(Instant from, Instant to) {
        return new LivePersonWindow(Span.around(from, to), List.of());
    }

    /** How many intervals there would be. @param interval longer than none; rounded up to whole buckets */
    long count(Duration interval) {
        return ceilDiv(Duration.between(whole.from(), whole.to()), wholeBuckets(interval));
    }

    /** The same, cut into intervals. @param interval longer than none; rounded up to whole buckets */
    LivePersonWindow cut(Duration interval) {
        Duration length = wholeBuckets(interval);
        List<Span> cut = new ArrayList<>();
        for (Instant end = whole.to(); end.isAfter(whole.from()); end = end.minus(length)) {
            Instant start = end.minus(length);
            cut.add(new Span(start.isBefore(whole.from()) ? whole.from() : start, end));
        }
        return new LivePersonWindow(whole, cut);
    }

    private static Duration wholeBuckets(Duration interval) {
        return Buckets.LENGTH.multipliedBy(ceilDiv(interval, Buckets.LENGTH));
    }

    private static long ceilDiv(Duration length, Duration by) {
        return -Math.floorDiv(-length.toMillis(), by.toMillis());
    }
}
