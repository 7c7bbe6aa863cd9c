package io.csatrelay.collect;

import static io.csatrelay.app.TestingRelay.SURVEYS;
import static io.csatrelay.collect.SurveyAccount.DEFINITIONS;
import static io.csatrelay.collect.SurveyAccount.FIVE;
import static io.csatrelay.collect.SurveyAccount.LIST;
import static io.csatrelay.collect.SurveyAccount.TICKETS;
import static io.csatrelay.collect.SurveyAccount.TWO;
import static io.csatrelay.collect.SurveyAccount.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoRequest;
import io.csatrelay.demo.DemoSurvey;
import io.csatrelay.demo.DemoSurveyAnswer;
import io.csatrelay.demo.DemoSurveyResponse;
import io.csatrelay.demo.DemoTicket;
import io.csatrelay.distribution.Distribution;
import io.csatrelay.distribution.Question;
import io.csatrelay.distribution.Span;
import io.csatrelay.store.DistributionSql;
import io.csatrelay.store.TestingStore.RunRow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Zendesk's survey responses, by the shipped route and mapping. */
class SurveysTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

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
    void shouldReadEveryPageOfFiftyInTheOrderOfIds() {
        List<DemoSurveyResponse> all = account.rated(120);
        RunRow run = account.runAfter(HOUR);
        assertThat(run.error()).isNull();
        assertThat(run.tally().stored()).isEqualTo(120);
        assertThat(all).allMatch(response -> account.stored(response) != null);
        assertThat(account.requests(LIST)).hasSize(3).allMatch(request -> "id".equals(parameter(request, "sort")) && "50".equals(parameter(request, "page[size]")));
    }

    @Test
    void shouldFilterByMillisecondsOfTheOfferOnEveryPage() {
        account.rated(60);
        Instant before = account.now();
        account.runAfter(HOUR);
        assertThat(account.requests(LIST)).hasSize(2).allSatisfy(request -> {
            assertThat(at(request, "filter[created_at_start]")).isBefore(before.minus(Duration.ofMinutes(10)));
            assertThat(at(request, "filter[created_at_end]")).isEqualTo(account.now().minus(Duration.ofMinutes(1)).plusSeconds(1));
        });
    }

    private static Instant at(DemoRequest request, String name) {
        return Instant.ofEpochMilli(Long.parseLong(parameter(request, name)));
    }

    @Test
    void shouldFindAnAnswerThatComesDaysAfterTheOffer() {
        DemoSurveyResponse response = account.offered(FIVE);
        RunRow first = account.runAfter(HOUR);
        assertThat(first.tally().filtered()).isEqualTo(1);
        account.relay().time().advance(DAY.multipliedBy(20));
        account.answer(response, DemoSurveyAnswer.satisfaction(2, account.now()));
        account.run();
        assertThat(account.stored(response)).as("the live run looks forward").isNull();
        assertThat(account.reread().tally().stored()).isEqualTo(1);
        assertThat(account.stored(response).path("score").asInt()).isEqualTo(2);
        assertThat(Instant.parse(account.stored(response).path("submitted_at").asText())).isAfter(response.offeredAt().plus(DAY));
    }

    @Test
    void shouldReadTheLast29DaysAgainAndDropWhatIsUnchanged() {
        account.rated(5);
        account.offered(FIVE);
        account.answer(account.offered(FIVE), DemoSurveyAnswer.skipped(account.now()), DemoSurveyAnswer.comment("Words alone", account.now()));
        account.answer(account.offered(FIVE), DemoSurveyAnswer.comment("Nobody asked for satisfaction", account.now()));
        assertThat(account.runAfter(HOUR).tally()).isEqualTo(new Tally(8, 5, 0, 3, 0));
        account.reread();
        account.forget();
        RunRow again = account.reread();
        assertThat(again.tally().unchanged()).isGreaterThanOrEqualTo(8).isEqualTo(again.tally().fetched());
        assertThat(at(account.requests(LIST).get(0), "filter[created_at_start]"))
                .isEqualTo(account.now().minus(DAY.multipliedBy(29)).minus(Duration.ofMinutes(10)).minusSeconds(1));
        assertThat(account.requests(LIST.negate())).isEmpty();
        assertThat(account.relay().store().balanced(SURVEYS)).isTrue();
    }

    @Test
    void shouldLookUpNothingForWhatIsUnansweredOrSkipped() throws Exception {
        account.relay().restart();
        account.offered(FIVE);
        account.answer(account.offered(FIVE), DemoSurveyAnswer.comment("Words alone", account.now()), DemoSurveyAnswer.skipped(account.now()));
        assertThat(account.runAfter(HOUR).tally()).isEqualTo(new Tally(2, 0, 0, 2, 0));
        assertThat(account.requests(LIST.negate())).isEmpty();
    }

    @Test
    void shouldStoreWhatWasSkippedAndIsAnsweredLater() {
        DemoSurveyResponse response = account.answer(account.offered(FIVE), DemoSurveyAnswer.skipped(account.now()));
        assertThat(account.runAfter(HOUR).tally().filtered()).isEqualTo(1);
        account.answer(response, DemoSurveyAnswer.satisfaction(4, account.now()));
        assertThat(account.reread().tally().stored()).isEqualTo(1);
        assertThat(account.stored(response).path("score").asInt()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldTakeAnEditOfAnotherAnswerThanThatForSatisfaction(boolean satisfactionFirst) {
        DemoSurveyResponse response = account.offered(FIVE);
        DemoSurveyAnswer good = DemoSurveyAnswer.satisfaction(5, account.now());
        DemoSurveyAnswer words = DemoSurveyAnswer.comment("Thanks!", account.now());
        account.answer(response, inOrder(satisfactionFirst, good, words));
        account.runAfter(HOUR);
        JsonNode before = account.stored(response);

        account.relay().time().advance(DAY);
        account.answer(response, inOrder(satisfactionFirst, good, words.reworded("Thanks again!", account.now())));
        assertThat(account.reread().tally().stored()).isEqualTo(1);
        JsonNode now = account.stored(response);
        assertThat(now.path("comment").asText()).isEqualTo("Thanks again!");
        assertThat(now.path("submitted_at")).isEqualTo(before.path("submitted_at"));
        assertThat(Instant.parse(now.path("updated_at").asText())).isEqualTo(account.now());
        assertThat(account.reread().tally().stored()).as("the same version").isZero();
    }

    private static DemoSurveyAnswer[] inOrder(boolean satisfactionFirst, DemoSurveyAnswer satisfaction, DemoSurveyAnswer other) {
        return satisfactionFirst ? new DemoSurveyAnswer[] {satisfaction, other} : new DemoSurveyAnswer[] {other, satisfaction};
    }

    @Test
    void shouldReplaceTheWholeRecordWhenAnAnswerIsEditedAndOthersVanish() {
        DemoSurveyResponse response = account.offered(FIVE);
        DemoSurveyAnswer good = DemoSurveyAnswer.satisfaction(5, account.now());
        account.answer(response, good, DemoSurveyAnswer.reason(2, account.now()), DemoSurveyAnswer.comment("Thanks!", account.now()));
        account.runAfter(HOUR);
        JsonNode before = account.stored(response);
        assertThat(before.path("comment").asText()).isEqualTo("Thanks!");
        assertThat(before.at("/clarifying_answers/0/question").asText()).isEqualTo("Select a reason");
        assertThat(before.at("/clarifying_answers/0/score_label").asText()).isEqualTo("The agent did not know enough");

        account.relay().time().advance(DAY);
        account.answer(response, good.edited(1, account.now()));
        assertThat(account.reread().tally().stored()).isEqualTo(1);
        JsonNode now = account.stored(response);
        assertThat(now.path("score").asInt()).isEqualTo(1);
        assertThat(now.has("comment")).isFalse();
        assertThat(now.path("clarifying_answers")).isEmpty();
        assertThat(now.path("submitted_at")).isEqualTo(before.path("submitted_at"));
        assertThat(account.relay().store().ratings(SURVEYS).get(response.id()).version()).isEqualTo(account.now().toString().replace("Z", ".000Z"));
    }

    @Test
    void shouldTakeEachSurveysOwnScaleAndLabels() {
        DemoSurveyResponse five = account.rated(FIVE, 4);
        DemoSurveyResponse two = account.rated(TWO, 2);
        account.runAfter(HOUR);
        assertThat(account.stored(five).path("max_score").asInt()).isEqualTo(5);
        assertThat(account.stored(five).path("score_label").asText()).isEqualTo("Satisfied");
        assertThat(account.stored(two).path("max_score").asInt()).isEqualTo(2);
        assertThat(account.stored(two).path("score_label").asText()).isEqualTo("Good");
    }

    @Test
    void shouldCreditTheAgentOfTheTicketWhenTheAnswerIsFirstSeenAndKeepIt() {
        DemoSurveyResponse response = account.offered(FIVE);
        DemoSurveyAnswer first = DemoSurveyAnswer.satisfaction(5, account.now());
        account.answer(response, first);
        account.runAfter(HOUR);
        assertThat(account.stored(response).path("agent_id").asText()).isEqualTo("135");

        account.zendesk().addTicket(new DemoTicket(Long.parseLong(response.subjectId()), 7881, 999L, 998L, true), "chat");
        account.relay().time().advance(HOUR);
        account.answer(response, first.edited(2, account.now()));
        account.forget();
        account.reread();
        JsonNode now = account.stored(response);
        assertThat(now.path("score").asInt()).isEqualTo(2);
        assertThat(now.path("agent_id").asText()).isEqualTo("135");
        assertThat(now.path("skill_id").asText()).isEqualTo("44");
        assertThat(now.path("channel").asText()).isEqualTo("web");
        assertThat(account.requests(TICKETS)).as("not asked again").isEmpty();
    }

    @Test
    void shouldAskForTheTicketsOfAnsweredSurveysOnlyAHundredAtATime() {
        List<DemoSurveyResponse> rated = account.rated(130);
        account.offered(FIVE);
        assertThat(account.runAfter(HOUR).tally()).isEqualTo(new Tally(131, 130, 0, 1, 0));
        List<List<String>> requests = account.requests(TICKETS).stream().map(request -> List.of(parameter(request, "ids").split(","))).toList();
        assertThat(requests).extracting(List::size).containsExactly(100, 30);
        assertThat(requests.stream().flatMap(List::stream)).containsExactlyElementsOf(rated.stream().map(DemoSurveyResponse::subjectId).toList());
    }

    @Test
    void shouldHoldWhatHasNoTicketAndWhoseTicketIsGone() {
        DemoSurveyResponse conversation = DemoSurveyResponse.ofConversation(account.number(), "4295a81b-ccdd-4998-88d9-0eff5e76dc44", FIVE, account.now());
        account.zendesk().addResponses(List.of(conversation));
        account.answer(conversation, DemoSurveyAnswer.satisfaction(3, account.now()));
        DemoSurveyResponse gone = account.rated(FIVE, 1);
        account.zendesk().removeTicket(Long.parseLong(gone.subjectId()));
        RunRow run = account.runAfter(HOUR);
        assertThat(run.tally().stored()).isEqualTo(2);
        assertThat(account.owed(conversation)).singleElement().satisfies(row -> {
            assertThat(row.state()).isEqualTo("held");
            assertThat(row.reason()).contains("no ticket_id");
        });
        assertThat(account.owed(gone)).singleElement().satisfies(row -> {
            assertThat(row.state()).isEqualTo("held");
            assertThat(row.reason()).isEqualTo("neither agent_id nor agent_email: its ticket is gone");
        });
        assertThat(counted(conversation)).as("held ones are in reports all the same").isEqualTo(new Distribution(1, 0, 1, 0, 0));
    }

    /** What reports count of the hour since that response's first moment. */
    private static Distribution counted(DemoSurveyResponse first) {
        return new DistributionSql(account.relay().database()).read(Question.total(Span.around(first.offeredAt(), account.now())))
                .get(0).getOrDefault(List.of(), Distribution.EMPTY);
    }

    @Test
    void shouldCountAsPositiveWhatZendeskCallsGoodAndTheNeutralOnesToo() {
        DemoSurvey three = DemoSurvey.of("01DEMOSVRVEY000000000THREE", 1, 3);
        account.zendesk().define(three);
        DemoSurveyResponse first = account.rated(TWO, 1);
        account.rated(TWO, 2);
        for (int score = 1; score <= 3; score++) {
            account.rated(three, score);
        }
        for (int score = 1; score <= 5; score++) {
            account.rated(FIVE, score);
        }
        account.runAfter(HOUR);

        Distribution counted = counted(first);
        assertThat(counted.total()).isEqualTo(2 + 3 + 5);
        assertThat(counted.positive()).as("2 of two points, 3 of three, 4 and 5 of five").isEqualTo(1 + 1 + 2);
        assertThat(counted.score()).contains(new BigDecimal("40.00"));
    }

    @Test
    void shouldSayInWordsWhatZendeskRefusesAndQuoteNothingOfIt() {
        DemoSurveyResponse response = account.rated(FIVE, 4);
        account.zendesk().faults().always(LIST, DemoFault.status(400, "{\"errors\":[{\"code\":\"InvalidParameter\",\"status\":\"400\",\"title\":\"canary\"}]}"));
        RunRow failed = account.runAfter(HOUR);
        assertThat(failed.error()).startsWith("collecting zendesk-surveys 2026-").contains("HTTP 400 from 127.0.0.1: the vendor does not accept the request")
                .doesNotContain("canary");
        assertThat(account.requests(LIST)).hasSize(1);
        account.zendesk().faults().clear();
        account.run();
        assertThat(account.stored(response)).isNotNull();
    }

    @Test
    void shouldFilterWhatIsSkippedOrUnanswered() {
        account.offered(FIVE);
        account.answer(account.offered(FIVE), DemoSurveyAnswer.skipped(account.now()), DemoSurveyAnswer.comment("Words alone", account.now()));
        RunRow run = account.runAfter(HOUR);
        assertThat(run.tally()).isEqualTo(new Tally(2, 0, 0, 2, 0));
    }

    @Test
    void shouldQuarantineNonsenseAndStoreTheRestOfThePage() {
        DemoSurveyResponse nonsense = account.rated(FIVE, 9);
        DemoSurveyResponse odd = account.rated(FIVE, 1);
        account.zendesk().updateResponse(odd.id(), old -> old.servedAs("{\"id\":\"" + old.id() + "\",\"answers\":\"many\"}"));
        DemoSurveyResponse bare = account.rated(FIVE, 1);
        account.zendesk().updateResponse(bare.id(), old -> old.servedAs("\"not an object\""));
        DemoSurveyResponse sound = account.rated(FIVE, 5);
        RunRow run = account.runAfter(HOUR);
        assertThat(run.error()).isNull();
        assertThat(run.tally()).isEqualTo(new Tally(4, 1, 0, 0, 3));
        assertThat(account.stored(sound)).isNotNull();
        assertThat(account.relay().store().quarantine(SURVEYS)).anySatisfy(row -> {
            assertThat(row.externalId()).isEqualTo(nonsense.id());
            assertThat(row.reason()).contains("outside its scale");
        });
        assertThat(account.relay().store().balanced(SURVEYS)).isTrue();
    }

    @Test
    void shouldTryAgainWhateverPassesWhereverItHappens() {
        account.rated(60);
        account.zendesk().faults().next(1, LIST, DemoFault.tooMany("0")).next(1, DEFINITIONS, DemoFault.status(503)).next(1, TICKETS, DemoFault.tooManyInPlainText(null))
                .next(1, LIST, new DemoFault.Reset()).next(1, TICKETS, new DemoFault.Truncate(true)).next(1, LIST, DemoFault.brokenJson());
        RunRow run = account.runAfter(HOUR);
        assertThat(run.error()).isNull();
        assertThat(run.tally().stored()).isEqualTo(60);
    }

    @Test
    void shouldLoseNothingWhenTicketsCannotBeHad() {
        List<DemoSurveyResponse> rated = account.rated(3);
        account.zendesk().faults().always(TICKETS, DemoFault.status(401, "{\"error\":\"Couldn't authenticate you\"}"));
        RunRow failed = account.runAfter(HOUR);
        assertThat(failed.error()).startsWith("collecting zendesk-surveys ").contains("HTTP 401", "check ZENDESK_EMAIL");
        assertThat(failed.tally().stored()).isZero();
        account.zendesk().faults().clear();
        account.zendesk().faults().next(1, TICKETS, DemoFault.status(200, "{\"tickets\":null}"));
        assertThat(account.run().error()).as("nothing says that they are gone").contains("the answer has no list of tickets");
        assertThat(account.run().tally().stored()).isEqualTo(3);
        assertThat(rated).allMatch(response -> account.stored(response).path("agent_id").asText().equals("135"));
    }

    @Test
    void shouldCollectOneResponseByItsId() {
        DemoSurveyResponse response = account.rated(FIVE, 4);
        RunRow run = account.relay().run(RunRequest.one(SURVEYS, response.id()));
        assertThat(run.error()).isNull();
        assertThat(account.stored(response).path("score_label").asText()).isEqualTo("Satisfied");
        assertThat(account.relay().run(RunRequest.one(SURVEYS, "01NEVER")).error()).contains("HTTP 404", "no such record");
    }
}
