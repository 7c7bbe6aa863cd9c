package io.csatrelay.report;

import io.csatrelay.distribution.Dimension;
import io.csatrelay.distribution.Distribution;
import io.csatrelay.distribution.DistributionStore;
import io.csatrelay.distribution.Question;
import io.csatrelay.distribution.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of a window.
 *
 * @param periods in order of time, those without answers too
 */
record CsatFigures(List<Period> periods) {
    /**
     * The figures of a period.
     *
     * @param total  of all that the request counts
     * @param groups a distribution for each group of the request, in its order
     */
    record Period(Span span, Distribution total, List<Distribution> groups) {
    }

    /** Where the first period starts and the last one ends. */
    Span span() {
        return new Span(periods.get(0).span().from(), periods.get(periods.size() - 1).span().to());
    }

    Distribution total() {
        return periods.stream().map(Period::total).reduce(Distribution.EMPTY, Distribution::plus);
    }

    /** Asks the store for all periods of a request at once: first those of the window before, if any, then those of the window. */
    static CsatFigures read(DistributionStore store, CsatRequest request) {
        List<Span> spans = new ArrayList<>(request.previousPeriods());
        spans.addAll(request.periods());
        Map<List<Dimension>, List<Map<List<String>, Distribution>>> answers = new LinkedHashMap<>();
        for (List<Dimension> by : asked(request)) {
            answers.computeIfAbsent(by, one -> store.read(new Question(spans, one, request.filters())));
        }
        List<Key> keys = request.groups().stream().map(group -> new Key(answers.get(List.of(group.dimension())), List.of(group.value()))).toList();
        List<Map<List<String>, Distribution>> all = answers.values().iterator().next();
        List<Period> periods = new ArrayList<>();
        for (int i = 0; i < spans.size(); i++) {
            int period = i;
            periods.add(new Period(spans.get(i), Distribution.sum(all.get(i).values()),
                    keys.stream().map(key -> key.in(period)).toList()));
        }
        return new CsatFigures(periods);
    }

    /** One question, but for values of several dimensions in one request by data. */
    private static List<List<Dimension>> asked(CsatRequest request) {
        return request.groups().isEmpty() ? List.of(List.of())
                : request.groups().stream().map(group -> List.of(group.dimension())).distinct().toList();
    }

    /** Where a group's figures are. */
    private record Key(List<Map<List<String>, Distribution>> answer, List<String> group) {
        Distribution in(int period) {
            return answer.get(period).getOrDefault(group, Distribution.EMPTY);
        }
    }

    /** The first so many periods, and the others. */
    CsatFigures from(int start, int end) {
        return new CsatFigures(periods.subList(start, end));
    }
}
