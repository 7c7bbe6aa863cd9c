package io.csatrelay.store;

import io.csatrelay.distribution.Level;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What is to be made anew because a bucket changed: the sums of its hour, and what was published of it. */
final class Due {
    private Due() {
    }

    /** Marks changed buckets. @param ends their names */
    static void mark(Tx tx, String source, Collection<Instant> ends) throws SQLException {
        List<Object[]> hours = ends.stream().map(Level.HOUR::endOf).distinct().map(hour -> new Object[] {hour}).toList();
        tx.updateAll("INSERT INTO rollup_due (hour_ends_at) VALUES (?) ON CONFLICT (hour_ends_at) DO NOTHING", hours);
        List<Object[]> buckets = ends.stream().distinct().map(end -> new Object[] {source, end}).toList();
        tx.updateAll("INSERT INTO publish_due (source, ends_at) VALUES (?, ?) ON CONFLICT (source, ends_at) DO NOTHING", buckets);
    }
}
