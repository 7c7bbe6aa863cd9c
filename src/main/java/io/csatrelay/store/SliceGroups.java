package io.csatrelay.store;

import io.csatrelay.distribution.Dimension;
import io.csatrelay.distribution.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which group each slice counts for.
 *
 * @param groups  their values, in the order of the question's dimensions
 * @param ofSlice a group's number for each slice's; {@link #NONE} where the question does not ask for it
 */
record SliceGroups(List<List<String>> groups, int[] ofSlice) {
    static final int NONE = -1;

    static SliceGroups of(Question question, SliceColumns.Known slices) {
        int[] ofSlice = new int[slices.size()];
        keep(slices, Dimension.SOURCE, any -> true, ofSlice);
        question.filters().forEach((dimension, values) -> keep(slices, dimension, values::contains, ofSlice));
        question.groupBy().forEach(dimension -> split(slices.column(dimension), ofSlice));
        return new SliceGroups(names(question, slices, ofSlice), ofSlice);
    }

    private static void keep(SliceColumns.Known slices, Dimension dimension, Predicate<String> asked, int[] ofSlice) {
        List<String> values = slices.values(dimension);
        boolean[] kept = new boolean[values.size()];
        for (int i = SliceColumns.Known.NO_SLICE + 1; i < kept.length; i++) {
            kept[i] = asked.test(values.get(i));
        }
        int[] column = slices.column(dimension);
        for (int i = 0; i < ofSlice.length; i++) {
            if (!kept[column[i]]) {
                ofSlice[i] = NONE;
            }
        }
    }

    /** Makes a group of each pair of a group and a value. */
    private static void split(int[] column, int[] ofSlice) {
        PairNumbers pairs = new PairNumbers();
        for (int i = 0; i < ofSlice.length; i++) {
            if (ofSlice[i] != NONE) {
                ofSlice[i] = pairs.of(ofSlice[i], column[i]);
            }
        }
    }

    private static List<List<String>> names(Question question, SliceColumns.Known slices, int[] ofSlice) {
        List<List<String>> names = new ArrayList<>();
        for (int i = 0; i < ofSlice.length; i++) {
            // Groups have their numbers in the order in which they are met.
            if (ofSlice[i] == names.size()) {
                int slice = i;
                names.add(question.groupBy().stream().map(dimension -> slices.value(dimension, slice)).toList());
            }
        }
        return names;
    }
}
