package io.csatrelay.report;

import io.csatrelay.distribution.Dimension;
import io.csatrelay.distribution.Question;
import io.csatrelay.distribution.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds engagement intervals up the plain way: looks at every one for every question. What the store has to agree with. */
public final class TestingEngagements implements EngagementStore {
    private final Map<List<Object>, EngagementInterval> intervals = new LinkedHashMap<>();

    /** Keeps one interval. */
    public TestingEngagements add(String source, String skill, String agent, Instant end, EngagementMetrics metrics) {
        store(List.of(new EngagementInterval(source, skill, agent, end, metrics)));
        return this;
    }

    @Override
    public void store(Collection<EngagementInterval> more) {
        more.forEach(one -> intervals.put(List.of(one.source(), one.skill(), one.agent(), one.end()), one));
    }

    @Override
    public List<Map<List<String>, EngagementMetrics>> read(Question question) {
        List<Map<List<String>, EngagementMetrics>> periods = new ArrayList<>();
        for (Span period : question.periods()) {
            Map<List<String>, EngagementMetrics> groups = new HashMap<>();
            intervals.values().stream().filter(one -> one.end().isAfter(period.from()) && !one.end().isAfter(period.to()))
                    .filter(one -> question.filters().entrySet().stream().allMatch(filter -> filter.getValue().contains(value(one, filter.getKey()))))
                    .forEach(one -> groups.merge(question.groupBy().stream().map(by -> value(one, by)).toList(), one.metrics(), EngagementMetrics::plus));
            groups.values().removeIf(EngagementMetrics.NONE::equals);
            periods.add(groups);
        }
        return periods;
    }

    private static String value(EngagementInterval interval, Dimension dimension) {
        return switch (dimension) {
            case SOURCE -> interval.source();
            case SKILL -> interval.skill();
            case AGENT -> interval.agent();
            default -> throw new IllegalArgumentException(dimension + " is not kept of engagements");
        };
    }
}
