package io.csatrelay.report;

import io.csatrelay.distribution.DistributionStore;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/**
 * The CSAT reports: score distributions of a window, by date or as a count, each also by channels, queues, users, accounts and data, in
 * the conventions of Gnatta's Reporting API. Costs what the window holds. Safe for use by several threads.
 *
 * <p>Each method takes the request's body and the word of its grouping ({@code none, channels, queues, users, accounts, data}) and throws
 * {@link ReportException}, a 400 that names the field, for a request that cannot be answered.
 */
public final class CsatReports {
    private final DistributionStore store;

    /** @param store where distributions are read */
    public CsatReports(DistributionStore store) {
        this.store = store;
    }

    /** JSON with a figure for each period. */
    public ReportBytes byDate(@Body String body, @Variable("grouping") String grouping) throws ReportException {
        return json(read(body, grouping, true));
    }

    /** JSON with one figure. */
    public ReportBytes count(@Body String body, @Variable("grouping") String grouping) throws ReportException {
        return json(read(body, grouping, false));
    }

    /** CSV, a row per period and group. */
    public byte[] byDateCsv(@Body String body, @Variable("grouping") String grouping) throws ReportException {
        return csv(read(body, grouping, true));
    }

    /** CSV, a row per group. */
    public byte[] countCsv(@Body String body, @Variable("grouping") String grouping) throws ReportException {
        return csv(read(body, grouping, false));
    }

    private CsatRequest read(String body, String grouping, boolean byDate) throws ReportException {
        return CsatRequest.read(body, CsatGrouping.of(grouping), byDate, store::values);
    }

    private ReportBytes json(CsatRequest request) {
        CsatFigures all = CsatFigures.read(store, request);
        int before = request.previousPeriods().size();
        CsatFigures figures = all.from(before, all.periods().size());
        return new CsatJson(request).write(Coverage.of(figures.span(), store, request.sources()), figures, before == 0 ? null : all.from(0, before));
    }

    private byte[] csv(CsatRequest request) {
        return CsatCsv.write(CsatFigures.read(store, request), request.groups());
    }
}
