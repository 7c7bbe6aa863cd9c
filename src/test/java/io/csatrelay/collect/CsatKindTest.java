package io.csatrelay.collect;

import static io.csatrelay.app.TestingRelay.RATINGS;
import static io.csatrelay.app.TestingRelay.SURVEYS;
import static io.csatrelay.collect.SurveyAccount.FIVE;
import static io.csatrelay.collect.SurveyAccount.LIST;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoRating;
import io.csatrelay.demo.DemoRequest;
import io.csatrelay.demo.DemoSurveyResponse;
import io.csatrelay.ops.Status;
import io.csatrelay.ops.StatusReader;
import io.csatrelay.store.DistributionSql;
import io.csatrelay.store.StatusSql;
import io.csatrelay.store.TestingStore.RunRow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** ZENDESK_CSAT=auto: whichever kind of CSAT the account has is collected, and the other one is a state, not an error. */
class CsatKindTest {
    private static final Predicate<DemoRequest> ANY_RATINGS = request -> request.path().contains("satisfaction_r");
    private static final Predicate<DemoRequest> ANY_SURVEYS = request -> request.path().contains("/guide/");

    private static SurveyAccount account;
    private static long rating = 9_000_000L;

    @BeforeAll
    static void start() {
        account = new SurveyAccount(SurveyAccount.plan().set("ZENDESK_CSAT", "auto").set("ZENDESK_RATINGS_SINCE", "1h"));
    }

    @AfterAll
    static void stop() throws Exception {
        account.close();
    }

    @BeforeEach
    void fresh() {
        account.fresh();
        assertThat(ratings().error()).isNull();
        account.forget();
    }

    private static RunRow ratings() {
        return account.relay().runWatched(RunRequest.scheduled(RATINGS, Lane.LIVE));
    }

    private static DemoSurveyResponse newOfBoth() {
        account.zendesk().add(DemoRating.good(rating++, rating++, account.now()));
        DemoSurveyResponse response = account.rated(FIVE, 5);
        account.relay().time().advance(Duration.ofHours(1));
        return response;
    }

    private static Status.SourceStatus status(String source) {
        Map<String, String> declared = new TreeMap<>();
        declared.put(RATINGS, null);
        declared.put(SURVEYS, null);
        return new StatusReader(new StatusSql(account.relay().database()), declared, false, account::now, () -> true).read().sources().stream()
                .filter(one -> one.id().equals(source)).findFirst().orElseThrow();
    }

    @Test
    void shouldCollectBothWhenTheAccountHasBoth() {
        newOfBoth();
        assertThat(account.run().tally().stored()).isEqualTo(1);
        assertThat(ratings().tally().stored()).isEqualTo(1);
        assertThat(status(SURVEYS).state()).isEqualTo("idle");
        assertThat(status(RATINGS).state()).isEqualTo("idle");
    }

    @Test
    void shouldCollectRatingsOfAnAccountWithoutSurveysAndShowThatAsAState() {
        account.zendesk().faults().always(ANY_SURVEYS, DemoFault.status(403));
        newOfBoth();
        RunRow surveys = account.run();
        assertThat(surveys.error()).isNull();
        assertThat(surveys.tally()).isEqualTo(Tally.NONE);
        assertThat(ratings().tally().stored()).isEqualTo(1);
        assertThat(status(SURVEYS).state()).isEqualTo("off");
        assertThat(status(SURVEYS).lastError()).isEqualTo("the account has no survey responses, it has satisfaction ratings (HTTP 403)");
        assertThat(status(SURVEYS).lagSeconds()).as("nothing lags").isNull();
        assertThat(status(RATINGS).state()).isEqualTo("idle");
        assertThat(new DistributionSql(account.relay().database()).dataThrough(Set.of(RATINGS, SURVEYS))).as("reports do not wait for it")
                .contains(status(RATINGS).bookmark());
    }

    @Test
    void shouldLogOnceWhatTheAccountLacksHoweverOftenItIsAsked() {
        account.zendesk().faults().always(ANY_SURVEYS, DemoFault.status(403));
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger runs = (Logger) LoggerFactory.getLogger(Runs.class);
        runs.setLevel(Level.INFO);
        runs.setAdditive(false);
        runs.addAppender(log);
        try {
            for (int tick = 0; tick < 3; tick++) {
                assertThat(account.runAfter(Duration.ofMinutes(5)).error()).isNull();
            }
            account.relay().awaitIdle();
        } finally {
            runs.detachAppender(log);
            runs.setAdditive(true);
            runs.setLevel(null);
        }
        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("zendesk-surveys: the account has no survey responses, it has satisfaction ratings (HTTP 403): off until it has some");
    }

