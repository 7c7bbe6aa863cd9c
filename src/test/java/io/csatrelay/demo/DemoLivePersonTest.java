package io.csatrelay.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo LivePerson is as strict as its documents, and stricter where a mistake would pass unseen at the real one. */
class DemoLivePersonTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:12:30Z");
    private static final String CSAT = "/operations/api/account/56072331/msgcsatdistribution";
    private static final String ENGAGEMENT = "/operations/api/account/56072331/engactivity";

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static DemoLivePerson vendor;

    @BeforeAll
    static void start() throws IOException {
        vendor = DemoLivePerson.start(DemoLivePerson.Options.defaults().withClock(() -> NOW));
        vendor.add(DemoConversation.answered(NOW.minus(Duration.ofMinutes(9)), "4", "15", 5));
        vendor.add(DemoConversation.answered(NOW.minus(Duration.ofMinutes(4)), "15", "16", 1));
    }

    @AfterAll
    static void stop() {
        vendor.close();
    }

    private static HttpResponse<String> send(String target, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(vendor.url() + target)).timeout(Duration.ofSeconds(5));
        return CLIENT.send((headers.length == 0 ? request : request.headers(headers)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> ask(String target) throws IOException, InterruptedException {
        return send(target, "Authorization", "Bearer " + DemoLivePerson.TOKEN);
    }

    private static JsonNode answer(String target) throws IOException, InterruptedException {
        HttpResponse<String> response = ask(target);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?timeframe=60", "?v=1", "?timeframe=60&v=2", "?timeframe=60&v=01", "?timeframe=0&v=1", "?timeframe=1441&v=1",
        "?timeframe=-5&v=1", "?timeframe=an-hour&v=1", "?timeframe=1.5&v=1", "?timeframe=60&v=1&skillIds=4;15", "?timeframe=60&v=1&skillIds=4,",
        "?timeframe=60&v=1&agentIds=all,15", "?timeframe=60&v=1&agentIds=fifteen", "?timeframe=60&v=1&skill_ids=4", "?timeframe=60&v=1&v=1",
        "?timeframe=60&v=1&from=2026-05-01T00:00:00Z"})
    void shouldRefuseWhatItsDocumentsDoNotHave(String query) throws Exception {
        assertThat(ask(CSAT + query).statusCode()).isEqualTo(400);
        assertThat(ask(ENGAGEMENT + query).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeframe=1&v=1", "timeframe=1440&v=1", "timeframe=60&v=1&skillIds=", "timeframe=60&v=1&skillIds=4,15,-1&agentIds=all"})
    void shouldTakeWhatTheyHave(String query) throws Exception {
        assertThat(ask(CSAT + "?" + query).statusCode()).isEqualTo(200);
        assertThat(ask(ENGAGEMENT + "?" + query).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"61", "31", "4", "0", "-30", "half"})
    void shouldRefuseAnIntervalThatDoesNotDivideTheTimeframeOrIsShorterThanABucket(String interval) throws Exception {
        assertThat(ask(ENGAGEMENT + "?timeframe=60&v=1&interval=" + interval).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "6", "30", "60"})
    void shouldTakeAnIntervalThatDivides(String interval) throws Exception {
        assertThat(answer(ENGAGEMENT + "?timeframe=60&v=1&interval=" + interval).path("metricsByIntervals")).isNotEmpty();
    }

    @Test
    void shouldHaveIntervalsOfEngagementsAlone() throws Exception {
        assertThat(ask(CSAT + "?timeframe=60&v=1&interval=30").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldNameIntervalsByTheirEndsTheNewestFirst() throws Exception {
        JsonNode intervals = answer(ENGAGEMENT + "?timeframe=10&v=1&interval=5").path("metricsByIntervals");
        assertThat(intervals).extracting(interval -> Instant.ofEpochMilli(interval.path("timestamp").asLong()).toString())
                .containsExactly("2026-05-01T12:15:00Z", "2026-05-01T12:10:00Z", "2026-05-01T12:05:00Z");
    }

    @Test
    void shouldBeginItsWindowWithTheBucketThatItsStartIsIn() throws Exception {
        assertThat(answer(CSAT + "?timeframe=7&v=1").at("/metricsTotals/total_answers").asInt()).as("since 12:05").isEqualTo(1);
        assertThat(answer(CSAT + "?timeframe=8&v=1").at("/metricsTotals/total_answers").asInt()).as("since 12:00").isEqualTo(2);
    }

    @Test
    void shouldLeaveOutWhoHasNoData() throws Exception {
        JsonNode answer = answer(CSAT + "?timeframe=60&v=1&skillIds=4,99&agentIds=15");
        assertThat(answer.at("/skillsMetricsPerAgent/metricsPerSkill").toString()).startsWith("{\"4\":").doesNotContain("99", "\"15\":{\"metricsTotals");
        assertThat(answer.at("/agentsMetrics/metricsPerAgent/15/csat_score5_answers").asInt()).isEqualTo(1);
    }

    @Test
    void shouldLetNobodyInWithoutACredentialOfTheAccount() throws Exception {
        assertThat(send(CSAT + "?timeframe=60&v=1").statusCode()).isEqualTo(401);
        assertThat(send(CSAT + "?timeframe=60&v=1", "Authorization", "Bearer another").statusCode()).isEqualTo(401);
        assertThat(send(CSAT + "?timeframe=60&v=1", "Authorization", "OAuth oauth_nonce=\"a\",oauth_timestamp=\"1\"").statusCode()).isEqualTo(401);
        assertThat(ask("/operations/api/account/1/msgcsatdistribution?timeframe=60&v=1").statusCode()).isEqualTo(401);
        assertThat(ask("/operations/api/account/56072331/queuehealth?timeframe=60&v=1").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldTellDomainsWithoutCredentials() throws Exception {
        String domain = "/api/account/56072331/service/leDataReporting/baseURI.json";
        assertThat(new ObjectMapper().readTree(send(domain + "?version=1.0").body()).path("baseURI").asText()).isEqualTo(vendor.url().replace("http://", ""));
        assertThat(ask(domain + "?version=1.0").statusCode()).as("credentials would have leaked").isEqualTo(400);
        assertThat(send(domain).statusCode()).isEqualTo(400);
        assertThat(send(domain.replace("56072331", "1") + "?version=1.0").statusCode()).isEqualTo(404);
        assertThat(send(domain.replace("leDataReporting", "another") + "?version=1.0").statusCode()).isEqualTo(404);
    }
}
