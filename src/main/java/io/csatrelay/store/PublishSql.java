package io.csatrelay.store;

import io.csatrelay.distribution.Dimension;
import io.csatrelay.distribution.Distribution;
import io.csatrelay.distribution.Question;
import io.csatrelay.distribution.Span;
import io.csatrelay.publish.Publication;
import io.csatrelay.publish.PublishStore;
import io.csatrelay.publish.Published;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What publishing needs of the store, in SQL. Safe for use by several threads. */
public final class PublishSql implements PublishStore {
    private static final String UPSERT = """
            INSERT INTO published (id, source, from_at, to_at, revision, score1, score2, score3, score4, score5, total_answers,
              positive_answers, csat_score, average, skills, agents, published_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, score1 = excluded.score1, score2 = excluded.score2,
              score3 = excluded.score3, score4 = excluded.score4, score5 = excluded.score5, total_answers = excluded.total_answers,
              positive_answers = excluded.positive_answers, csat_score = excluded.csat_score, average = excluded.average,
              skills = excluded.skills, agents = excluded.agents, published_at = excluded.published_at""";

    private final Database database;
    private final DistributionSql distributions;

    /** @param database where */
    public PublishSql(Database database) {
        this.database = database;
        this.distributions = new DistributionSql(database);
    }

    @Override
    public boolean publishSome(Instant now, Duration interval, int limit) {
        // Asked first without the writer's lock: mostly nothing is due.
        Instant closed = floor(now, interval);
        if (database.read(tx -> due(tx, closed, 1)).isEmpty()) {
            return false;
        }
        return database.write(tx -> {
            List<Changed> changed = due(tx, closed, limit);
            Set<Changed> intervals = new TreeSet<>();
            changed.forEach(bucket -> intervals.add(new Changed(floor(bucket.at().minusMillis(1), interval).plus(interval), bucket.source())));
            for (Changed due : intervals) {
                publish(tx, due.source(), new Span(due.at().minus(interval), due.at()), now);
            }
            return changed.size() == limit;
        });
    }

    /** A bucket, or an interval, by its end. */
    private record Changed(Instant at, String source) implements Comparable<Changed> {
        @Override
        public int compareTo(Changed other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : source.compareTo(other.source);
        }
    }

    private static Instant floor(Instant at, Duration interval) {
        return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), interval.toMillis()) * interval.toMillis());
    }

    private static List<Changed> due(Tx tx, Instant closed, int limit) throws SQLException {
        return tx.list("SELECT ends_at, source FROM publish_due WHERE ends_at <= ? ORDER BY ends_at, source LIMIT ?",
                row -> new Changed(Tx.at(row, "ends_at"), row.getString("source")), closed, limit);
    }

    private void publish(Tx tx, String source, Span interval, Instant now) throws SQLException {
        Map<List<String>, Distribution> groups = distributions.read(tx, new Question(List.of(interval), List.of(Dimension.SKILL, Dimension.AGENT),
                Map.of(Dimension.SOURCE, Set.of(source)))).get(0);
        long revision = tx.one("SELECT MAX(revision) AS highest FROM published", row -> row.getLong("highest")).orElse(0L) + 1;
        Publication publication = Publication.of(source, interval, revision, groups);
        if (!publication.total().isEmpty() || tx.one("SELECT 1 FROM published WHERE id = ?", row -> 1, publication.id()).isPresent()) {
            Distribution total = publication.total();
            tx.update(UPSERT, publication.id(), source, interval.from(), interval.to(), revision, total.one(), total.two(), total.three(),
                    total.four(), total.five(), total.total(), total.positive(), total.score().map(Number::doubleValue).orElse(null),
                    total.average().map(Number::doubleValue).orElse(null), Publication.json(publication.skills()),
                    Publication.json(publication.agents()), now);
        }
        tx.update("DELETE FROM publish_due WHERE source = ? AND ends_at > ? AND ends_at <= ?", source, interval.from(), interval.to());
    }

    @Override
    public Optional<Published> next(String endpoint) {
        return database.read(tx -> tx.one("SELECT * FROM published WHERE revision > COALESCE((SELECT revision FROM report_endpoint WHERE id = ?), 0) "
                + "ORDER BY revision LIMIT 1", PublishSql::published, endpoint));
    }

    private static Published published(ResultSet row) throws SQLException {
        return new Published(row.getString("id"), row.getLong("revision"), new Span(Tx.at(row, "from_at"), Tx.at(row, "to_at")),
                row.getString("source"), new Distribution(row.getLong("score1"), row.getLong("score2"), row.getLong("score3"),
                        row.getLong("score4"), row.getLong("score5")), row.getString("skills"), row.getString("agents"));
    }

    @Override
    public void taken(String endpoint, long revision) {
        database.write(tx -> tx.update("INSERT INTO report_endpoint (id, revision, failures) VALUES (?, ?, 0) "
                + "ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, failures = 0, wait_until = NULL", endpoint, revision));
    }

    @Override
    public void failed(String endpoint, int failures, Instant until) {
        database.write(tx -> tx.update("INSERT INTO report_endpoint (id, revision, failures, wait_until) VALUES (?, 0, ?, ?) "
                + "ON CONFLICT (id) DO UPDATE SET failures = excluded.failures, wait_until = excluded.wait_until", endpoint, failures, until));
    }

    @Override
    public Optional<Waiting> waiting(String endpoint) {
        return database.read(tx -> tx.one("SELECT failures, wait_until FROM report_endpoint WHERE id = ? AND failures > 0",
                row -> new Waiting(row.getInt("failures"), Tx.at(row, "wait_until")), endpoint));
    }

    @Override
    public long behind(String endpoint) {
        return database.read(tx -> tx.one("SELECT COUNT(*) AS n FROM published WHERE revision > "
                + "COALESCE((SELECT revision FROM report_endpoint WHERE id = ?), 0)", row -> row.getLong("n"), endpoint)).orElse(0L);
    }
}
