package io.csatrelay.store;

import io.csatrelay.distribution.Buckets;
import io.csatrelay.distribution.Dimension;
import io.csatrelay.distribution.Distribution;
import io.csatrelay.distribution.Level;
import io.csatrelay.distribution.Slice;
import io.csatrelay.rating.Rating;
import io.csatrelay.rating.RatingJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts the ratings anew, and compares or mends the buckets by that: {@code csat-relay reports verify} and {@code rebuild}. Both may be
 * used beside a connector at work; mending takes many short transactions. What was counted before a source's purge date is final, and left
 * as it is. Used by one thread.
 */
public final class BucketRecount {
    private static final int RATINGS_AT_A_TIME = 500;
    private static final String DAYS = "SELECT DISTINCT (at - (at % 86400000 + 86400000) % 86400000) FROM "
            + "(SELECT submitted_at AS at FROM rating UNION ALL SELECT ends_at - 1 AS at FROM bucket) AS both_of_them ORDER BY 1";

    private final Database database;
    private final Slices slices = new Slices();
    private final Rollups rollups;

    /**
     * @param database where
     * @param clock the wall clock: hours that have closed are summed up
     */
    public BucketRecount(Database database, InstantSource clock) {
        this.database = database;
        this.rollups = new Rollups(database, clock);
    }

    /**
     * Where ratings, buckets and sums differ, in words without a customer's.
     *
     * @param atMost lines
     */
    public List<String> differences(int atMost) {
        return database.read(tx -> {
            Differences found = new Differences(atMost);
            ratings(tx, found);
            SupersessionCheck.check(tx, found);
            for (Instant day : days(tx)) {
                open(tx, difference(tx, day)).forEach((cell, by) -> found.add("bucket " + cell.endsAt() + ", slice " + cell.slice()
                        + ": the ratings say " + words(by) + " beyond what it says"));
            }
            new SumsCheck(tx).check(found);
            return found.lines();
        });
    }

    private void ratings(Tx tx, Differences found) throws SQLException {
        Map<Slice, Long> numbers = slices.read(tx).numbers();
        Map<String, Instant> purged = PurgeSql.dates(tx);
        tx.each("SELECT source, external_id, submitted_at, slice, score_of_five, body FROM rating", row -> {
            if (Tx.at(row, "submitted_at").isBefore(purged.getOrDefault(row.getString("source"), Instant.MIN))) {
                return;
            }
            Rating rating = RatingJson.read(row.getString("body"));
            Long slice = numbers.get(Slice.of(row.getString("source"), rating));
            if (slice == null || slice != row.getLong("slice") || rating.scoreOfFive() != row.getInt("score_of_five")) {
                found.add("rating " + row.getString("external_id") + " of " + row.getString("source") + ": counted under other values than it has");
            }
        });
    }

    private static List<Instant> days(Tx tx) throws SQLException {
        return tx.list(DAYS, row -> Instant.ofEpochMilli(row.getLong(1)));
    }

    private static String words(Distribution by) {
        return by.one() + ", " + by.two() + ", " + by.three() + ", " + by.four() + ", " + by.five() + " answers of 1 to 5";
    }

    private static Map<BucketsTx.Cell, Distribution> difference(Tx tx, Instant day) throws SQLException {
        return difference(tx, day, "");
    }

