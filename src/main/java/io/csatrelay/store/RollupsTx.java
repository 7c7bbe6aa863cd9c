package io.csatrelay.store;

import io.csatrelay.distribution.Distribution;
import io.csatrelay.distribution.Level;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Sums buckets up within one transaction. An hour that is not due has its sum, or no answers. So have a day and a month in which no hour
 * is due: whoever takes a mark away makes the sums of the day and the month, too.
 */
final class RollupsTx {
    private final Tx tx;

    RollupsTx(Tx tx) {
        this.tx = tx;
    }

    /**
     * Sums up hours that have closed and are due, the oldest first.
     *
     * @param now the wall clock
     * @param limit hours at most
     * @return how many
     */
    int make(Instant now, int limit) throws SQLException {
        List<Instant> hours = tx.list("SELECT hour_ends_at FROM rollup_due WHERE hour_ends_at <= ? ORDER BY hour_ends_at LIMIT ?",
                row -> Tx.at(row, "hour_ends_at"), now, limit);
        for (Instant hour : hours) {
            write(Level.HOUR, hour, buckets(Level.HOUR.startOf(hour.minusMillis(1)), hour));
            tx.update("DELETE FROM rollup_due WHERE hour_ends_at = ?", hour);
        }
        for (Instant day : clean(Level.DAY, hours)) {
            write(Level.DAY, day, sums(Level.HOUR, start(Level.DAY, day), day));
        }
        for (Instant month : clean(Level.MONTH, hours)) {
            write(Level.MONTH, month, sums(Level.DAY, start(Level.MONTH, month), month));
        }
        return hours.size();
    }

    /** The days or months of these hours in which no hour is due any more. */
    private Collection<Instant> clean(Level level, List<Instant> hours) throws SQLException {
        TreeSet<Instant> clean = new TreeSet<>();
        for (Instant end : new TreeSet<>(hours.stream().map(level::endOf).toList())) {
            if (tx.one("SELECT 1 FROM rollup_due WHERE hour_ends_at > ? AND hour_ends_at <= ? LIMIT 1", row -> 1, start(level, end), end).isEmpty()) {
                clean.add(end);
            }
        }
        return clean;
    }

    private static Instant start(Level level, Instant end) {
        return level.startOf(end.minusMillis(1));
    }

    /** What the buckets within (from, to] have, by slice. */
    TreeMap<Long, Distribution> buckets(Instant from, Instant to) throws SQLException {
        TreeMap<Long, Distribution> counts = new TreeMap<>();
        tx.list("SELECT slice, SUM(score1), SUM(score2), SUM(score3), SUM(score4), SUM(score5) FROM bucket WHERE ends_at > ? AND ends_at <= ? "
                + "GROUP BY slice", row -> counts.put(row.getLong(1), new Distribution(row.getLong(2), row.getLong(3), row.getLong(4),
                        row.getLong(5), row.getLong(6))), from, to);
        return counts;
    }

    private TreeMap<Long, Distribution> sums(Level level, Instant from, Instant to) throws SQLException {
        TreeMap<Long, Distribution> counts = new TreeMap<>();
        for (byte[] packed : tx.list("SELECT counts FROM rollup WHERE level = ? AND ends_at > ? AND ends_at <= ?", row -> row.getBytes(1),
                level.name(), from, to)) {
            PackedCounts.unpack(packed, (slice, one, two, three, four, five) -> counts.merge((long) slice,
                    new Distribution(one, two, three, four, five), Distribution::plus));
        }
        return counts;
    }

    private void write(Level level, Instant end, TreeMap<Long, Distribution> counts) throws SQLException {
        if (counts.isEmpty()) {
            tx.update("DELETE FROM rollup WHERE level = ? AND ends_at = ?", level.name(), end);
        } else {
            tx.update("INSERT INTO rollup (level, ends_at, counts) VALUES (?, ?, ?) "
                    + "ON CONFLICT (level, ends_at) DO UPDATE SET counts = excluded.counts", level.name(), end, PackedCounts.pack(counts));
        }
    }
}
