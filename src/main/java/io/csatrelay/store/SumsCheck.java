package io.csatrelay.store;

import io.csatrelay.distribution.Level;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Compares the sums of hours, days and months that are not due with their buckets. */
final class SumsCheck {
    private final Tx tx;

    SumsCheck(Tx tx) {
        this.tx = tx;
    }

    void check(Differences found) throws SQLException {
        List<Instant> due = tx.list("SELECT hour_ends_at FROM rollup_due", row -> Tx.at(row, "hour_ends_at"));
        RollupsTx sums = new RollupsTx(tx);
        for (Level level : Level.values()) {
            Set<Instant> notRight = new HashSet<>(due.stream().map(level::endOf).toList());
            for (Instant end : ends(level)) {
                byte[] expected = PackedCounts.pack(sums.buckets(level.startOf(end.minusMillis(1)), end));
                if (!notRight.contains(end) && !Arrays.equals(expected, packed(level, end))) {
                    found.add("the sum of the " + level.name().toLowerCase(Locale.ROOT) + " that ends at " + end + " is not what its buckets say");
                }
            }
        }
    }

    private byte[] packed(Level level, Instant end) throws SQLException {
        return tx.one("SELECT counts FROM rollup WHERE level = ? AND ends_at = ?", row -> row.getBytes(1), level.name(), end).orElse(new byte[0]);
    }

    private Set<Instant> ends(Level level) throws SQLException {
        Set<Instant> ends = new TreeSet<>(tx.list("SELECT DISTINCT ends_at FROM rollup WHERE level = ?", row -> Tx.at(row, "ends_at"), level.name()));
        tx.each("SELECT DISTINCT ends_at FROM bucket", row -> ends.add(level.endOf(Tx.at(row, "ends_at"))));
        return ends;
    }
}
