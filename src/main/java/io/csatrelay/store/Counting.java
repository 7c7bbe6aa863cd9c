package io.csatrelay.store;

import io.csatrelay.distribution.Distribution;
import io.csatrelay.distribution.Question;
import io.csatrelay.distribution.Slice;
import io.csatrelay.distribution.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds counts up by period and group. Counts come in order of time within a period, and periods in their order; so one period's groups
 * are at work at a time, in arrays, whatever the number of periods.
 */
final class Counting implements PackedCounts.Reader {
    private static final int SCORES = 5;
    private static final int NOT_ASKED_FOR = -1;

    private final List<Span> periods;
    private final int[] groupOf;
    private final List<List<String>> groups = new ArrayList<>();
    private final long[] counts;
    private final List<Map<List<String>, Distribution>> answer = new ArrayList<>();
    private int period;

    Counting(Question question, Slice[] slices) {
        this.periods = question.periods();
        this.groupOf = new int[slices.length];
        Map<List<String>, Integer> numbers = new HashMap<>();
        for (int i = 0; i < slices.length; i++) {
            groupOf[i] = slices[i] != null && asksFor(question, slices[i]) ? numbers.computeIfAbsent(group(question, slices[i]), this::added) : NOT_ASKED_FOR;
        }
        this.counts = new long[groups.size() * SCORES];
    }

    private int added(List<String> group) {
        groups.add(group);
        return groups.size() - 1;
    }

    private static boolean asksFor(Question question, Slice slice) {
        return question.filters().entrySet().stream().allMatch(filter -> filter.getValue().contains(slice.value(filter.getKey())));
    }

    private static List<String> group(Question question, Slice slice) {
        return question.groupBy().stream().map(slice::value).toList();
    }

    /** What is read next is of the bucket, or the sum of buckets, that ends then. */
    void at(Instant end) {
        while (end.isAfter(periods.get(period).to())) {
            finishPeriod();
        }
    }

    @Override
    public void read(int slice, long one, long two, long three, long four, long five) {
        int group = slice < groupOf.length ? groupOf[slice] : NOT_ASKED_FOR;
        if (group != NOT_ASKED_FOR) {
            int i = group * SCORES;
            counts[i] += one;
            counts[i + 1] += two;
            counts[i + 2] += three;
            counts[i + 3] += four;
            counts[i + 4] += five;
        }
    }

    List<Map<List<String>, Distribution>> answer() {
        while (period < periods.size()) {
            finishPeriod();
        }
        return answer;
    }

    private void finishPeriod() {
        Map<List<String>, Distribution> finished = new HashMap<>();
        for (int group = 0; group < groups.size(); group++) {
            int i = group * SCORES;
            Distribution distribution = new Distribution(counts[i], counts[i + 1], counts[i + 2], counts[i + 3], counts[i + 4]);
            if (!distribution.isEmpty()) {
                finished.put(groups.get(group), distribution);
            }
        }
        Arrays.fill(counts, 0);
        answer.add(finished);
        period++;
    }
}
