package io.csatrelay.report;

import io.csatrelay.distribution.Dimension;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what a CSAT report counts at all. An empty list is as absent. */
final class CsatFilters {
    private final Map<Dimension, Set<String>> filters = new TreeMap<>();
    private final Function<Dimension, ? extends Collection<String>> known;

    /** @param known every value of a dimension, for an entry of {@code data} that names none */
    private CsatFilters(Function<Dimension, ? extends Collection<String>> known) {
        this.known = known;
    }

    /**
     * Reads them.
     *
     * @param filters has {@code channels}, {@code queues} and {@code data}; for a list of ratings {@code skills}, too
     * @param top has {@code userIds} and {@code accounts}
     */
    static Map<Dimension, Set<String>> read(Fields filters, Fields top, Function<Dimension, ? extends Collection<String>> known) throws ReportException {
        CsatFilters all = new CsatFilters(known);
        all.add(Dimension.CHANNEL, filters.ids("channels"));
        all.add(Dimension.QUEUE, filters.ids("queues"));
        all.add(Dimension.SKILL, filters.ids("skills"));
        all.add(Dimension.AGENT, top.ids("userIds"));
        all.add(Dimension.ACCOUNT, top.ids("accounts"));
        for (Fields entry : filters.objects("data")) {
            all.data(CsatGrouping.dimension(entry), entry.ids("values"));
        }
        return all.filters;
    }

    private void data(Dimension dimension, Set<String> values) {
        if (values.isEmpty()) {
            narrow(dimension, Set.copyOf(known.apply(dimension)));
        } else {
            add(dimension, values);
        }
    }

    private void add(Dimension dimension, Set<String> asked) {
        if (!asked.isEmpty()) {
            narrow(dimension, asked.stream().map(value -> CsatGroup.counted(dimension, value)).collect(Collectors.toSet()));
        }
    }

    private void narrow(Dimension dimension, Set<String> to) {
        filters.merge(dimension, to, (a, b) -> {
            Set<String> both = new HashSet<>(a);
            both.retainAll(b);
            return both;
        });
    }
}
