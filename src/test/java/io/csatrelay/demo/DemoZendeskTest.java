package io.csatrelay.demo;

import static io.csatrelay.demo.TestingClient.basic;
import static io.csatrelay.demo.TestingClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoZendeskTest {

    private static final Instant T = Instant.parse("2026-05-01T10:00:00Z");
    private static final Instant NOW = Instant.parse("2026-05-02T09:30:00Z");

    private final TestingClient client = new TestingClient();
    private DemoZendesk zendesk;

    @AfterEach
    void stop() {
        if (zendesk != null) {
            zendesk.close();
        }
    }

    private void start(DemoZendesk.Quirk... quirks) throws IOException {
        zendesk = DemoZendesk.start(DemoZendesk.Options.defaults().withClock(() -> NOW).withOauth("bearer-1").withQuirks(quirks));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.get(zendesk.url() + path);
    }

    private int statusAs(String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(zendesk.url() + "/api/v2/users/me.json"));
        return client.send(authorization == null ? request : request.header("Authorization", authorization)).statusCode();
    }

    @Test
    void shouldLetInOnlyWhoHasTheCredentials() throws Exception {
        start();
        assertThat(statusAs(basic("admin@demo.example", "demo-zendesk-token"))).isEqualTo(200);
        assertThat(statusAs("Bearer bearer-1")).isEqualTo(200);
        assertThat(statusAs(null)).isEqualTo(401);
        assertThat(statusAs("Bearer bearer-2")).isEqualTo(401);
        assertThat(statusAs("Basic !")).isEqualTo(401);
        assertThat(statusAs(basic("admin@demo.example", "wrong"))).isEqualTo(401);
        assertThat(statusAs(basic("other@demo.example", "demo-zendesk-token"))).isEqualTo(401);
        HttpResponse<String> refused = client.send(HttpRequest.newBuilder(URI.create(zendesk.url() + "/api/v2/satisfaction_ratings")));
        assertThat(refused.body()).isEqualTo("{\"error\":\"Couldn't authenticate you\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v2/satisfaction_ratings", "/api/v2/satisfaction_ratings/count", "/api/v2/satisfaction_ratings/1",
        "/api/v2/satisfaction_reasons", "/api/v2/users/me"})
    void shouldAnswerWithAndWithoutJsonAtTheEnd(String path) throws Exception {
        start();
        zendesk.add(DemoRating.good(1, 1, T));
        assertThat(get(path).statusCode()).isEqualTo(200);
        assertThat(json(get(path + ".json")).path("error").isMissingNode()).isTrue();
    }

    @Test
    void shouldTellItsRateLimitsInEveryAnswer() throws Exception {
        start();
        get("/api/v2/users/me.json");
        var headers = get("/api/v2/nothing").headers();
        assertThat(headers.firstValue("X-Rate-Limit")).contains("700");
        assertThat(headers.firstValue("X-Rate-Limit-Remaining")).contains("698");
        assertThat(headers.firstValue("ratelimit-limit")).contains("700");
        assertThat(headers.firstValue("ratelimit-remaining")).contains("698");
        assertThat(headers.firstValueAsLong("ratelimit-reset").orElseThrow()).isBetween(1L, 61L);
    }

    @Test
    void shouldShowARatingInAListOrAsAnObject() throws Exception {
        start();
        zendesk.add(DemoRating.good(35436, 208, T));
        assertThat(json(get("/api/v2/satisfaction_ratings/35436.json")).at("/satisfaction_rating/0/ticket_id").intValue()).isEqualTo(208);
        zendesk.close();
        start(DemoZendesk.Quirk.SHOW_AS_OBJECT);
        zendesk.add(DemoRating.good(35436, 208, T));
        assertThat(json(get("/api/v2/satisfaction_ratings/35436.json")).at("/satisfaction_rating/ticket_id").intValue()).isEqualTo(208);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v2/satisfaction_ratings/99", "/api/v2/satisfaction_ratings/abc", "/api/v2/nothing"})
    void shouldAnswer404AsJsonWhenThereIsNothing(String path) throws Exception {
        start();
        assertThat(get(path).statusCode()).isEqualTo(404);
        assertThat(json(get(path)).path("error").asText()).isNotEmpty();
    }

    @Test
    void shouldCountExactlyUpTo100000AndKeepTheNumberForADayAbove() throws Exception {
        start();
        zendesk.add(DemoRating.good(1, 1, T));
        assertThat(get("/api/v2/satisfaction_ratings/count.json").body())
                .isEqualTo("{\"count\":{\"refreshed_at\":\"2026-05-02T09:30:00Z\",\"value\":1}}");
        addUpTo(100_001);
        assertThat(json(get("/api/v2/satisfaction_ratings/count.json")).at("/count/value").intValue()).isEqualTo(100_001);
        zendesk.add(DemoRating.good(100_002, 1, T));
        assertThat(json(get("/api/v2/satisfaction_ratings/count.json")).at("/count/value").intValue()).isEqualTo(100_001);
    }

    @Test
    void shouldCapTheCountWhileItIsRefreshed() throws Exception {
        start(DemoZendesk.Quirk.COUNT_REFRESHING);
        addUpTo(100_001);
        assertThat(get("/api/v2/satisfaction_ratings/count").body()).isEqualTo("{\"count\":{\"refreshed_at\":null,\"value\":100000}}");
    }

    private void addUpTo(int last) {
        zendesk.addAll(LongStream.rangeClosed(zendesk.size() + 1, last).mapToObj(id -> DemoRating.good(id, id, T)).toList());
    }

    @Test
    void shouldListReasonsWithAPlaceholderAmongThem() throws Exception {
        start();
        JsonNode reasons = json(get("/api/v2/satisfaction_reasons.json")).path("reasons");
        assertThat(reasons.findValuesAsText("reason_code")).containsExactly("0", "5", "6", "7", "8", "1000", "1001");
        assertThat(reasons.findValuesAsText("value")).anyMatch(value -> value.startsWith("{{dc."));
    }

    @Test
    void shouldForbidReasonsWithAnEmptyPageWhenThePlanHasNone() throws Exception {
        start(DemoZendesk.Quirk.REASONS_FORBIDDEN);
        HttpResponse<String> response = get("/api/v2/satisfaction_reasons");
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/html");
        assertThat(response.body()).isEmpty();
    }

    @Test
    void shouldMakeARatingOfWhatTheRequesterPosts() throws Exception {
        start();
        zendesk.addTicket(new DemoTicket(208, 7881, 135L, 44L, true));
        HttpResponse<String> response = client.rate(zendesk, 208,
                "{\"satisfaction_rating\":{\"score\":\"bad\",\"comment\":\"no 😡\",\"reason_code\":5}}");
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode rating = json(response).at("/satisfaction_rating/0");
        assertThat(rating.path("ticket_id").intValue()).isEqualTo(208);
        assertThat(rating.path("assignee_id").intValue()).isEqualTo(135);
        assertThat(rating.path("comment").asText()).isEqualTo("no 😡");
        assertThat(rating.path("reason_id").longValue()).isEqualTo(DemoReason.byCode(5).orElseThrow().id());
        assertThat(rating.path("created_at").asText()).isEqualTo(NOW.toString());
        assertThat(rating.has("reason_code")).isFalse();
        assertThat(json(get("/api/v2/satisfaction_ratings?score=bad_with_comment")).at("/satisfaction_ratings/0")).isEqualTo(rating);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "400|{\"score\":\"good\"}", "400|nonsense",
        "422|{\"satisfaction_rating\":{\"score\":\"offered\"}}", "422|{\"satisfaction_rating\":{\"comment\":\"x\"}}",
        "422|{\"satisfaction_rating\":{\"score\":\"good\",\"reason_code\":5}}",
        "422|{\"satisfaction_rating\":{\"score\":\"bad\",\"reason_code\":77}}",
        "422|{\"satisfaction_rating\":{\"score\":\"bad\",\"other\":1}}"})
    void shouldRefuseAPostThatIsNotAsDocumented(int status, String body) throws Exception {
        start();
        zendesk.addTicket(new DemoTicket(208, 7881, 135L, 44L, true));
        assertThat(client.rate(zendesk, 208, body).statusCode()).isEqualTo(status);
        assertThat(zendesk.size()).isZero();
    }

    @Test
    void shouldRefuseAPostForATicketThatIsMissingOrUnsolved() throws Exception {
        start();
        zendesk.addTicket(new DemoTicket(208, 7881, 135L, 44L, false));
        String good = "{\"satisfaction_rating\":{\"score\":\"good\"}}";
        assertThat(client.rate(zendesk, 208, good).statusCode()).isEqualTo(422);
        assertThat(client.rate(zendesk, 209, good).statusCode()).isEqualTo(404);
    }

    @Test
    void shouldAnswerAnOfferInPlaceAndAddARowWhenRatedAgain() throws Exception {
        start();
        zendesk.add(DemoRating.offered(1, 208, T));
        assertThat(postedId("good")).isEqualTo(1);
        assertThat(postedId("bad")).isEqualTo(2);
        assertThat(zendesk.ratings()).extracting(DemoRating::score).containsExactly("good", "bad");
    }

    @Test
    void shouldAddARowWhenTheSurveyOfAnOfferHasClosed() throws Exception {
        start();
        zendesk.add(DemoRating.offered(1, 208, NOW.minus(Duration.ofDays(28))));
        assertThat(postedId("good")).isEqualTo(2);
        assertThat(zendesk.ratings()).extracting(DemoRating::score).containsExactly("offered", "good");
    }

    @Test
    void shouldChangeTheRowWhenRatedAgainInPlace() throws Exception {
        start(DemoZendesk.Quirk.CHANGE_IN_PLACE);
        zendesk.add(DemoRating.good(1, 208, T));
        assertThat(postedId("bad")).isEqualTo(1);
        assertThat(zendesk.ratings()).singleElement().satisfies(rating -> {
            assertThat(rating.createdAt()).isEqualTo(T);
            assertThat(rating.updatedAt()).isEqualTo(NOW);
        });
    }

    private long postedId(String score) throws Exception {
        return json(client.rate(zendesk, 208, "{\"satisfaction_rating\":{\"score\":\"" + score + "\"}}"))
                .at("/satisfaction_rating/0/id").longValue();
    }

    @Test
    void shouldRememberEveryRequest() throws Exception {
        start();
        get("/api/v2/satisfaction_ratings.json?score=good");
        statusAs(null);
        assertThat(zendesk.requests()).hasSize(2);
        DemoRequest first = zendesk.requests().get(0);
        assertThat(first.target()).isEqualTo("/api/v2/satisfaction_ratings.json?score=good");
        assertThat(first.authorization()).isTrue();
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.endNanos()).isGreaterThan(first.startNanos());
        assertThat(zendesk.requests().get(1).authorization()).isFalse();
        assertThat(zendesk.requests().get(1).status()).isEqualTo(401);
    }

    @Test
    void shouldNameThePortWhenItIsTaken() throws Exception {
        start();
        assertThatThrownBy(() -> DemoZendesk.start(DemoZendesk.Options.defaults().withPort(zendesk.port())))
                .isInstanceOf(IOException.class).hasMessageContaining("port " + zendesk.port()).hasMessageContaining("choose another");
    }
}
