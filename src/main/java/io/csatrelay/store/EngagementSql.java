package io.csatrelay.store;

import io.csatrelay.distribution.Dimension;
import io.csatrelay.distribution.Question;
import io.csatrelay.distribution.Span;
import io.csatrelay.report.EngagementInterval;
import io.csatrelay.report.EngagementMetrics;
import io.csatrelay.report.EngagementStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Keeps engagement intervals and adds them up. Safe for use by several threads. */
public final class EngagementSql implements EngagementStore {
    private static final String UPSERT = "INSERT INTO engagement (ends_at, source, skill, agent, interactive, non_interactive, handling_seconds, "
            + "non_interactive_handling_seconds, connected) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (ends_at, source, skill, agent) DO UPDATE SET "
            + "interactive = excluded.interactive, non_interactive = excluded.non_interactive, handling_seconds = excluded.handling_seconds, "
            + "non_interactive_handling_seconds = excluded.non_interactive_handling_seconds, connected = excluded.connected";
    private static final List<String> METRICS = List.of("interactive", "non_interactive", "handling_seconds", "non_interactive_handling_seconds", "connected");

    private final Database database;

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
            tx.updateAll(UPSERT, List.copyOf(rows.values()));
            return null;
        });
    }

    @Override
    public List<Map<List<String>, EngagementMetrics>> read(Question question) {
        List<String> columns = question.groupBy().stream().map(EngagementSql::column).toList();
        NavigableMap<Instant, Integer> byEnd = new TreeMap<>();
        List<Map<List<String>, EngagementMetrics>> answers = new ArrayList<>();
        for (Span period : question.periods()) {
            byEnd.putIfAbsent(period.to(), answers.size());
            answers.add(new HashMap<>());
        }
        if (!answers.isEmpty()) {
            database.read(tx -> {
                tx.each(sql(question, columns), row -> {
                    Instant end = Tx.at(row, "ends_at");
                    int period = byEnd.ceilingEntry(end).getValue();
                    // Between two periods there may be time that nobody asks for.
                    if (end.isAfter(question.periods().get(period).from())) {
                        answers.get(period).merge(group(row, columns), metrics(row), EngagementMetrics::plus);
                    }
                }, parameters(question));
                return null;
            });
        }
        answers.forEach(groups -> groups.values().removeIf(EngagementMetrics.NONE::equals));
        return answers;
    }

    /** One period is added up by the database whole, several bucket by bucket. */
    private static String sql(Question question, List<String> columns) {
        List<String> keys = new ArrayList<>(columns);
        if (question.periods().size() > 1) {
            keys.add("ends_at");
        }
        List<String> selected = new ArrayList<>(columns);
        selected.add(question.periods().size() > 1 ? "ends_at" : "MAX(ends_at) AS ends_at");
        METRICS.forEach(metric -> selected.add("SUM(" + metric + ") AS " + metric));
        StringBuilder where = new StringBuilder("ends_at > ? AND ends_at <= ?");
        question.filters().forEach((dimension, values) -> where.append(" AND ").append(column(dimension))
                .append(values.isEmpty() ? " IS NULL" : " IN " + Tx.in(values.size())));
        // Without a group a sum of nothing would be a row, too.
        return "SELECT " + String.join(", ", selected) + " FROM engagement WHERE " + where
                + (keys.isEmpty() ? " HAVING COUNT(*) > 0" : " GROUP BY " + String.join(", ", keys));
    }

    private static Object[] parameters(Question question) {
        List<Span> periods = question.periods();
        List<Object> parameters = new ArrayList<>(List.of(periods.get(0).from(), periods.get(periods.size() - 1).to()));
        for (Set<String> values : question.filters().values()) {
            parameters.addAll(values);
        }
        return parameters.toArray();
    }

    private static List<String> group(ResultSet row, List<String> columns) throws SQLException {
        List<String> group = new ArrayList<>(columns.size());
        for (String column : columns) {
            group.add(row.getString(column));
        }
        return List.copyOf(group);
    }

    private static EngagementMetrics metrics(ResultSet row) throws SQLException {
        return new EngagementMetrics(row.getLong("interactive"), row.getLong("non_interactive"), row.getLong("handling_seconds"),
                row.getLong("non_interactive_handling_seconds"), row.getLong("connected"));
    }

    private static String column(Dimension dimension) {
        return switch (dimension) {
            case SOURCE -> "source";
            case SKILL -> "skill";
            case AGENT -> "agent";
            default -> throw new IllegalArgumentException("reading engagements by " + dimension + ": they are kept by source, skill and agent only");
        };
    }
}
