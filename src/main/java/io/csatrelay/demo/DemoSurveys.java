package io.csatrelay.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Plausible survey responses of the last 30 days, the same for the same seed: two surveys, two thirds answered, some later edited or skipped. */
final class DemoSurveys {

    private static final Duration SPAN = Duration.ofDays(30);
    private static final long FIRST_TICKET = 700_001;
    private static final long FIRST_AGENT = 360_100_000_001L;
    private static final long FIRST_GROUP = 360_200_000_001L;
    private static final List<DemoSurvey> SURVEYS = List.of(DemoSurvey.of("01DEMOSVRVEY0000000000F1VE", 3, 5), DemoSurvey.of("01DEMOSVRVEY00000000000TW0", 1, 2));

    private final Random random;

    private DemoSurveys(long seed) {
        this.random = new Random(seed);
    }

    static void fill(DemoZendesk zendesk, int count, long seed, Instant now) {
        DemoSurveys data = new DemoSurveys(seed);
        SURVEYS.forEach(zendesk::define);
        List<DemoSurveyResponse> responses = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int agent = data.random.nextInt(DemoData.AGENTS);
            zendesk.addTicket(new DemoTicket(FIRST_TICKET + i, 7881, FIRST_AGENT + agent, FIRST_GROUP + agent % DemoData.GROUPS, true),
                    TicketsApi.CHANNELS.get(data.random.nextInt(TicketsApi.CHANNELS.size())));
            responses.add(data.response(i, now.minus(SPAN.multipliedBy(count - i).dividedBy(count)).minusSeconds(60), now));
        }
        zendesk.addResponses(responses);
    }

    private DemoSurveyResponse response(int number, Instant at, Instant now) {
        DemoSurvey survey = SURVEYS.get(random.nextInt(4) == 0 ? 1 : 0);
        DemoSurveyResponse offered = number % 40 == 39 ? DemoSurveyResponse.ofConversation(number, "demo-conversation-" + number, survey, at)
                : DemoSurveyResponse.offered(number, FIRST_TICKET + number, survey, at);
        Instant answered = at.plusSeconds(30 + random.nextInt(100_000));
        if (random.nextInt(3) == 0 || answered.isAfter(now)) {
            return offered;
        }
        return random.nextInt(25) == 0 ? offered.answered(DemoSurveyAnswer.skipped(answered)) : offered.answered(answers(survey, answered));
    }

    private DemoSurveyAnswer[] answers(DemoSurvey survey, Instant at) {
        boolean good = random.nextInt(100) < 84;
        int score = good ? survey.points() - (survey.points() == 5 ? random.nextInt(2) : 0) : 1 + random.nextInt(survey.points() / 2);
        List<DemoSurveyAnswer> answers = new ArrayList<>(List.of(DemoSurveyAnswer.satisfaction(score, at)));
        if (!good) {
            answers.add(DemoSurveyAnswer.reason(random.nextInt(DemoSurvey.REASONS.size()), at));
        }
        if (random.nextInt(4) == 0) {
            List<String> words = good ? DemoComments.GOOD : DemoComments.BAD;
            answers.add(DemoSurveyAnswer.comment(words.get(random.nextInt(words.size())), at));
        }
        return answers.toArray(DemoSurveyAnswer[]::new);
    }
}
