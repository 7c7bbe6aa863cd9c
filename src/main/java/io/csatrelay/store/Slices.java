package io.csatrelay.store;

import io.csatrelay.distribution.Dimension;
import io.csatrelay.distribution.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The slices and their numbers. Rows are only added, so each is read once; there are some thousands, for agents and groups are few. Only an
 * erasure removes some: then all are read anew. Safe for use by several threads.
 */
final class Slices {
    /** Those of the table {@code slice} that have dimensions, in their order. */
    static final String COLUMNS = Arrays.stream(Dimension.values()).map(Slices::column).collect(Collectors.joining(", "));
    private static final String INSERT = "INSERT INTO slice (" + COLUMNS + ") VALUES " + Tx.in(Dimension.values().length) + " RETURNING id";

    /** The values of slices: those of some thousand slices are some hundred. */
    private final Map<String, String> values = new HashMap<>();
    private static final String REMOVED = "slices";

    private Known known = Known.nothing(0);

    /**
     * @param byNumber null where a number was never given away, or its slice was removed
     * @param numbers may have later ones, too; for use by several threads
     * @param removed how many were removed ever
     */
    record Known(Slice[] byNumber, Map<Slice, Long> numbers, long removed) {
        static Known nothing(long removed) {
            return new Known(new Slice[1], new ConcurrentHashMap<>(), removed);
        }

        long highest() {
            return byNumber.length - 1L;
        }
    }

    /** The column of the table {@code slice} that has a dimension. */
    static String column(Dimension dimension) {
        return dimension.name().toLowerCase(Locale.ROOT);
    }

    /** All that this transaction sees; it has added none itself. */
    synchronized Known read(Tx tx) throws SQLException {
        long removed = removed(tx);
        if (removed != known.removed()) {
            known = Known.nothing(removed);
        }
        List<Map.Entry<Long, Slice>> added = tx.list("SELECT id, " + COLUMNS + " FROM slice WHERE id > ? ORDER BY id",
                row -> Map.entry(row.getLong("id"), slice(row)), known.highest());
        if (!added.isEmpty()) {
            Slice[] byNumber = Arrays.copyOf(known.byNumber(), Math.toIntExact(added.get(added.size() - 1).getKey()) + 1);
            added.forEach(entry -> {
                byNumber[Math.toIntExact(entry.getKey())] = entry.getValue();
                known.numbers().put(entry.getValue(), entry.getKey());
            });
            known = new Known(byNumber, known.numbers(), removed);
        }
        return known;
    }

    /** The numbers of these; adds those that are new. What this adds is known to others only when it is committed. */
    Map<Slice, Long> numbers(Tx tx, Collection<Slice> wanted) throws SQLException {
        Map<Slice, Long> committed = read(tx).numbers();
        Map<Slice, Long> numbers = new HashMap<>();
        for (Slice slice : wanted) {
            Long number = committed.containsKey(slice) ? committed.get(slice) : numbers.get(slice);
            numbers.put(slice, number == null ? (Long) tx.insert(INSERT, slice.values().toArray()) : number);
        }
        return numbers;
    }

    /** How many slices were ever removed, as this transaction sees it: who keeps slices in memory reads them anew when it changed. */
    static long removed(Tx tx) throws SQLException {
        return tx.one("SELECT n FROM book WHERE account = ? AND entry = ?", row -> row.getLong(1), Books.FORGOTTEN, REMOVED).orElse(0L);
    }

    /** Removes slices that nothing is counted under any more. @return how many */
    static int remove(Tx tx, Collection<Long> numbers) throws SQLException {
        if (numbers.isEmpty()) {
            return 0;
        }
        Books books = new Books();
        int removed = tx.update("DELETE FROM slice WHERE id IN " + Tx.in(numbers.size()), numbers.toArray());
        books.add(Books.FORGOTTEN, REMOVED, removed);
        books.write(tx);
        return removed;
    }

    private Slice slice(ResultSet row) throws SQLException {
        List<String> slice = new ArrayList<>();
        for (Dimension dimension : Dimension.values()) {
            slice.add(values.computeIfAbsent(row.getString(column(dimension)), value -> value));
        }
        return new Slice(slice);
    }
}
