package io.csatrelay.demo;

import static io.csatrelay.demo.TestingClient.encode;
import static io.csatrelay.demo.TestingClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo Zendesk's survey responses are as strict, and as bare, as the real ones. */
class DemoZendeskSurveysTest {
    private static final Instant T = Instant.parse("2026-05-01T10:00:00Z");
    private static final DemoSurvey FIVE = DemoSurvey.of("01DEMOSVRVEY0000000000F1VE", 3, 5);

    private final TestingClient client = new TestingClient();
    private DemoZendesk zendesk;

    @BeforeEach
    void start() throws Exception {
        zendesk = DemoZendesk.start(DemoZendesk.Options.defaults());
        zendesk.define(FIVE);
    }

    @AfterEach
    void stop() {
        zendesk.close();
    }

    private HttpResponse<String> list(String query) throws Exception {
        return client.get(zendesk.url() + "/api/v2/guide/survey_responses?" + query.replace("[", "%5B").replace("]", "%5D"));
    }

    /** Offered one second apart, for the tickets 1 and on. */
    private List<DemoSurveyResponse> offered(int count) {
        List<DemoSurveyResponse> responses = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            responses.add(DemoSurveyResponse.offered(i, i, FIVE, T.plusSeconds(i)));
        }
        zendesk.addResponses(responses);
        return responses;
    }

    private static List<String> tickets(JsonNode page) {
        return page.findValuesAsText("subject_zrns").isEmpty() ? List.of()
                : page.path("survey_responses").findValues("subjects").stream().map(subjects -> subjects.at("/0/id").asText()).toList();
    }

    @Test
    void shouldGivePagesOfFiftyAtMostWithMetaAndWithoutLinks() throws Exception {
        offered(70);

        JsonNode first = json(list("sort=id&page[size]=50"));
        JsonNode second = json(list("sort=id&page[size]=50&page[after]=" + encode(first.at("/meta/after_cursor").asText())));

        assertThat(tickets(first)).hasSize(50).startsWith("1", "2");
        assertThat(first.at("/meta/has_more").asBoolean()).isTrue();
        assertThat(first.has("links")).isFalse();
        assertThat(tickets(second)).hasSize(20).endsWith("70");
        assertThat(second.at("/meta/has_more").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"page[size]=51", "page[size]=100", "page[size]=0", "sort=created_at", "sort=-created_at", "start_time=1777629600",
        "filter[created_at_start]=1777629600", "filter[answered_at_start]=1777629600000", "page[after]=nonsense"})
    void shouldRefuseWhatIsNotDocumentedInItsOwnFormOfErrors(String query) throws Exception {
        HttpResponse<String> answer = list(query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).at("/errors/0").fieldNames()).toIterable().containsExactly("code", "status", "title");
        assertThat(json(answer).at("/errors/0/status").asText()).isEqualTo("400");
    }

    @Test
    void shouldListTheNewestFirstUnlessTheirOrderIsAskedFor() throws Exception {
        offered(3);

        assertThat(tickets(json(list("")))).containsExactly("3", "2", "1");
        assertThat(tickets(json(list("sort=-id")))).containsExactly("3", "2", "1");
        assertThat(tickets(json(list("sort=id")))).containsExactly("1", "2", "3");
    }

    @Test
    void shouldFilterByTheOfferAndNotByTheAnswer() throws Exception {
        DemoSurveyResponse first = offered(2).get(0);
        zendesk.updateResponse(first.id(), old -> old.answered(DemoSurveyAnswer.satisfaction(5, T.plusSeconds(86_400))));

        assertThat(tickets(json(list("sort=id&filter[created_at_start]=" + T.plusSeconds(1).toEpochMilli())))).containsExactly("2");
        assertThat(tickets(json(list("sort=id&filter[created_at_end]=" + T.plusSeconds(2).toEpochMilli())))).containsExactly("1");
        assertThat(tickets(json(list("filter[subject_zrns]=zen:ticket:2")))).containsExactly("2");
        assertThat(tickets(json(list("filter[responder_ids]=1")))).isEmpty();
    }

    @Test
    void shouldHaveNoTimeScaleOrTextButInItsAnswersAndDefinition() throws Exception {
        DemoSurveyResponse response = offered(1).get(0);
        JsonNode offer = json(list("")).at("/survey_responses/0");
        assertThat(offer.fieldNames()).toIterable()
                .containsExactly("id", "responder_id", "expires_at", "subject_zrns", "subjects", "survey", "answers");
        assertThat(offer.path("responder_id").isTextual()).isTrue();
        assertThat(offer.path("answers")).isEmpty();

        zendesk.updateResponse(response.id(), old -> old.answered(DemoSurveyAnswer.satisfaction(4, T.plusSeconds(9))));
        JsonNode answer = json(list("")).at("/survey_responses/0/answers/0");
        assertThat(answer.path("updated_at").asText()).isEqualTo("2026-05-01T10:00:09.000Z");
        assertThat(answer.path("question").fieldNames()).toIterable().containsExactly("id", "type", "sub_type");

        JsonNode shown = json(client.get(zendesk.url() + "/api/v2/guide/en-us/survey_responses/" + response.id()));
        assertThat(shown.at("/survey_response/answers/0/question/options")).hasSize(5);
        JsonNode defined = json(client.get(zendesk.url() + "/api/v2/guide/en-us/surveys"));
        assertThat(defined.at("/surveys/0/questions/0/options/4/label/value").asText()).isEqualTo("Very satisfied");
    }

    @Test
    void shouldLeaveATicketOutThatIsGoneAndTakeAHundredIdsAtMost() throws Exception {
        zendesk.addTicket(new DemoTicket(1, 7881, 135L, 44L, true), "chat");
        zendesk.addTicket(new DemoTicket(2, 7881, 135L, 44L, true), "chat");
        zendesk.removeTicket(2);
        String path = zendesk.url() + "/api/v2/tickets/show_many.json?ids=";

        JsonNode tickets = json(client.get(path + "1,2,3")).path("tickets");
        assertThat(tickets.findValuesAsText("id")).containsExactly("1");
        assertThat(tickets.at("/0/via/channel").asText()).isEqualTo("chat");
        assertThat(client.get(path + "1,".repeat(99) + "1").statusCode()).isEqualTo(200);
        assertThat(client.get(path + "1,".repeat(100) + "1").statusCode()).isEqualTo(400);
    }
}
