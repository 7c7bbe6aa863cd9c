package io.csatrelay.app;

import static io.csatrelay.app.TestingApi.READ;
import static io.csatrelay.app.TestingRelay.RATINGS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.csatrelay.app.TestingApi.Answer;
import io.csatrelay.demo.DemoRating;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** LivePerson's contract over real HTTP, over ratings that were collected; every answer keeps the API's contract. */
class LivePersonApiTest {
    private static final String CSAT = "/operations/api/account/local/msgcsatdistribution";
    private static final String ENGAGEMENTS = "/operations/api/account/local/engactivity";
    private static TestingRelay relay;
    private static TestingApi api;

    @BeforeAll
    static void fill() {
        relay = TestingApi.planWithTokens().collectingOnly().set("ZENDESK_SETTLE", "1s").set("ZENDESK_RATINGS_SINCE", "2h").start();
        api = new TestingApi(relay);
        relay.zendesk().add(DemoRating.good(1, 101, ago(200)).withAgent(7L, 4L));
        relay.zendesk().add(DemoRating.good(2, 102, ago(190)).withAgent(7L, 4L));
        relay.zendesk().add(DemoRating.bad(3, 103, ago(180)).withAgent(8L, 4L));
        relay.zendesk().add(DemoRating.good(4, 104, ago(170)).withAgent(null, null));
        api.collect(4);
    }

    private static Instant ago(long seconds) {
        return Instant.now().minus(Duration.ofSeconds(seconds));
    }

    @AfterAll
    static void stop() throws Exception {
        relay.close();
    }