    /** What a day's ratings have beyond its buckets. @param day its start @param which slices, as SQL; empty for all */
    static Map<BucketsTx.Cell, Distribution> difference(Tx tx, Instant day, String which) throws SQLException {
        Map<BucketsTx.Cell, Distribution> difference = new TreeMap<>();
        Instant end = Level.DAY.next(day);
        tx.each("SELECT submitted_at, slice, score_of_five FROM rating WHERE counts = 1 AND submitted_at >= ? AND submitted_at < ?" + which,
                row -> difference.merge(cell(row), Distribution.of(row.getInt("score_of_five"), 1), Distribution::plus), day, end);
        tx.each("SELECT ends_at, slice, score1, score2, score3, score4, score5 FROM bucket WHERE ends_at > ? AND ends_at <= ?" + which,
                row -> difference.merge(new BucketsTx.Cell(Tx.at(row, "ends_at"), row.getLong("slice")),
                        Distribution.EMPTY.minus(new Distribution(row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6), row.getLong(7))),
                        Distribution::plus), day, end);
        difference.values().removeIf(Distribution::isEmpty);
        return difference;
    }

    /** The differences that are none of purged ratings: what a source's buckets say before its purge date is final. */
    private Map<BucketsTx.Cell, Distribution> open(Tx tx, Map<BucketsTx.Cell, Distribution> difference) throws SQLException {
        Map<String, Instant> purged = PurgeSql.dates(tx);
        Slice[] known = slices.read(tx).byNumber();
        difference.keySet().removeIf(cell -> !cell.endsAt().isAfter(purged.getOrDefault(sourceOf(cell, known), Instant.MIN)));
        return difference;
    }

    private static String sourceOf(BucketsTx.Cell cell, Slice[] known) {
        Slice slice = cell.slice() < known.length ? known[(int) cell.slice()] : null;
        return slice == null ? "" : slice.value(Dimension.SOURCE);
    }

    private static BucketsTx.Cell cell(ResultSet row) throws SQLException {
        return new BucketsTx.Cell(Buckets.endOf(Tx.at(row, "submitted_at")), row.getLong("slice"));
    }

    /** Makes the buckets, and their sums, what the ratings say. */
    public void rebuild() {
        long after = 0;
        while (after >= 0) {
            long from = after;
            after = database.write(tx -> recountSome(tx, from));
        }
        for (Instant day : database.read(BucketRecount::days)) {
            database.write(tx -> {
                BucketsTx.change(tx, slices, open(tx, difference(tx, day)));
                return null;
            });
        }
        database.write(tx -> {
            tx.update("DELETE FROM bucket WHERE score1 = 0 AND score2 = 0 AND score3 = 0 AND score4 = 0 AND score5 = 0");
            tx.update("DELETE FROM rollup");
            return tx.update("INSERT INTO rollup_due (hour_ends_at) SELECT DISTINCT ((ends_at - 1) / 3600000 + 1) * 3600000 FROM bucket "
                    + "WHERE true ON CONFLICT (hour_ends_at) DO NOTHING");
        });
        while (rollups.makeSome()) {
            continue;
        }
    }

    /** Counts some ratings under what their bodies say. @return the number of the last one, or -1 when there were none */
    private long recountSome(Tx tx, long after) throws SQLException {
        Map<String, Map<String, Rating>> bySource = new HashMap<>();
        Map<String, Instant> purged = PurgeSql.dates(tx);
        List<Long> ids = tx.list("SELECT id, source, external_id, submitted_at, body FROM rating WHERE id > ? ORDER BY id LIMIT ?", row -> {
            if (!Tx.at(row, "submitted_at").isBefore(purged.getOrDefault(row.getString("source"), Instant.MIN))) {
                bySource.computeIfAbsent(row.getString("source"), any -> new HashMap<>()).put(row.getString("external_id"), RatingJson.read(row.getString("body")));
            }
            return row.getLong("id");
        }, after, RATINGS_AT_A_TIME);
        for (var source : bySource.entrySet()) {
            Map<String, BucketsTx.Counted> counted = new BucketsTx(tx, source.getKey(), slices).store(source.getValue());
            List<Object[]> rows = new ArrayList<>();
            source.getValue().keySet().forEach(id -> rows.add(new Object[] {counted.get(id).slice(), counted.get(id).score(), counted.get(id).counts(),
                source.getKey(), id}));
            tx.updateAll("UPDATE rating SET slice = ?, score_of_five = ?, counts = ? WHERE source = ? AND external_id = ?", rows);
        }
        return ids.isEmpty() ? -1 : ids.get(ids.size() - 1);
    }
}
