package io.csatrelay.report;

import io.csatrelay.distribution.Span;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The window that a report is asked for.
 *
 * @param from inclusive, as it was asked for
 * @param to   exclusive
 * @param zone whose calendar is meant
 */
record ReportWindow(Instant from, Instant to, ZoneId zone) {
    /** Reads {@code from} and {@code to}, and holds them against the longest window. */
    static ReportWindow read(Fields filters, ZoneId zone, GroupBy limit) throws ReportException {
        ReportWindow window = new ReportWindow(filters.time("from"), filters.time("to"), zone);
        if (!window.from.isBefore(window.to)) {
            throw filters.bad("to", "is after " + filters.name("from"));
        }
        if (limit.limit(window.from.atZone(zone)).toInstant().isBefore(window.to)) {
            throw filters.bad("to", "is at most " + limit.longest() + " after " + filters.name("from") + " here");
        }
        return window;
    }

    /** What is counted: the window, widened to whole buckets. */
    Span span() {
        return Span.around(from, to);
    }

    /** The period before. */
    Span before() {
        return Periods.before(from, to, zone);
    }
}
