package io.csatrelay.store;

import io.csatrelay.distribution.Level;
import io.csatrelay.distribution.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The cheapest ways over buckets and their sums. A span is a way from its start to its end: a step forth adds what it passes, a step back
 * takes it away. So a month of New York is a month of UTC, less its first hours, and the first hours of the next one. Where an hour is
 * due, no step passes its sum, nor those of its day and month.
 */
final class Ways {
    private static final List<Level> LEVELS = List.of(Level.values());
    /** A way of so many whole sums is never cheaper without them. */
    private static final int SURELY = 3;

    private final Map<Level, NavigableSet<Instant>> due = new EnumMap<>(Level.class);

    /** @param dueHours the hours, by their ends, whose sums are not right */
    Ways(List<Instant> dueHours) {
        for (Level level : LEVELS) {
            NavigableSet<Instant> ends = new TreeSet<>();
            dueHours.forEach(hour -> ends.add(level.endOf(hour)));
            due.put(level, ends);
        }
    }

    /** From a span's start to its end. */
    Way of(Span span) {
        return forth(LEVELS.size(), span.from(), span.to());
    }

    /** @param levels so many, from the shortest on, may be used */
    private Way between(int levels, Instant from, Instant to) {
        return to.isBefore(from) ? forth(levels, to, from).back() : forth(levels, from, to);
    }

    private Way forth(int levels, Instant from, Instant to) {
        if (levels == 0) {
            return Way.of(null, from, to);
        }
        Level level = LEVELS.get(levels - 1);
        long parts = 2 * Duration.between(from, to).toSeconds() / length(level).toSeconds();
        Way best = parts < 2 * SURELY ? forth(levels - 1, from, to) : null;
        return parts < 1 ? best : byWhole(levels, from, to, best);
    }

    /** By a row of whole sums from the one boundary before or after the start to the one before or after the end. */
    private Way byWhole(int levels, Instant from, Instant to, Way other) {
        Level level = LEVELS.get(levels - 1);
        Map<Instant, Way> outs = new LinkedHashMap<>();
        around(level, to).forEach(last -> outs.put(last, between(levels - 1, last, to)));
        Way best = other;
        for (Instant first : around(level, from)) {
            Way in = between(levels - 1, from, first);
            for (Map.Entry<Instant, Way> out : outs.entrySet()) {
                if (first.isBefore(out.getKey())) {
                    best = in.and(whole(levels, first, out.getKey())).and(out.getValue()).orCheaper(best);
                }
            }
        }
        return best;
    }

    private static Set<Instant> around(Level level, Instant at) {
        Instant before = level.startOf(at);
        return before.equals(at) ? Set.of(at) : Set.of(before, level.next(before));
    }

    /** Those that are due by their parts. */
    private Way whole(int levels, Instant from, Instant to) {
        Level level = LEVELS.get(levels - 1);
        Way way = Way.NONE;
        Instant at = from;
        for (Instant end : due.get(level).subSet(from, false, to, true)) {
            Instant start = level.startOf(end.minusMillis(1));
            way = way.and(Way.of(level, at, start)).and(forth(levels - 1, start, end));
            at = end;
        }
        return way.and(Way.of(level, at, to));
    }

    /** A month's is about right. */
    private static Duration length(Level level) {
        return switch (level) {
            case HOUR -> Duration.ofHours(1);
            case DAY -> Duration.ofDays(1);
            case MONTH -> Duration.ofDays(30);
        };
    }
}
