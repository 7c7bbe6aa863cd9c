package io.csatrelay.report;

import io.csatrelay.distribution.Dimension;
import io.csatrelay.distribution.Span;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a CSAT report is asked for, in Gnatta's form: {@code {timeZone, filters{groupBy, from, to, channels, queues, data}, userIds,
 * accounts, data, previous}}.
 *
 * @param window   when
 * @param groupBy  how to cut the window; empty for a count
 * @param filters  what to count at all
 * @param groups   what to count apart, in the order of the request
 * @param previous whether the period before is asked for, too
 */
record CsatRequest(ReportWindow window, Optional<GroupBy> groupBy, Map<Dimension, Set<String>> filters, List<CsatGroup> groups, boolean previous) {
    private static final String GROUP_BY = "Hourly, Daily, Weekly or Monthly";
    /** Periods times groups: some 15 MB of JSON, made in memory. */
    private static final long MOST_FIGURES = 65_000;

    /**
     * Reads a request.
     *
     * @param byDate whether the answer has periods; a count takes {@code groupBy}, too, and does nothing with it
     * @param known every value of a dimension
     * @throws ReportException for a field that is missing or wrong
     */
    static CsatRequest read(String body, CsatGrouping grouping, boolean byDate, Function<Dimension, ? extends Collection<String>> known)
            throws ReportException {
        Fields request = Fields.of(body);
        Fields filters = request.object("filters");
        Optional<GroupBy> groupBy = groupBy(filters, byDate);
        ReportWindow window = ReportWindow.read(filters, request.zone("timeZone"), groupBy.orElse(GroupBy.MONTHLY));
        List<CsatGroup> groups = grouping.groups(request, filters);
        CsatRequest read = new CsatRequest(window, groupBy, CsatFilters.read(filters, request, known), groups, request.flag("previous"));
        if ((long) (read.periods().size() + read.previousPeriods().size()) * groups.size() > MOST_FIGURES) {
            throw ReportException.badField("filters", "filters ask for more than " + MOST_FIGURES + " figures, periods times groups:"
                    + " ask for fewer groups, or a shorter window");
        }
        return read;
    }

    private static Optional<GroupBy> groupBy(Fields filters, boolean byDate) throws ReportException {
        if (!byDate && !filters.has("groupBy")) {
            return Optional.empty();
        }
        GroupBy groupBy = GroupBy.of(filters.text("groupBy", GROUP_BY)).orElseThrow(() -> filters.bad("groupBy", "is " + GROUP_BY));
        return byDate ? Optional.of(groupBy) : Optional.empty();
    }

    /** The periods of the window. */
    List<Span> periods() {
        return periods(window.span());
    }

    /** The periods of the window before; none when it is not asked for. */
    List<Span> previousPeriods() {
        return previous ? periods(window.before()) : List.of();
    }

    private List<Span> periods(Span span) {
        return groupBy.map(by -> Periods.of(span, by, window.zone())).orElse(List.of(span));
    }

    /** The sources that it is about; empty for all. */
    Set<String> sources() {
        return filters.getOrDefault(Dimension.SOURCE, Set.of());
    }
}
