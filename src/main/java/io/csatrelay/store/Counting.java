package io.csatrelay.store;

import io.csatrelay.distribution.Distribution;
import io.csatrelay.distribution.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds counts up by period and group. Counts come by period, in their order; so one period's groups are at work at a time, in arrays,
 * whatever the number of periods.
 */
final class Counting implements PackedCounts.Reader {
    private static final int SCORES = 5;

    private final List<Span> periods;
    private final SliceGroups groups;
    private final long[] counts;
    private final List<Map<List<String>, Distribution>> answer = new ArrayList<>();
    private int period;
    private int sign;

    Counting(List<Span> periods, SliceGroups groups) {
        this.periods = periods;
        this.groups = groups;
        this.counts = new long[groups.groups().size() * SCORES];
    }

    /** What is read next is of this piece. */
    void of(Pieces.Piece piece) {
        sign = piece.step().sign();
        while (period < piece.period()) {
            finishPeriod();
        }
    }

    /** What is read next is of the bucket, or the sum of buckets, that ends then, and counts for the period that it is in. */
    void at(Instant end) {
        while (end.isAfter(periods.get(period).to())) {
            finishPeriod();
        }
    }

    @Override
    public void read(int slice, long one, long two, long three, long four, long five) {
        int group = slice < groups.ofSlice().length ? groups.ofSlice()[slice] : SliceGroups.NONE;
        if (group != SliceGroups.NONE) {
            int i = group * SCORES;
            counts[i] += sign * one;
            counts[i + 1] += sign * two;
            counts[i + 2] += sign * three;
            counts[i + 3] += sign * four;
            counts[i + 4] += sign * five;
        }
    }

    List<Map<List<String>, Distribution>> answer() {
        while (period < periods.size()) {
            finishPeriod();
        }
        return answer;
    }

    private void finishPeriod() {
        Map<List<String>, Distribution> finished = new HashMap<>(answered() * 4 / 3 + 1);
        for (int group = 0; group < groups.groups().size(); group++) {
            int i = group * SCORES;
            if (isAnswered(i)) {
                finished.put(groups.groups().get(group), new Distribution(counts[i], counts[i + 1], counts[i + 2], counts[i + 3], counts[i + 4]));
            }
        }
        Arrays.fill(counts, 0);
        answer.add(finished);
        period++;
    }

    /** How many groups have answers: a map that grows is made anew again and again. */
    private int answered() {
        int answered = 0;
        for (int i = 0; i < counts.length; i += SCORES) {
            answered += isAnswered(i) ? 1 : 0;
        }
        return answered;
    }

    private boolean isAnswered(int i) {
        return (counts[i] | counts[i + 1] | counts[i + 2] | counts[i + 3] | counts[i + 4]) != 0;
    }
}
