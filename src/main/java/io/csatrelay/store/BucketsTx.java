package io.csatrelay.store;

import io.csatrelay.distribution.Buckets;
import io.csatrelay.distribution.Dimension;
import io.csatrelay.distribution.Distribution;
import io.csatrelay.distribution.Slice;
import io.csatrelay.distribution.Supersession;
import io.csatrelay.distribution.Supersession.Answered;
import io.csatrelay.rating.Rating;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What new, changed and removed ratings of one source do to the buckets, within the transaction that changes them. A rating that
 * changed moves its counts; of those with one supersedes_key only the latest is counted.
 */
final class BucketsTx {
    private static final String COLUMNS = "external_id, supersedes_key, submitted_at, updated_at, slice, score_of_five, counts";
    private static final String ADD = """
            INSERT INTO bucket (ends_at, slice, score1, score2, score3, score4, score5) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (ends_at, slice) DO UPDATE SET score1 = bucket.score1 + excluded.score1, score2 = bucket.score2 + excluded.score2,
              score3 = bucket.score3 + excluded.score3, score4 = bucket.score4 + excluded.score4, score5 = bucket.score5 + excluded.score5""";
    private static final String DROP_EMPTY = "DELETE FROM bucket WHERE ends_at = ? AND slice = ? "
            + "AND score1 = 0 AND score2 = 0 AND score3 = 0 AND score4 = 0 AND score5 = 0";

    private final Tx tx;
    private final String source;
    private final Slices slices;

    BucketsTx(Tx tx, String source, Slices slices) {
        this.tx = tx;
        this.source = source;
        this.slices = slices;
    }

    /** A rating as the buckets see it. @param score 1 to 5 @param counts whether reports count it; another may supersede it */
    record Counted(Answered answered, long slice, int score, boolean counts) {
        Cell cell() {
            return new Cell(Buckets.endOf(answered.submittedAt()), slice);
        }

        Counted counting(boolean yes) {
            return new Counted(answered, slice, score, yes);
        }
    }

    /** A slice's counts of one bucket. */
    record Cell(Instant endsAt, long slice) implements Comparable<Cell> {
        private static final Comparator<Cell> IN_ORDER = Comparator.comparing(Cell::endsAt).thenComparing(Cell::slice);

        @Override
        public int compareTo(Cell other) {
            return IN_ORDER.compare(this, other);
        }
    }

    /**
     * Ratings that are about to be stored; to be called before they are.
     *
     * @param ratings by their external ids
     * @return how each is to be stored, by its external id
     */
    Map<String, Counted> store(Map<String, Rating> ratings) throws SQLException {
        Map<String, Slice> sliceOf = new HashMap<>();
        ratings.forEach((id, rating) -> sliceOf.put(id, Slice.of(source, rating)));
        Map<Slice, Long> numbers = slices.numbers(tx, new HashSet<>(sliceOf.values()));
        Map<String, Counted> stored = new HashMap<>();
        ratings.forEach((id, rating) -> stored.put(id, new Counted(answered(id, rating), numbers.get(sliceOf.get(id)), rating.scoreOfFive(), true)));
        return change(stored.keySet(), stored);
    }

    /** Ratings that are about to be removed; to be called before they are. */
    void remove(Collection<String> externalIds) throws SQLException {
        change(externalIds, Map.of());
    }

    private Map<String, Counted> change(Collection<String> ids, Map<String, Counted> stored) throws SQLException {
        Map<String, Counted> before = new HashMap<>(read("external_id", ids));
        before.putAll(read("supersedes_key", keys(before.values(), stored.values())));
        Map<String, Counted> after = new HashMap<>(before);
        after.keySet().removeAll(ids);
        after.putAll(stored);
        Set<String> counted = Supersession.counted(after.values().stream().map(Counted::answered).toList());
        after.replaceAll((id, row) -> row.counting(counted.contains(id)));
        markRivals(before, after, stored.keySet());
        add(difference(before.values(), after.values()));
        return after;
    }