    @Test
    void shouldCollectSurveysOfAnAccountWithoutRatings() {
        account.zendesk().faults().always(ANY_RATINGS, DemoFault.status(404, "{\"error\":\"InvalidEndpoint\"}"));
        newOfBoth();
        assertThat(ratings().error()).isNull();
        assertThat(account.run().tally().stored()).isEqualTo(1);
        assertThat(status(RATINGS).lastError()).isEqualTo("the account has no satisfaction ratings, it has survey responses (HTTP 404)");
        assertThat(status(SURVEYS).state()).isEqualTo("idle");
    }

    @Test
    void shouldFailWhenTheAccountShowsNeitherThoughItWasOffBefore() {
        newOfBoth();
        account.zendesk().faults().always(ANY_SURVEYS, DemoFault.status(403));
        account.run();
        assertThat(status(SURVEYS).state()).isEqualTo("off");
        account.zendesk().faults().clear();
        account.zendesk().faults().always(ANY_RATINGS.or(ANY_SURVEYS), DemoFault.status(403));
        newOfBoth();
        assertThat(account.run().error()).contains("HTTP 403 from 127.0.0.1: the account shows neither survey responses nor satisfaction ratings", "no admin");
        assertThat(ratings().error()).contains("neither satisfaction ratings nor survey responses");
        assertThat(status(SURVEYS).state()).isEqualTo("failing");
    }

    @Test
    void shouldGoOnWhereItWasOnceTheAccountHasTheKind() {
        DemoSurveyResponse meanwhile = newOfBoth();
        account.zendesk().faults().always(ANY_SURVEYS, DemoFault.status(403));
        account.run();
        assertThat(status(SURVEYS).state()).isEqualTo("off");
        account.zendesk().faults().clear();
        assertThat(account.run().error()).isNull();
        assertThat(account.stored(meanwhile)).isNotNull();
        assertThat(status(SURVEYS).state()).isEqualTo("idle");
    }

    @Test
    void shouldDecideNothingWhileTheOtherKindCannotBeAsked() {
        account.zendesk().faults().always(ANY_SURVEYS, DemoFault.status(403)).always(ANY_RATINGS, DemoFault.status(503));
        newOfBoth();
        assertThat(account.run().error()).contains("HTTP 503");
        assertThat(status(SURVEYS).state()).isEqualTo("failing");
    }

    @Test
    void shouldFailWhenTheTicketsAreRefusedOfAnAccountThatListsItsSurveys() {
        DemoSurveyResponse answered = newOfBoth();
        account.zendesk().faults().always(SurveyAccount.TICKETS, DemoFault.status(403));
        assertThat(account.run().error()).contains("HTTP 403 from 127.0.0.1", "no admin");
        assertThat(account.requests(ANY_RATINGS)).as("the other kind is not asked for").isEmpty();
        assertThat(status(SURVEYS).state()).isEqualTo("failing");
        account.zendesk().faults().clear();
        account.run();
        assertThat(account.stored(answered)).isNotNull();
    }

    @Test
    void shouldFailWhenALaterPageOfTheListIsNotFound() {
        List<DemoSurveyResponse> answered = account.rated(60);
        account.relay().time().advance(Duration.ofHours(1));
        account.zendesk().faults().always(LIST.and(request -> SurveyAccount.parameter(request, "page[after]") != null), DemoFault.status(404));
        assertThat(account.run().error()).contains("HTTP 404 from 127.0.0.1");
        assertThat(account.requests(ANY_RATINGS)).isEmpty();
        assertThat(status(SURVEYS).state()).isEqualTo("failing");
        account.zendesk().faults().clear();
        account.run();
        assertThat(answered).allMatch(response -> account.stored(response) != null);
    }

    @Test
    void shouldKeepA401AnErrorAndAskNothingElse() {
        account.zendesk().faults().always(LIST, DemoFault.status(401, "{}"));
        newOfBoth();
        assertThat(account.run().error()).contains("HTTP 401", "check ZENDESK_EMAIL");
        assertThat(account.requests(ANY_RATINGS)).isEmpty();
    }
}