    private static JsonNode ok(String path) {
        Answer answer = api.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers()).contains("content-type: application/json", "cache-control: no-store", "ratelimit-limit: 6000").doesNotContain("accountid", "skillids", "timeframe");
        return answer.json();
    }

    @Test
    void shouldAnswerWhatWasCollected() {
        JsonNode totals = ok(CSAT + "?timeframe=60&v=1").path("metricsTotals");

        assertThat(totals.toString()).isEqualTo("{\"csat_score1_answers\":1,\"csat_score2_answers\":0,\"csat_score3_answers\":0,\"csat_score4_answers\":0,"
                + "\"csat_score5_answers\":3,\"total_answers\":4,\"positive_answers\":3,\"csat_score\":75.0}");
    }

    @Test
    void shouldAnswerBySkillAndAgentWithMinusOneForNone() {
        JsonNode answer = ok(CSAT + "?timeframe=60&v=1&skillIds=4%2C-1&agentIds=all&interval=30");

        assertThat(answer.at("/skillsMetricsPerAgent/metricsPerSkill/4/metricsPerAgent/7/csat_score5_answers").asLong()).isEqualTo(2);
        assertThat(answer.at("/skillsMetricsPerAgent/metricsPerSkill/-1/metricsTotals/total_answers").asLong()).isEqualTo(1);
        assertThat(answer.at("/agentsMetrics/metricsPerAgent/-1/total_answers").asLong()).isEqualTo(1);
        assertThat(answer.at("/metricsByIntervals/0/metricsData/agentsMetrics/metricsPerAgent").isObject()).isTrue();
    }

    @Test
    void shouldTraceEachFigureBySkillAndAgentToItsRatings() {
        String to = Instant.now().toString();
        String from = Instant.now().minus(Duration.ofHours(1)).toString();
        JsonNode skills = ok(CSAT + "?v=1&skillIds=all&from=" + from + "&to=" + to).at("/skillsMetricsPerAgent/metricsPerSkill");
        List<String> traced = new ArrayList<>();
        skills.fields().forEachRemaining(skill -> skill.getValue().path("metricsPerAgent").fields().forEachRemaining(agent -> {
            Answer ratings = api.post("/reporting/v1.2/csat/ratings", "{\"filters\":{\"from\":\"" + from + "\",\"to\":\"" + to + "\",\"skills\":[\"" + skill.getKey()
                    + "\"],\"userIds\":[\"" + agent.getKey() + "\"]},\"orderBy\":\"Ascending\",\"orderByField\":\"Reference\"}");
            assertThat(ratings.json().path("ratings")).hasSize(agent.getValue().path("total_answers").asInt());
            traced.add(skill.getKey() + "/" + agent.getKey() + " " + ratings.json().path("ratings").findValuesAsText("reference"));
        }));

        assertThat(traced).containsExactlyInAnyOrder("4/7 [1, 2]", "4/8 [3]", "-1/-1 [4]");
    }

    @Test
    void shouldAnswerASourceUnderItsOwnAccountId() {
        assertThat(ok("/operations/api/account/" + RATINGS + "/msgcsatdistribution?timeframe=60&v=1")).isEqualTo(ok(CSAT + "?timeframe=60&v=1"));
    }

    @Test
    void shouldAnswerTheDocumentedZerosOfEngagements() {
        assertThat(ok(ENGAGEMENTS + "?timeframe=60&v=1&interval=30&skillIds=all").at("/skillsMetricsPerAgent/metricsTotals/connectedEngagements").asLong(-1)).isZero();
        assertThat(ok("/operations/api/account/" + RATINGS + "/engactivity?timeframe=1440&v=1").at("/metricsTotals/totalHandlingTime").asLong(-1)).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "v=1 | timeframe", "timeframe=1441&v=1 | timeframe", "timeframe=x&v=1 | timeframe", "timeframe=60 | v", "timeframe=60&v=2 | v",
        "timeframe=60&v=1&skillIds=x | skillIds", "timeframe=60&v=1&agentIds=1,,2 | agentIds", "timeframe=60&v=1&interval=31 | interval",
        "timeframe=60&v=1&interval=4 | interval", "v=1&from=2026-05-01T00:00:00Z | to", "v=1&from=x&to=2026-05-01T00:00:00Z | from",
        "v=1&timeframe=60&timeframe=60 | timeframe",
    })
    void shouldAnswer400AndNameTheParameter(String query, String field) {
        for (String path : List.of(CSAT, ENGAGEMENTS)) {
            Answer answer = api.get(path + "?" + query);
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.json().path("error").asText()).isEqualTo("bad_request");
            assertThat(answer.json().path("field").asText()).isEqualTo(field);
            assertThat(answer.json().path("message").asText()).isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"56072331", "maestroqa", "Local", "local%20"})
    void shouldAnswer401ToAnUnknownAccount(String account) {
        Answer answer = api.get("/operations/api/account/" + account + "/msgcsatdistribution?timeframe=60&v=1");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers()).contains("www-authenticate: Bearer");
        assertThat(answer.json().path("error").asText()).isEqualTo("unauthorized");
    }

    @Test
    void shouldAnswer401WithoutTheToken() {
        for (String path : List.of(CSAT, ENGAGEMENTS)) {
            assertThat(api.send(HttpRequest.newBuilder(api.api(path + "?timeframe=60&v=1"))).status()).isEqualTo(401);
            assertThat(api.send(HttpRequest.newBuilder(api.api(path + "?timeframe=60&v=1")).header("Authorization", "Bearer " + READ + "x")).status()).isEqualTo(401);
        }
    }

    @Test
    void shouldTakeTheAccountFromThePathWhateverAHeaderSays() {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.api("/operations/api/account/nobody/msgcsatdistribution?timeframe=60&v=1"))
                .header("Authorization", "Bearer " + READ).header("accountId", "local");

        assertThat(api.send(request).status()).isEqualTo(401);
    }

    @Test
    void shouldLetAnAnswerBeKeptWhenThatIsAskedFor() {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.api(CSAT + "?from=2026-05-01T00:00:00Z&to=2026-05-02T00:00:00Z&v=1"))
                .header("Authorization", "Bearer " + READ).header("Cache-Control", "max-age=60");

        Answer first = api.checked("GET", CSAT, api.send(request));
        assertThat(first.headers()).contains("cache-control: private, max-age=60");
        Answer second = api.checked("GET", CSAT, api.send(request.header("If-None-Match", first.header("ETag").orElseThrow())));
        assertThat(second.status()).isEqualTo(304);
    }

    @Test
    void shouldTakeThreeHundredIdsInOneRequest() {
        String ids = LongStream.range(0, 300).mapToObj(i -> String.valueOf(360_100_000_000L + i)).collect(Collectors.joining(","));

        assertThat(ok(CSAT + "?timeframe=60&v=1&agentIds=" + ids).at("/agentsMetrics/metricsPerAgent")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/operations/api/account/local", "/operations/api/account/local/nope", "/operations/api/account//msgcsatdistribution",
        "/operations/api/account/local/more/msgcsatdistribution", "/operations"})
    void shouldAnswer404ToAPathThatLivePersonHasNot(String path) {
        assertThat(api.send(HttpRequest.newBuilder(api.api(path)).header("Authorization", "Bearer " + READ)).status()).isEqualTo(404);
    }
}