    private static Set<String> keys(Collection<Counted> before, Collection<Counted> stored) {
        return Stream.concat(before.stream(), stored.stream()).map(row -> row.answered().supersedesKey()).filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private Map<String, Counted> read(String column, Collection<String> values) throws SQLException {
        Map<String, Counted> found = new HashMap<>();
        if (!values.isEmpty()) {
            tx.list("SELECT " + COLUMNS + " FROM rating WHERE source = ? AND " + column + " IN " + Tx.in(values.size()),
                    row -> found.put(row.getString("external_id"), counted(row)), Tx.with(values, source));
        }
        return found;
    }

    private static Counted counted(ResultSet row) throws SQLException {
        return new Counted(new Answered(row.getString("external_id"), row.getString("supersedes_key"), Tx.at(row, "submitted_at"),
                Tx.at(row, "updated_at")), row.getLong("slice"), row.getInt("score_of_five"), row.getInt("counts") != 0);
    }

    /** To the millisecond, as the store keeps it. */
    private static Answered answered(String externalId, Rating rating) {
        return new Answered(externalId, rating.supersedesKey(), rating.submittedAt().truncatedTo(ChronoUnit.MILLIS),
                rating.updatedAt() == null ? null : rating.updatedAt().truncatedTo(ChronoUnit.MILLIS));
    }

    private void markRivals(Map<String, Counted> before, Map<String, Counted> after, Set<String> stored) throws SQLException {
        List<Object[]> changed = new ArrayList<>();
        after.forEach((id, row) -> {
            if (!stored.contains(id) && row.counts() != before.get(id).counts()) {
                changed.add(new Object[] {row.counts(), source, id});
            }
        });
        tx.updateAll("UPDATE rating SET counts = ? WHERE source = ? AND external_id = ?", changed);
    }

    private static Map<Cell, Distribution> difference(Collection<Counted> before, Collection<Counted> after) {
        Map<Cell, Distribution> difference = new TreeMap<>();
        before.stream().filter(Counted::counts).forEach(row -> difference.merge(row.cell(), Distribution.of(row.score(), -1), Distribution::plus));
        after.stream().filter(Counted::counts).forEach(row -> difference.merge(row.cell(), Distribution.of(row.score(), 1), Distribution::plus));
        difference.values().removeIf(Distribution::isEmpty);
        return difference;
    }

    /** Changes counts of any sources' slices. @param changes what to add to each cell; below zero to take away */
    static void change(Tx tx, Slices slices, Map<Cell, Distribution> changes) throws SQLException {
        Slice[] known = slices.read(tx).byNumber();
        Map<String, Map<Cell, Distribution>> bySource = new TreeMap<>();
        changes.forEach((cell, by) -> bySource.computeIfAbsent(known[(int) cell.slice()].value(Dimension.SOURCE), any -> new TreeMap<>()).put(cell, by));
        for (var source : bySource.entrySet()) {
            new BucketsTx(tx, source.getKey(), slices).add(source.getValue());
        }
    }

    private void add(Map<Cell, Distribution> changes) throws SQLException {
        List<Object[]> added = new ArrayList<>();
        List<Object[]> lowered = new ArrayList<>();
        changes.forEach((cell, by) -> {
            added.add(new Object[] {cell.endsAt(), cell.slice(), by.one(), by.two(), by.three(), by.four(), by.five()});
            if (lowers(by)) {
                lowered.add(new Object[] {cell.endsAt(), cell.slice()});
            }
        });
        tx.updateAll(ADD, added);
        tx.updateAll(DROP_EMPTY, lowered);
        Due.mark(tx, source, changes.keySet().stream().map(Cell::endsAt).toList());
    }

    private static boolean lowers(Distribution by) {
        return by.one() < 0 || by.two() < 0 || by.three() < 0 || by.four() < 0 || by.five() < 0;
    }
}
