package io.csatrelay.store;

import io.csatrelay.distribution.Question;
import io.csatrelay.report.EngagementInterval;
import io.csatrelay.report.EngagementMetrics;
import io.csatrelay.report.EngagementStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps engagement intervals and adds them up. Safe for use by several threads. */
public final class EngagementSql implements EngagementStore {
    private final Database database;
    private final AggregateReader<EngagementMetrics> reader = new AggregateReader<>(AggregateTable.ENGAGEMENT, EngagementSql::metrics,
            EngagementMetrics::plus, EngagementMetrics.NONE);

    /** @param database where */
    public EngagementSql(Database database) {
        this.database = database;
    }

    @Override
    public void store(Collection<EngagementInterval> intervals) {
        // PostgreSQL's driver sends many rows as one statement, and that may change no row twice: the last one counts.
        Map<List<Object>, Object[]> rows = new LinkedHashMap<>();
        for (EngagementInterval one : intervals) {
            EngagementMetrics metrics = one.metrics();
            rows.put(List.of(one.end(), one.source(), one.skill(), one.agent()), new Object[] {one.end(), one.source(), one.skill(), one.agent(), metrics.interactive(), metrics.nonInteractive(),
                metrics.handlingSeconds(), metrics.nonInteractiveHandlingSeconds(), metrics.connected()});
        }
        database.write(tx -> {
            tx.updateAll(AggregateTable.ENGAGEMENT.upsert(), List.copyOf(rows.values()));
            return null;
        });
    }

    @Override
    public List<Map<List<String>, EngagementMetrics>> read(Question question) {
        return reader.read(database, question);
    }

    private static EngagementMetrics metrics(ResultSet row) throws SQLException {
        return new EngagementMetrics(row.getLong("interactive"), row.getLong("non_interactive"), row.getLong("handling_seconds"),
                row.getLong("non_interactive_handling_seconds"), row.getLong("connected"));
    }
}
