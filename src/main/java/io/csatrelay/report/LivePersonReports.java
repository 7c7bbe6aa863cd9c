package io.csatrelay.report;

import io.csatrelay.distribution.Dimension;
import io.csatrelay.distribution.DistributionStore;
import io.csatrelay.distribution.Question;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Header;

/**
 * Answers in LivePerson's contract (its methods msgcsatdistribution and engactivity) over what the connector has. Safe for use by several
 * threads.
 */
public final class LivePersonReports {
    private final DistributionStore distributions;
    private final EngagementStore engagements;
    private final LivePersonCounts counts;
    private final LivePersonAccounts accounts;
    private final InstantSource clock;

    /**
     * @param distributions the ratings' distributions
     * @param engagements   what sources collected of engagements
     * @param counts        what sources counted themselves
     * @param account       the account id that stands for all ratings
     * @param sources       the ids of the declared sources; one that is declared no more still answers for its ratings
     * @param clock         the wall clock
     */
    public LivePersonReports(DistributionStore distributions, EngagementStore engagements, LivePersonCounts counts, String account, Set<String> sources,
            InstantSource clock) {
        this.distributions = distributions;
        this.engagements = engagements;
        this.counts = counts;
        this.accounts = new LivePersonAccounts(account, id -> sources.contains(id) || distributions.values(Dimension.SOURCE).contains(id));
        this.clock = clock;
    }

    /**
     * The CSAT distribution; of a source that gives counts, those, and which of its buckets are missing.
     *
     * @param account from the path
     * @param query   percent-encoded, as it came
     * @return JSON, UTF-8
     * @throws ReportException 400 for a parameter, 401 for an unknown account
     */
    public ReportBytes csat(@Header("accountId") String account, @Header(Exchange.HTTP_QUERY) String query) throws ReportException {
        Optional<String> source = accounts.source(account, counts::tilesOf);
        return source.filter(counts::isTiled).isPresent()
                ? answer(source, query, new LivePersonCsat(), counts::tiles, Set.of(source.get()))
                : answer(source, query, new LivePersonCsat(), distributions::read, Set.of());
    }

    /**
     * The engagement activity; zeros until a source collects some.
     *
     * @param account from the path
     * @param query   percent-encoded, as it came
     * @return JSON, UTF-8
     * @throws ReportException 400 for a parameter, 401 for an unknown account
     */
    public ReportBytes engagements(@Header("accountId") String account, @Header(Exchange.HTTP_QUERY) String query) throws ReportException {
        Optional<String> source = accounts.source(account, counts::engagementsOf);
        return answer(source, query, new LivePersonEngagements(), engagements::read, counts.engagementSources(source));
    }

    private <M> ReportBytes answer(Optional<String> source, String query, LivePersonMetrics<M> metrics, Function<Question, List<Map<List<String>, M>>> store,
            Set<String> counting) throws ReportException {
        LivePersonRequest request = LivePersonRequest.read(source, new QueryParameters(query), clock.instant());
        return new LivePersonAnswer<>(request, metrics, store).write(counts.missing(counting, request.window().whole()));
    }
}
