package io.csatrelay.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csatrelay.app.TestingRelay;
import io.csatrelay.demo.DemoAnswer;
import io.csatrelay.demo.DemoConversation;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoLivePerson;
import io.csatrelay.demo.DemoRequest;
import io.csatrelay.report.LivePersonCounts;
import io.csatrelay.report.LivePersonReports;
import io.csatrelay.report.ReportException;
import io.csatrelay.store.CollectSql;
import io.csatrelay.store.DistributionSql;
import io.csatrelay.store.EngagementSql;
import io.csatrelay.store.TestingStore.RunRow;
import io.csatrelay.store.TileSql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A relay that collects from a demo LivePerson alone, on a clock that stands still, and what it then serves. */
final class LivePersonAccount implements AutoCloseable {
    static final String CSAT = "liveperson-csat";
    static final String ENGAGEMENT = "liveperson-engagement";
    static final String ID = "56072331";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestingRelay.Builder plan = TestingRelay.builder().at("2026-05-01T12:01:30Z").collectingOnly();
    private final DemoLivePerson vendor;
    private final TestingRelay relay;
    private int mark;

    /** @param settings names and values beside account and discovery, which way to sign in among them */
    LivePersonAccount(String... settings) throws IOException {
        this(new TestingRelay[1], settings);
    }

    private LivePersonAccount(TestingRelay[] started, String... settings) throws IOException {
        vendor = DemoLivePerson.start(DemoLivePerson.Options.defaults().withClock(() -> started[0].time().now()));
        plan.set("LIVEPERSON_ACCOUNT_ID", ID).set("LIVEPERSON_DISCOVERY_URL", vendor.url()).set("ZENDESK_BASE_URL", "").set("ZENDESK_EMAIL", "")
                .set("ZENDESK_API_TOKEN", "");
        for (int i = 0; i < settings.length; i += 2) {
            plan.set(settings[i], settings[i + 1]);
        }
        started[0] = plan.start();
        relay = started[0];
    }

    TestingRelay relay() {
        return relay;
    }

    DemoLivePerson vendor() {
        return vendor;
    }

    Instant now() {
        return relay.time().now();
    }

    /** Lets the clock go on. */
    LivePersonAccount after(Duration later) {
        relay.time().advance(later);
        return this;
    }

    /** To so many minutes and seconds past the hour, in the next hour. */
    LivePersonAccount nextHourAt(int minute, int second) {
        Instant hour = now().truncatedTo(java.time.temporal.ChronoUnit.HOURS).plus(Duration.ofHours(1));
        return after(Duration.between(now(), hour.plusSeconds(minute * 60L + second)));
    }

    /** A conversation that closed so long ago, with a score, of agent 15 in skill 4. */
    void rated(Duration ago, int score) {
        vendor.add(DemoConversation.answered(now().minus(ago), "4", "15", score));
    }

    /** Runs a source and says how it ended. */
    RunRow run(String source) {
        return relay.run(RunRequest.scheduled(source, Lane.LIVE));
    }

    /** Runs it, which has to go well. */
    RunRow good(String source) {
        RunRow run = run(source);
        if (run.error() != null) {
            throw new AssertionError(run.error());
        }
        return run;
    }

    /** Lets a source believe that it has everything up to so long ago: a whole day are some 900 requests. */
    void beginAgain(String source, Duration ago) {
        Instant from = BucketTime.floor(now().minus(ago));
        new CollectSql(relay.database(), false).setLane(source, Lane.LIVE, new LaneState(from, from, BucketTime.LENGTH, 0, now()));
    }

    /** Changes the next answer of one method on its way out. */
    void rewrite(String method, Consumer<ObjectNode> change) {
        vendor.faults().next(1, request -> request.path().endsWith(method), new DemoFault.Rewrite((request, real) -> {
            try {
                ObjectNode answer = (ObjectNode) JSON.readTree(real.body());
                change.accept(answer);
                return DemoAnswer.json(200, answer.toString());
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }));
    }

    /** Brings both up to date, and forgets faults, oddities and requests. */
    LivePersonAccount fresh() {
        vendor.faults().clear();
        vendor.behave();
        good(ENGAGEMENT);
        good(CSAT);
        mark = vendor.requests().size();
        return this;
    }

    /** The requests since then. */
    List<DemoRequest> requests() {
        List<DemoRequest> all = vendor.requests();
        return all.subList(mark, all.size());
    }

    /** Those of one method, their queries. */
    List<String> queries(String method) {
        return requests().stream().filter(request -> request.path().endsWith(method)).map(DemoRequest::query).toList();
    }

    Instant bookmark(String source) {
        return relay.store().lane(source, Lane.LIVE).orElseThrow().position();
    }

    /** What we serve of a window that ends at a boundary. @param method as LivePerson calls it */
    JsonNode served(String method, Instant from, Instant to, String more) {
        LivePersonReports reports = new LivePersonReports(new DistributionSql(relay.database()), new EngagementSql(relay.database()),
                new LivePersonCounts(new TileSql(relay.database()), new TileSql(relay.database()), Map.of(ID, CSAT), Map.of(ID, ENGAGEMENT)),
                "local", Set.of(CSAT, ENGAGEMENT), this::now);
        String query = "v=1&from=" + from + "&to=" + to + more;
        try {
            return JSON.readTree((method.startsWith("msg") ? reports.csat(ID, query) : reports.engagements(ID, query)).joined());
        } catch (IOException | ReportException failed) {
            throw new AssertionError(failed);
        }
    }

    /** What LivePerson would have answered at the window's end. */
    JsonNode wouldAnswer(String method, Instant from, Instant to, String more) {
        return vendor.wouldAnswer(method, "v=1&timeframe=" + Duration.between(from, to).toMinutes() + more, to);
    }

    @Override
    public void close() throws Exception {
        relay.close();
        vendor.close();
    }
}
