package io.csatrelay.store;

import io.csatrelay.distribution.Dimension;
import io.csatrelay.distribution.Question;
import io.csatrelay.distribution.Span;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * Adds up what sources counted themselves. Safe for use by several threads.
 *
 * @param <M> the figures of one bucket
 */
final class AggregateReader<M> {
    private final AggregateTable table;
    private final Tx.RowReader<M> figures;
    private final BinaryOperator<M> plus;
    private final M none;

    /** @param figures reads the table's figures, by their names @param none all of them zero */
    AggregateReader(AggregateTable table, Tx.RowReader<M> figures, BinaryOperator<M> plus, M none) {
        this.table = table;
        this.figures = figures;
        this.plus = plus;
        this.none = none;
    }

    List<Map<List<String>, M>> read(Database database, Question question) {
        List<String> columns = question.groupBy().stream().map(this::column).toList();
        NavigableMap<Instant, Integer> byEnd = new TreeMap<>();
        List<Map<List<String>, M>> answers = new ArrayList<>();
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
                        answers.get(period).merge(group(row, columns), figures.read(row), plus);
                    }
                }, parameters(question));
                return null;
            });
        }
        answers.forEach(groups -> groups.values().removeIf(none::equals));
        return answers;
    }

    /** One period is added up by the database whole, several bucket by bucket. */
    private String sql(Question question, List<String> columns) {
        List<String> keys = new ArrayList<>(columns);
        if (question.periods().size() > 1) {
            keys.add("ends_at");
        }
        List<String> selected = new ArrayList<>(columns);
        selected.add(question.periods().size() > 1 ? "ends_at" : "MAX(ends_at) AS ends_at");
        table.figures().forEach(figure -> selected.add("SUM(" + figure + ") AS " + figure));
        StringBuilder where = new StringBuilder("ends_at > ? AND ends_at <= ?");
        question.filters().forEach((dimension, values) -> where.append(" AND ").append(column(dimension))
                .append(values.isEmpty() ? " IS NULL" : " IN " + Tx.in(values.size())));
        // Without a group a sum of nothing would be a row, too.
        return "SELECT " + String.join(", ", selected) + " FROM " + table.id() + " WHERE " + where
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

    private String column(Dimension dimension) {
        return switch (dimension) {
            case SOURCE -> "source";
            case SKILL -> "skill";
            case AGENT -> "agent";
            default -> throw new IllegalArgumentException("reading " + table.words() + " by " + dimension + ": they are kept by source, skill and agent only");
        };
    }
}
