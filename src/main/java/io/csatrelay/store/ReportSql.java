package io.csatrelay.store;

import io.csatrelay.distribution.Dimension;
import io.csatrelay.rating.RatingJson;
import io.csatrelay.report.CountedRating;
import io.csatrelay.report.RatingQuestion;
import io.csatrelay.report.ReportStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;

/** Finds the ratings that reports count. Safe for use by several threads. */
public final class ReportSql implements ReportStore {
    private final Database database;

    /** @param database where */
    public ReportSql(Database database) {
        this.database = database;
    }

    @Override
    public long[] find(RatingQuestion question, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(question.span().from(), question.span().to()));
        // CROSS: SQLite joins in this order then, from the window's ratings to their slices.
        String sql = "SELECT r.id FROM rating r CROSS JOIN slice s WHERE s.id = r.slice AND r.counts = 1 AND r.submitted_at >= ? AND r.submitted_at < ?"
                + where(question.filters(), parameters) + " ORDER BY " + order(question) + " LIMIT ?";
        parameters.add(limit);
        return database.read(tx -> {
            LongStream.Builder numbers = LongStream.builder();
            tx.each(sql, row -> numbers.add(row.getLong(1)), parameters.toArray());
            return numbers.build().toArray();
        });
    }

    private static String where(Map<Dimension, Set<String>> filters, List<Object> parameters) {
        StringBuilder where = new StringBuilder();
        for (Map.Entry<Dimension, Set<String>> filter : filters.entrySet()) {
            if (filter.getValue().isEmpty()) {
                return " AND 1 = 0";
            }
            where.append(" AND s.").append(Slices.column(filter.getKey())).append(" IN ").append(Tx.in(filter.getValue().size()));
            parameters.addAll(filter.getValue());
        }
        return where.toString();
    }

    private String order(RatingQuestion question) {
        String direction = question.ascending() ? "" : " DESC";
        List<String> columns = question.field() == RatingQuestion.OrderBy.TIMESTAMP ? List.of("r.submitted_at")
                : List.of("LENGTH(r.external_id)", "r.external_id" + bytewise(), "r.source" + bytewise());
        return String.join(", ", columns.stream().map(column -> column + direction).toList()) + ", r.id" + direction;
    }

    /** PostgreSQL would order by the rules of some language. */
    private String bytewise() {
        return Database.isSqlite(database.url()) ? "" : " COLLATE \"C\"";
    }

    @Override
    public List<CountedRating> ratings(List<Long> numbers) {
        if (numbers.isEmpty()) {
            return List.of();
        }
        return database.read(tx -> {
            Map<Long, CountedRating> found = new HashMap<>();
            tx.each("SELECT id, source, body FROM rating WHERE counts = 1 AND id IN " + Tx.in(numbers.size()),
                    row -> found.put(row.getLong("id"), new CountedRating(row.getString("source"), RatingJson.read(row.getString("body")))), numbers.toArray());
            return numbers.stream().map(found::get).filter(Objects::nonNull).toList();
        });
    }
}
