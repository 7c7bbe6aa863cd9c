package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.demo.DemoRequest;
import io.csatrelay.demo.DemoSurvey;
import io.csatrelay.demo.DemoSurveyAnswer;
import io.csatrelay.demo.DemoSurveyResponse;
import io.csatrelay.demo.DemoTicket;
import io.csatrelay.demo.DemoZendesk;
import io.csatrelay.store.TestingStore.RatingRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/** Surveys are offered, answered hours later, and answered anew. */
final class WeekOfSurveys implements WeekOf {
    private static final DemoSurvey FIVE = DemoSurvey.of("01DEMOSVRVEY0000000000F1VE", 3, 5);

    private final DemoZendesk zendesk;
    private final Predicate<DemoRequest> mine;
    private final Deque<DemoSurveyResponse> open = new ArrayDeque<>();
    private long next = 1;

    WeekOfSurveys(DemoZendesk zendesk, Predicate<DemoRequest> mine) {
        this.zendesk = zendesk;
        this.mine = mine;
        zendesk.define(FIVE);
    }

    @Override
    public List<String> sources() {
        return List.of(TestingRelay.SURVEYS);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("ZENDESK_CSAT", "auto", "ZENDESK_SURVEYS_CRON", TestingApi.NEVER, "ZENDESK_SURVEYS_REREAD", "1", "ZENDESK_SURVEYS_SINCE", "1h");
    }

    @Override
    public void happens(Random random, Instant now) {
        for (int i = random.nextInt(4); i > 0; i--) {
            long ticket = 7_000_000 + next;
            zendesk.addTicket(new DemoTicket(ticket, 7881, 135L, 44L, true), "web");
            DemoSurveyResponse offered = DemoSurveyResponse.offered(next++, ticket, FIVE, now.minusSeconds(random.nextInt(1800)));
            zendesk.addResponses(List.of(offered));
            open.add(offered);
        }
        open.removeIf(survey -> survey.offeredAt().isBefore(now.minus(Duration.ofHours(9))));
        for (int i = random.nextInt(3); i > 0 && !open.isEmpty(); i--) {
            DemoSurveyResponse answered = open.stream().skip(random.nextInt(open.size())).findFirst().orElseThrow();
            zendesk.updateResponse(answered.id(), old -> old.answered(DemoSurveyAnswer.satisfaction(1 + random.nextInt(5), now)));
        }
    }

    @Override
    public void faults(boolean on) {
        if (on) {
            WeekOfRatings.usual(zendesk.faults(), next, mine);
        } else {
            zendesk.faults().clear();
        }
    }

    @Override
    public long windows() {
        return WeekOfRatings.windows(zendesk, "created_at_start");
    }

    @Override
    public long nothingIsMissing(TestingRelay relay) {
        Map<String, RatingRow> stored = relay.store().ratings(TestingRelay.SURVEYS);
        List<DemoSurveyResponse> answered = zendesk.responses().stream().filter(response -> !response.answers().isEmpty()).toList();
        assertThat(stored.keySet()).containsExactlyInAnyOrderElementsOf(answered.stream().map(DemoSurveyResponse::id).toList());
        answered.forEach(response -> assertThat(stored.get(response.id()).body().path("score").asInt()).as(response.id())
                .isEqualTo(response.answers().get(0).rating()));
        return stored.size();
    }
}
