package io.csatrelay.collect;

import static io.csatrelay.app.TestingRelay.SURVEYS;

import com.fasterxml.jackson.databind.JsonNode;
import io.csatrelay.app.TestingRelay;
import io.csatrelay.demo.DemoRequest;
import io.csatrelay.demo.DemoSurvey;
import io.csatrelay.demo.DemoSurveyAnswer;
import io.csatrelay.demo.DemoSurveyResponse;
import io.csatrelay.demo.DemoTicket;
import io.csatrelay.demo.DemoZendesk;
import io.csatrelay.store.TestingStore.OutboxRow;
import io.csatrelay.store.TestingStore.RunRow;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A relay and its demo account with surveys: {@link #fresh()} gives each test hours of its own. */
final class SurveyAccount implements AutoCloseable {
    static final Predicate<DemoRequest> LIST = request -> request.path().equals("/api/v2/guide/survey_responses");
    static final Predicate<DemoRequest> DEFINITIONS = request -> request.path().endsWith("/surveys");
    static final Predicate<DemoRequest> SHOWN = request -> request.path().matches("/api/v2/guide/[a-z-]+/survey_responses/.+");
    static final Predicate<DemoRequest> TICKETS = request -> request.path().contains("/show_many");
    static final DemoSurvey FIVE = DemoSurvey.of("01DEMOSVRVEY0000000000F1VE", 3, 5);
    static final DemoSurvey TWO = DemoSurvey.of("01DEMOSVRVEY00000000000TW0", 1, 2);

    private final TestingRelay relay;
    private long next = 1;
    private int mark;

    SurveyAccount(TestingRelay.Builder builder) {
        this.relay = builder.start();
        zendesk().define(FIVE);
        zendesk().define(TWO);
    }

    /** On a clock that stands at 2026-05-01T00:00Z, collecting one hour back at first. */
    static TestingRelay.Builder plan() {
        return TestingRelay.builder().at("2026-05-01T00:00:00Z").collectingOnly().set("ZENDESK_CSAT", "surveys").set("ZENDESK_SURVEYS_SINCE", "1h");
    }

    TestingRelay relay() {
        return relay;
    }

    DemoZendesk zendesk() {
        return relay.zendesk();
    }

    Instant now() {
        return relay.time().now();
    }

    /** Brings the bookmark up to date three hours later, and forgets faults and requests. */
    void fresh() {
        zendesk().faults().clear();
        relay.time().advance(Duration.ofHours(3));
        RunRow run = run();
        if (run.error() != null) {
            throw new AssertionError(run.error());
        }
        forget();
    }

    void forget() {
        mark = zendesk().requests().size();
    }

    /** A survey offered now for a new ticket of agent 135 in group 44; the clock goes on a second. */
    DemoSurveyResponse offered(DemoSurvey survey) {
        long ticket = 10_000 + next;
        zendesk().addTicket(new DemoTicket(ticket, 7881, 135L, 44L, true), "web");
        DemoSurveyResponse response = DemoSurveyResponse.offered(next++, ticket, survey, now());
        zendesk().addResponses(List.of(response));
        relay.time().advance(Duration.ofSeconds(1));
        return response;
    }

    /** The same, answered at once with this score alone. */
    DemoSurveyResponse rated(DemoSurvey survey, int score) {
        return answer(offered(survey), DemoSurveyAnswer.satisfaction(score, now()));
    }

    List<DemoSurveyResponse> rated(int count) {
        List<DemoSurveyResponse> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(rated(FIVE, 1 + i % 5));
        }
        return all;
    }

    DemoSurveyResponse answer(DemoSurveyResponse response, DemoSurveyAnswer... answers) {
        return zendesk().updateResponse(response.id(), old -> old.answered(answers));
    }

    long number() {
        return next++;
    }

    /** A live run, an hour later; the re-read that follows by itself in a daemon is asked for apart. */
    RunRow runAfter(Duration later) {
        relay.time().advance(later);
        return run();
    }

    /** As a command asks for it, so that no re-read follows by itself. */
    RunRow run() {
        return relay.runWatched(RunRequest.scheduled(SURVEYS, Lane.LIVE));
    }

    RunRow reread() {
        return relay.runWatched(RunRequest.scheduled(SURVEYS, Lane.REREAD));
    }

    /** The stored rating, or null. */
    JsonNode stored(DemoSurveyResponse response) {
        var row = relay.store().ratings(SURVEYS).get(response.id());
        return row == null ? null : row.body();
    }

    List<OutboxRow> owed(DemoSurveyResponse response) {
        return relay.store().outbox().stream().filter(row -> row.externalId().equals(response.id())).toList();
    }

    List<DemoRequest> requests(Predicate<DemoRequest> which) {
        List<DemoRequest> all = zendesk().requests();
        return all.subList(mark, all.size()).stream().filter(which).toList();
    }

    static String parameter(DemoRequest request, String name) {
        for (String pair : request.query().split("&")) {
            String[] parts = URLDecoder.decode(pair, StandardCharsets.UTF_8).split("=", 2);
            if (parts[0].equals(name)) {
                return parts[1];
            }
        }
        return null;
    }

    @Override
    public void close() throws Exception {
        relay.close();
    }
}
