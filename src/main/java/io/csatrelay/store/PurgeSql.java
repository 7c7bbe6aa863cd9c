package io.csatrelay.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Purges what is past its retention, some at a time: collecting waits for a writing transaction. Distributions keep what they counted.
 * Safe for use by several threads.
 */
public final class PurgeSql {
    private static final int AT_A_TIME = 100;
    private static final String OWED = "o.state IN ('pending', 'unknown', 'held')";
    /**
     * An earlier rating of the same supersedes_key that has to stay keeps the later one: alone it would count again. The source is no column
     * of the index that is meant: SQLite would take that of all of a source's ratings, and sort them for each step.
     */
    private static final String CANDIDATES = """
            SELECT r.id, r.external_id, r.submitted_at,
              CASE WHEN EXISTS (SELECT 1 FROM outbox o WHERE o.source = r.source AND o.external_id = r.external_id AND %1$s)
                OR EXISTS (SELECT 1 FROM rating k WHERE r.supersedes_key IS NOT NULL AND k.source = r.source
                  AND k.supersedes_key = r.supersedes_key AND k.submitted_at < ?
                  AND EXISTS (SELECT 1 FROM outbox o WHERE o.source = k.source AND o.external_id = k.external_id AND %1$s))
              THEN 1 ELSE 0 END AS stays
            FROM rating r WHERE r.source || '' = ? AND\s""".formatted(OWED);

    private final Database database;
    private final Forgotten forgotten;

    /** @param key what is purged is remembered by */
    public PurgeSql(Database database, PrivacyKey key) {
        this.database = database;
        this.forgotten = new Forgotten(key);
    }

    /** Where a purge is. @param at of the last rating looked at @param id its number */
    public record Position(Instant at, long id) {
        /** Before the first. */
        public static final Position START = new Position(Instant.ofEpochMilli(Long.MIN_VALUE), Long.MIN_VALUE);
    }

    /**
     * What was done.
     *
     * @param ratings how many are purged
     * @param records how many of the quarantine
     * @param left how many stay, because MaestroQA is owed them
     * @param next where to go on; null at the end
     */
    public record Step(long ratings, long records, long left, Position next) {
    }

    /** The sources of which anything was ever read. */
    public List<String> sources() {
        return database.read(tx -> tx.list("SELECT DISTINCT account FROM book WHERE account NOT IN ('outbox', 'forgotten') ORDER BY account",
                row -> row.getString(1)));
    }

    /**
     * Purges some of a source's ratings that were answered before a time, oldest first, but none of which MaestroQA is owed a version that
     * is pending, unknown or held. At the end the records that came into quarantine before it.
     *
     * @param before the end of a bucket
     */
    public Step purgeSome(String source, Instant before, Position after, Instant now) {
        List<Candidate> found = database.read(tx -> tx.list(CANDIDATES + "r.submitted_at < ? AND (r.submitted_at, r.id) > (?, ?) "
                + "ORDER BY r.submitted_at, r.id LIMIT ?", Candidate::read, before, source, before, after.at(), after.id(), AT_A_TIME));
        Forgetting.Gone purged = found.stream().allMatch(Candidate::stays) ? Forgetting.Gone.NOTHING : database.write(tx -> purge(tx, source, before, found, now));
        if (found.size() == AT_A_TIME) {
            Candidate last = found.get(found.size() - 1);
            return new Step(purged.ratings(), purged.records(), found.size() - purged.ratings(), new Position(last.at(), last.id()));
        }
        return new Step(purged.ratings(), purged.records() + quarantined(source, before, now), found.size() - purged.ratings(), null);
    }

    private Forgetting.Gone purge(Tx tx, String source, Instant before, List<Candidate> found, Instant now) throws SQLException {
        List<Long> numbers = found.stream().map(Candidate::id).toList();
        // What changed since it was looked at is looked at again.
        List<String> ids = new ArrayList<>();
        tx.list(CANDIDATES + "r.submitted_at < ? AND r.id IN " + Tx.in(numbers.size()), Candidate::read, Tx.with(numbers, before, source, before)).stream()
                .filter(candidate -> !candidate.stays()).forEach(candidate -> ids.add(candidate.externalId()));
        if (!ids.isEmpty()) {
            tx.update("INSERT INTO purge (source, answers_before) VALUES (?, ?) ON CONFLICT (source) DO UPDATE SET answers_before = "
                    + "CASE WHEN excluded.answers_before > purge.answers_before THEN excluded.answers_before ELSE purge.answers_before END", source, before);
        }
        return new Forgetting(tx, forgotten, source, now).forget(ids);
    }

    /** Purges records that came into quarantine before a time and never became a rating. @return how many */
    private long quarantined(String source, Instant before, Instant now) {
        String old = "SELECT external_id FROM quarantine WHERE source = ? AND at < ? AND NOT EXISTS (SELECT 1 FROM rating r "
                + "WHERE r.source = quarantine.source AND r.external_id = quarantine.external_id) LIMIT ?";
        long purged = 0;
        while (!database.read(tx -> tx.list(old, row -> 1, source, before, 1)).isEmpty()) {
            purged += database.write(tx -> new Forgetting(tx, forgotten, source, now).forget(tx.list(old, row -> row.getString(1), source, before, AT_A_TIME)).records());
        }
        return purged;
    }

    /** How far each source was purged. */
    static Map<String, Instant> dates(Tx tx) throws SQLException {
        Map<String, Instant> dates = new HashMap<>();
        tx.list("SELECT source, answers_before FROM purge", row -> dates.put(row.getString("source"), Tx.at(row, "answers_before")));
        return dates;
    }

    /** Copies what changed out of SQLite's log and empties that, so that no earlier content of a page is left in it. */
    public void settle() {
        database.settle();
    }

    /** A rating that is old enough. @param stays whether it has to stay all the same */
    private record Candidate(long id, String externalId, Instant at, boolean stays) {
        static Candidate read(ResultSet row) throws SQLException {
            return new Candidate(row.getLong("id"), row.getString("external_id"), Tx.at(row, "submitted_at"), row.getInt("stays") != 0);
        }
    }
}
