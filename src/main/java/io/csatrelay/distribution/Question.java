package io.csatrelay.distribution;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a report asks the buckets.
 *
 * @param periods the spans to count, each by itself; in any number, in order of time, none overlapping another
 * @param groupBy what to count apart; empty for one total
 * @param filters what to count at all: of each dimension named here only ratings with one of the values; an empty set matches nothing.
 *                Channels in lower case
 */
public record Question(List<Span> periods, List<Dimension> groupBy, Map<Dimension, Set<String>> filters) {
    /** @throws IllegalArgumentException when periods overlap or are out of order */
    public Question {
        periods = List.copyOf(periods);
        groupBy = List.copyOf(groupBy);
        filters = Map.copyOf(filters);
        for (int i = 1; i < periods.size(); i++) {
            if (periods.get(i).from().isBefore(periods.get(i - 1).to())) {
                throw new IllegalArgumentException("asking for " + periods.get(i) + " after " + periods.get(i - 1) + ": periods are disjoint, in order of time");
            }
        }
    }

    /** The total of one span. */
    public static Question total(Span span) {
        return new Question(List.of(span), List.of(), Map.of());
    }
}
