package io.csatrelay.store;

import io.csatrelay.distribution.Distribution;
import io.csatrelay.distribution.Question;
import io.csatrelay.distribution.Span;
import io.csatrelay.report.FilledStore;
import io.csatrelay.report.TileStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Adds up tiles, and says which buckets sources filled. Safe for use by several threads. */
public final class TileSql implements TileStore, FilledStore {
    private final Database database;
    private final AggregateReader<Distribution> reader = new AggregateReader<>(AggregateTable.CSAT, TileSql::distribution, Distribution::plus,
            Distribution.EMPTY);

    /** @param database where */
    public TileSql(Database database) {
        this.database = database;
    }

    @Override
    public List<Map<List<String>, Distribution>> read(Question question) {
        return reader.read(database, question);
    }

    @Override
    public SortedSet<String> tileSources() {
        return sources(AggregateTable.CSAT);
    }

    @Override
    public SortedSet<String> engagementSources() {
        return sources(AggregateTable.ENGAGEMENT);
    }

    private SortedSet<String> sources(AggregateTable table) {
        List<String> found = database.read(tx -> tx.list("SELECT DISTINCT source FROM filled WHERE counts = ?", row -> row.getString(1), table.id()));
        return new TreeSet<>(found);
    }

    @Override
    public List<Span> filled(String source, Span within) {
        return database.read(tx -> tx.list("SELECT from_at, to_at FROM filled WHERE source = ? AND to_at > ? AND from_at < ? ORDER BY from_at",
                row -> new Span(Tx.at(row, "from_at"), Tx.at(row, "to_at")), source, within.from(), within.to()));
    }

    private static Distribution distribution(ResultSet row) throws SQLException {
        return new Distribution(row.getLong("score1"), row.getLong("score2"), row.getLong("score3"), row.getLong("score4"), row.getLong("score5"));
    }
}
