package io.csatrelay.app;

import static io.csatrelay.app.TestingApi.ADMIN;
import static io.csatrelay.app.TestingApi.READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.app.TestingApi.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How many reports a token may ask for, over HTTP. */
class ReportLimitTest {
    private static final String BODY = "{\"filters\":{\"from\":\"2026-05-01T00:00:00Z\",\"to\":\"2026-06-01T00:00:00Z\"}}";

    private static final String LIVEPERSON = "/operations/api/account/local/msgcsatdistribution?timeframe=60&v=1";
    private static final String PUBLISHED = "/reporting/v1.2/csat/published";

    private static Answer count(TestingApi api, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.api("/reporting/v1.2/csat/distribution/count")).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(BODY));
        return api.send(authorization == null ? request : request.header("Authorization", authorization));
    }

    private static Answer livePerson(TestingApi api) {
        return api.send(HttpRequest.newBuilder(api.api(LIVEPERSON)).header("Authorization", "Bearer " + READ));
    }

    private static Answer published(TestingApi api, String header, String value) {
        return api.checked("GET", PUBLISHED, api.send(HttpRequest.newBuilder(api.api(PUBLISHED)).header(header, value)));
    }

    /** The cookie of somebody who signs in. */
    private static String signedIn(TestingApi api, String token) {
        Answer answer = api.send(HttpRequest.newBuilder(api.api("/session")).header("X-Csat-Relay", "dashboard").header("Origin", api.api("").toString())
                .POST(BodyPublishers.ofString("{\"token\":\"" + token + "\"}")));
        return answer.header("Set-Cookie").orElseThrow().split(";")[0];
    }

    @Test
    void shouldKeepEachTokenToItsLimitOverAllReports() throws Exception {
        try (TestingRelay relay = TestingApi.planWithTokens().at("2026-05-01T12:00:00Z").collectingOnly().set("REPORT_REQUESTS_PER_MINUTE", "3").start()) {
            TestingApi api = new TestingApi(relay);
            assertThat(count(api, "Bearer " + READ).headers()).contains("ratelimit-limit: 3", "ratelimit-remaining: 2", "ratelimit-reset: 60");
            assertThat(count(api, "Bearer wrong").status()).isEqualTo(401);
            assertThat(livePerson(api).headers()).contains("ratelimit-remaining: 1");
            assertThat(count(api, "bearer  " + READ).status()).isEqualTo(200);

            Answer refused = livePerson(api);

            assertThat(api.checked("GET", LIVEPERSON, refused).status()).isEqualTo(429);
            assertThat(refused.headers()).contains("retry-after: 60", "ratelimit-remaining: 0", "ratelimit-reset: 60", "content-type: application/json", "cache-control: no-store");
            assertThat(refused.json().path("error").asText()).isEqualTo("too_many_requests");
            assertThat(refused.body()).contains("REPORT_REQUESTS_PER_MINUTE").doesNotContain(READ);
            assertThat(count(api, "Bearer " + ADMIN).headers()).contains("ratelimit-remaining: 2");
            assertThat(api.get("/api/status").headers()).doesNotContain("ratelimit");
            relay.time().advance(Duration.ofSeconds(60));
            assertThat(livePerson(api).status()).isEqualTo(200);
        }
    }

    @Test
    void shouldCountEverybodyTogetherWhenNoTokenIsSet() throws Exception {
        try (TestingRelay relay = TestingApi.plan().at("2026-05-01T12:00:00Z").collectingOnly().set("REPORT_REQUESTS_PER_MINUTE", "1").start()) {
            TestingApi api = new TestingApi(relay);
            assertThat(count(api, null).status()).isEqualTo(200);
            assertThat(count(api, "Bearer whatever").status()).isEqualTo(429);
        }
    }

    @Test
    void shouldCountWhoHasSignedInWithTheToken() throws Exception {
        try (TestingRelay relay = TestingApi.planWithTokens().at("2026-05-01T12:00:00Z").collectingOnly().set("REPORT_REQUESTS_PER_MINUTE", "2").start()) {
            TestingApi api = new TestingApi(relay);
            String admin = signedIn(api, ADMIN);
            String reader = signedIn(api, READ);

            assertThat(published(api, "Cookie", admin).headers()).contains("ratelimit-remaining: 1");
            assertThat(published(api, "Authorization", "Bearer " + ADMIN).headers()).contains("ratelimit-remaining: 0");
            assertThat(published(api, "Cookie", admin).status()).isEqualTo(429);
            assertThat(published(api, "Cookie", reader).headers()).contains("ratelimit-remaining: 1");
            assertThat(published(api, "Authorization", "Bearer " + READ).headers()).contains("ratelimit-remaining: 0");
        }
    }
}
