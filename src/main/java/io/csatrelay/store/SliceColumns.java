package io.csatrelay.store;

import io.csatrelay.distribution.Dimension;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The slices by dimension, for whoever counts: each value of a dimension has a number, and each slice the numbers of its values. Rows of
 * slices are only added, so each is read once; an erasure removes some, and then all are read anew. Safe for use by several threads.
 */
final class SliceColumns {
    private static final int AT_FIRST = 64;

    private List<Column> columns = none();
    private int size = 1;
    private long removed;
    private Known known;

    /**
     * The slices that one transaction sees.
     *
     * @param size    the highest number of a slice, and 1
     * @param columns for each dimension, in its order, the numbers of values by the slices' numbers; {@link #NO_SLICE} where a number was
     *                never given away
     * @param values  for each dimension the values by their numbers; that of {@link #NO_SLICE} is none
     */
    record Known(int size, List<int[]> columns, List<List<String>> values) {
        static final int NO_SLICE = 0;

        int[] column(Dimension dimension) {
            return columns.get(dimension.ordinal());
        }

        List<String> values(Dimension dimension) {
            return values.get(dimension.ordinal());
        }

        String value(Dimension dimension, int slice) {
            return values(dimension).get(column(dimension)[slice]);
        }
    }

    private static final class Column {
        private final Map<String, Integer> numbers = new HashMap<>();
        private final List<String> values = new ArrayList<>(List.of("no slice"));
        private int[] bySlice = new int[AT_FIRST];

        void put(int slice, String value) {
            if (slice >= bySlice.length) {
                bySlice = Arrays.copyOf(bySlice, Math.max(slice + 1, 2 * bySlice.length));
            }
            bySlice[slice] = numbers.computeIfAbsent(value, this::added);
        }

        private int added(String value) {
            values.add(value);
            return values.size() - 1;
        }
    }

    private static List<Column> none() {
        return Arrays.stream(Dimension.values()).map(any -> new Column()).toList();
    }

    /** All that this transaction sees. What is read later goes behind it, in the same arrays. */
    synchronized Known read(Tx tx) throws SQLException {
        long removedNow = Slices.removed(tx);
        if (removedNow != removed) {
            columns = none();
            size = 1;
            known = null;
            removed = removedNow;
        }
        tx.each("SELECT id, " + Slices.COLUMNS + " FROM slice WHERE id > ? ORDER BY id", this::add, (long) size - 1);
        if (known == null || known.size() < size) {
            known = new Known(size, columns.stream().map(column -> column.bySlice).toList(), columns.stream().map(column -> List.copyOf(column.values)).toList());
        }
        return known;
    }

    private void add(ResultSet row) throws SQLException {
        int slice = Math.toIntExact(row.getLong(1));
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).put(slice, row.getString(i + 2));
        }
        size = slice + 1;
    }
}
