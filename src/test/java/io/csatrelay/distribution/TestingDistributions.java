package io.csatrelay.distribution;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Counts answers the plain way: looks at every one for every question. What the store has to agree with. */
public final class TestingDistributions implements DistributionStore {
    private final List<Counted> answers = new ArrayList<>();
    private final Map<String, Instant> bookmarks = new HashMap<>();

    /**
     * One answer of a customer that counts.
     *
     * @param score 1 to 5
     * @param values what it is counted under; a dimension that is absent has {@link Dimension#NONE}
     */
    public record TestingAnswer(Instant at, int score, Map<Dimension, String> values) {
        String value(Dimension dimension) {
            return values.getOrDefault(dimension, Dimension.NONE);
        }
    }

    /** An answer, and the end of its bucket. */
    private record Counted(TestingAnswer answer, Instant bucket) {
    }

    public TestingDistributions add(Instant at, int score, Map<Dimension, String> values) {
        return addAll(List.of(new TestingAnswer(at, score, values)));
    }

    public TestingDistributions addAll(Collection<TestingAnswer> more) {
        more.forEach(answer -> answers.add(new Counted(answer, Buckets.endOf(answer.at()))));
        return this;
    }

    public TestingDistributions bookmark(String source, Instant at) {
        bookmarks.put(source, at);
        return this;
    }

    @Override
    public List<Map<List<String>, Distribution>> read(Question question) {
        List<Map<List<String>, Distribution>> periods = new ArrayList<>();
        for (Span period : question.periods()) {
            Map<List<String>, Distribution> groups = new HashMap<>();
            for (Counted counted : answers) {
                TestingAnswer answer = counted.answer();
                if (counted.bucket().isAfter(period.from()) && !counted.bucket().isAfter(period.to()) && counts(question, answer)) {
                    groups.merge(question.groupBy().stream().map(answer::value).toList(), Distribution.of(answer.score(), 1), Distribution::plus);
                }
            }
            periods.add(groups);
        }
        return periods;
    }

    private static boolean counts(Question question, TestingAnswer answer) {
        return question.filters().entrySet().stream().allMatch(filter -> filter.getValue().contains(answer.value(filter.getKey())));
    }

    @Override
    public SortedSet<String> values(Dimension dimension) {
        SortedSet<String> values = new TreeSet<>();
        answers.forEach(counted -> values.add(counted.answer().value(dimension)));
        values.remove(Dimension.NONE);
        return values;
    }

    @Override
    public Optional<Instant> dataThrough(Collection<String> sources) {
        return bookmarks.entrySet().stream().filter(entry -> sources.isEmpty() || sources.contains(entry.getKey()))
                .map(Map.Entry::getValue).min(Instant::compareTo);
    }
}
