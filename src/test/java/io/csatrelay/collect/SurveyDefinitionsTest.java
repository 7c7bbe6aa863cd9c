package io.csatrelay.collect;

import static io.csatrelay.app.TestingRelay.SURVEYS;
import static io.csatrelay.collect.SurveyAccount.DEFINITIONS;
import static io.csatrelay.collect.SurveyAccount.FIVE;
import static io.csatrelay.collect.SurveyAccount.SHOWN;
import static io.csatrelay.collect.SurveyAccount.TWO;
import static io.csatrelay.collect.SurveyAccount.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoRequest;
import io.csatrelay.demo.DemoSurvey;
import io.csatrelay.demo.DemoSurveyResponse;
import io.csatrelay.store.TestingStore.QuarantineRow;
import io.csatrelay.store.TestingStore.RunRow;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Zendesk's surveys asked: where it is looked up, how often, and what becomes of an answer when it cannot be had. */
class SurveyDefinitionsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private static final Predicate<DemoRequest> FIRST_PAGE = DEFINITIONS.and(request -> request.query().isEmpty());

    private static SurveyAccount account;

    @BeforeAll
    static void start() {
        account = new SurveyAccount(SurveyAccount.plan());
    }

    @AfterAll
    static void stop() throws Exception {
        account.close();
    }

    @BeforeEach
    void fresh() {
        account.fresh();
    }

    @Test
    void shouldReadDefinitionsOnceHoweverManyPagesAndRunsUntilThereIsAnotherVersion() throws Exception {
        account.relay().restart();
        account.rated(120);
        account.runAfter(HOUR);
        account.rated(TWO, 1);
        account.runAfter(HOUR);
        assertThat(account.requests(FIRST_PAGE)).hasSize(1);
        DemoSurvey next = DemoSurvey.of("01DEMOSVRVEY00000000000NEXT", 1, 3);
        account.zendesk().define(next);
        DemoSurveyResponse response = account.rated(next, 3);
        account.runAfter(HOUR);
        assertThat(account.stored(response).path("max_score").asInt()).isEqualTo(3);
        assertThat(account.requests(FIRST_PAGE)).as("a version that was not known").hasSize(2);
        assertThat(account.requests(SHOWN)).isEmpty();
    }

    @Test
    void shouldFollowThePagesOfDefinitions() {
        DemoSurvey last = null;
        for (int i = 0; i < 60; i++) {
            last = DemoSurvey.of("01DEMOSVRVEY000000000PAGE" + (10 + i), 1, 3);
            account.zendesk().define(last);
        }
        DemoSurveyResponse response = account.rated(last, 3);
        account.runAfter(HOUR);
        assertThat(account.stored(response).path("max_score").asInt()).isEqualTo(3);
        assertThat(account.requests(DEFINITIONS)).extracting(request -> parameter(request, "page[after]") == null).containsExactly(true, false);
        assertThat(account.requests(SHOWN)).isEmpty();
    }

    @Test
    void shouldFailWhenThePagesOfDefinitionsGoInCircles() {
        DemoSurvey unheard = DemoSurvey.of("01DEMOSVRVEY00000000C1RC1E", 1, 3);
        account.zendesk().define(unheard);
        DemoSurveyResponse response = account.rated(unheard, 3);
        account.zendesk().faults().always(DEFINITIONS,
                DemoFault.status(200, "{\"surveys\":[],\"meta\":{\"has_more\":true,\"after_cursor\":\"again\"}}"));
        assertThat(account.runAfter(HOUR).error()).contains("the list of surveys goes in circles");
        account.zendesk().faults().clear();
        account.run();
        assertThat(account.stored(response)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 410})
    void shouldQuarantineAnAnswerOnAScaleThatZendeskDoesNotTellAndMendItOnceItDoes(int status) {
        account.rated(FIVE, 4);
        account.runAfter(HOUR);
        DemoSurvey unheard = DemoSurvey.of("01DEMOSVRVEY0000000REFVSED" + status, 1, 3);
        account.zendesk().define(unheard);
        DemoSurveyResponse response = account.rated(unheard, 3);
        DemoSurveyResponse known = account.rated(FIVE, 4);
        account.zendesk().faults().always(DEFINITIONS.or(SHOWN), DemoFault.status(status));
        RunRow run = account.runAfter(HOUR);
        assertThat(run.error()).isNull();
        assertThat(run.tally().quarantined()).isEqualTo(1);
        assertThat(account.stored(known)).isNotNull();
        QuarantineRow row = account.relay().store().quarantine(SURVEYS).stream().filter(one -> one.externalId().equals(response.id())).findFirst().orElseThrow();
        assertThat(row.reason()).contains("is not known");

        account.zendesk().faults().clear();
        account.relay().store().retryQuarantined(SURVEYS);
        assertThat(account.relay().runWatched(RunRequest.scheduled(SURVEYS, Lane.MEND)).error()).isNull();
        assertThat(account.stored(response).path("max_score").asInt()).isEqualTo(3);
        assertThat(account.stored(response).path("agent_id").asText()).isEqualTo("135");
        assertThat(account.relay().store().balanced(SURVEYS)).isTrue();
    }

    @Test
    void shouldShowOneResponseForAnEarlierVersionOfItsSurvey() {
        DemoSurvey old = DemoSurvey.of("01DEMOSVRVEY000000000CHANGE", 1, 3);
        account.zendesk().define(old);
        account.zendesk().define(DemoSurvey.of(old.id(), 2, 5));
        List<DemoSurveyResponse> answered = List.of(account.rated(old, 3), account.rated(old, 1), account.rated(old, 2));
        account.runAfter(HOUR);
        assertThat(answered).allMatch(response -> account.stored(response).path("max_score").asInt() == 3);
        assertThat(account.requests(SHOWN)).as("once for the version").hasSize(1);
    }

    @Test
    void shouldAskForTextsInTheLanguageOfTheSettings() throws Exception {
        account.relay().set("ZENDESK_SURVEYS_LOCALE", "pt-br");
        account.relay().restart();
        try {
            DemoSurvey old = DemoSurvey.of("01DEMOSVRVEY000000000L0CALE", 1, 3);
            account.zendesk().define(old);
            account.zendesk().define(DemoSurvey.of(old.id(), 2, 5));
            DemoSurveyResponse response = account.rated(old, 3);
            account.runAfter(HOUR);
            account.relay().runWatched(RunRequest.one(SURVEYS, response.id()));
            assertThat(account.stored(response)).isNotNull();
            assertThat(account.requests(FIRST_PAGE)).extracting(DemoRequest::path).containsExactly("/api/v2/guide/pt-br/surveys");
            assertThat(account.requests(SHOWN)).extracting(DemoRequest::path).hasSize(2).containsOnly("/api/v2/guide/pt-br/survey_responses/" + response.id());
        } finally {
            account.relay().set("ZENDESK_SURVEYS_LOCALE", "");
            account.relay().restart();
        }
    }
}
