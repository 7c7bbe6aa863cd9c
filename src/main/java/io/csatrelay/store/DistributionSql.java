package io.csatrelay.store;

import io.csatrelay.distribution.Dimension;
import io.csatrelay.distribution.Distribution;
import io.csatrelay.distribution.DistributionStore;
import io.csatrelay.distribution.Question;
import io.csatrelay.distribution.Slice;
import io.csatrelay.distribution.Span;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads distributions from buckets and their sums. Safe for use by several threads. */
public final class DistributionSql implements DistributionStore {
    private final Database database;
    private final Slices slices = new Slices();

    /** @param database where */
    public DistributionSql(Database database) {
        this.database = database;
    }

    @Override
    public List<Map<List<String>, Distribution>> read(Question question) {
        if (question.periods().isEmpty()) {
            return List.of();
        }
        return database.read(tx -> read(tx, question));
    }

    /** The same within a transaction. */
    List<Map<List<String>, Distribution>> read(Tx tx, Question question) throws SQLException {
        Counting counting = new Counting(question, slices.read(tx).byNumber());
        for (Pieces.Piece piece : new Pieces(due(tx, question.periods())).of(question.periods())) {
            read(tx, piece, counting);
        }
        return counting.answer();
    }

    private static List<Instant> due(Tx tx, List<Span> periods) throws SQLException {
        return tx.list("SELECT hour_ends_at FROM rollup_due WHERE hour_ends_at > ? AND hour_ends_at <= ?", row -> Tx.at(row, "hour_ends_at"),
                periods.get(0).from(), periods.get(periods.size() - 1).to());
    }

    private static void read(Tx tx, Pieces.Piece piece, Counting counting) throws SQLException {
        if (piece.level() == null) {
            tx.each("SELECT ends_at, slice, score1, score2, score3, score4, score5 FROM bucket WHERE ends_at > ? AND ends_at <= ? ORDER BY ends_at", row -> {
                counting.at(Tx.at(row, "ends_at"));
                counting.read(row.getInt(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6), row.getLong(7));
            }, piece.from(), piece.to());
        } else {
            tx.each("SELECT ends_at, counts FROM rollup WHERE level = ? AND ends_at > ? AND ends_at <= ? ORDER BY ends_at", row -> {
                counting.at(Tx.at(row, "ends_at"));
                PackedCounts.unpack(row.getBytes(2), counting);
            }, piece.level().name(), piece.from(), piece.to());
        }
    }

    @Override
    public SortedSet<String> values(Dimension dimension) {
        SortedSet<String> values = new TreeSet<>();
        for (Slice slice : database.read(tx -> slices.read(tx).byNumber())) {
            if (slice != null && !slice.value(dimension).equals(Dimension.NONE)) {
                values.add(slice.value(dimension));
            }
        }
        return values;
    }

    @Override
    public Optional<Instant> dataThrough(Collection<String> sources) {
        return database.read(tx -> tx.list("SELECT source, position FROM lane WHERE lane = 'live' AND source NOT IN (SELECT id FROM source WHERE absent IS NOT NULL)",
                row -> Map.entry(row.getString("source"), Tx.at(row, "position"))).stream()
                .filter(lane -> sources.isEmpty() || sources.contains(lane.getKey())).map(Map.Entry::getValue).min(Instant::compareTo));
    }
}
