package io.csatrelay.app;

import static io.csatrelay.app.TestingApi.ADMIN;
import static io.csatrelay.app.TestingApi.READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.app.TestingApi.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what over HTTP, and what a request cannot bring about. */
class ApiAccessTest {
    private static final List<String> READING = List.of("/api/status", "/api/refused", "/api/held", "/api/unknown", "/api/quarantined");
    private static final List<String> ACTING = List.of("/api/retry", "/api/dismiss", "/api/pause", "/api/resume");
    private static final String PAUSE = "{\"target\":\"maestroqa\"}";
    private static TestingRelay relay;
    private static TestingApi api;

    @BeforeAll
    static void start() {
        relay = TestingApi.planWithTokens().collectingOnly().start();
        api = new TestingApi(relay);
    }

    @AfterAll
    static void stop() throws Exception {
        relay.close();
    }

    private static HttpRequest.Builder request(String method, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.api(path));
        return ACTING.contains(path) ? request.method(method, BodyPublishers.ofString(PAUSE)).header("Content-Type", "application/json")
                : request.method(method, BodyPublishers.noBody());
    }

    private static Answer as(String authorization, String method, String path) {
        return api.send(request(method, path).header("Authorization", authorization));
    }

    @Test
    void shouldAsk401ForATokenOnEveryPath() {
        for (String path : READING) {
            assertUnauthorized(api.send(request("GET", path)));
        }
        for (String path : ACTING) {
            assertUnauthorized(api.send(request("POST", path)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer ", "Bearer", "Basic " + READ, READ, "Bearer " + READ + "x", "Bearer canary-read-toke", "Bearer " + READ + ", Bearer " + ADMIN})
    void shouldAnswer401ToAWrongToken(String authorization) {
        assertUnauthorized(as(authorization, "GET", "/api/status"));
        assertUnauthorized(as(authorization, "POST", "/api/pause"));
    }

    @Test
    void shouldAnswer401WhenTwoTokensAreSent() {
        assertUnauthorized(api.send(request("GET", "/api/status").header("Authorization", "Bearer " + READ).header("Authorization", "Bearer wrong")));
    }

    private static void assertUnauthorized(Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers()).contains("www-authenticate: Bearer", "content-type: application/json", "cache-control: no-store");
        assertThat(answer.json().path("error").asText()).isEqualTo("unauthorized");
        assertThat(answer.body()).doesNotContain("canary", "wrong");
    }

    @Test
    void shouldLetTheReadTokenReadAndNotAct() {
        READING.forEach(path -> assertThat(as("bearer " + READ, "GET", path).status()).as(path).isEqualTo(200));
        for (String path : ACTING) {
            Answer answer = as("Bearer " + READ, "POST", path);
            assertThat(answer.status()).as(path).isEqualTo(403);
            assertThat(answer.json().path("error").asText()).isEqualTo("forbidden");
            assertThat(answer.headers()).doesNotContain("www-authenticate");
        }
        assertThat(api.get("/api/status").json().at("/sink/state").asText()).isEqualTo("off");
    }

    @Test
    void shouldLetTheAdminTokenReadAndAct() {
        assertThat(as("Bearer " + ADMIN, "GET", "/api/status").status()).isEqualTo(200);
        assertThat(as("Bearer " + ADMIN, "POST", "/api/resume").status()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/api/", "/api/nope", "/api/status/", "/api/status/7", "/API/status", "/docs/nope", "/docs/", "/observe/metrics", "/observe/health",
        "/api/%2e%2e/status", "/api/status%00", "/api/status;a=1"})
    void shouldAnswer404ToAnUnknownPath(String path) {
        Answer answer = as("Bearer " + ADMIN, "GET", path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("error").asText()).isEqualTo("not_found");
    }

    @Test
    void shouldAnswer405ToAWrongMethodAndSayWhichAreRight() {
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE")) {
            Answer answer = as("Bearer " + ADMIN, method, "/api/status");
            assertThat(answer.status()).as(method).isEqualTo(405);
            assertThat(answer.headers()).as(method).contains("allow: GET");
            assertThat(answer.json().path("error").asText()).isEqualTo("method_not_allowed");
        }
        assertThat(as("Bearer " + ADMIN, "GET", "/api/retry")).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.headers()).contains("allow: POST");
        });
    }

    @Test
    void shouldAnswerHeadWithoutABody() throws IOException {
        String answer = raw("HEAD /api/status HTTP/1.1\r\nHost: h\r\nConnection: close\r\nAuthorization: Bearer " + READ + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 405").endsWith("\r\n\r\n");
    }

    @Test
    void shouldOpenNoDoorToOtherSites() {
        Answer preflight = api.send(request("OPTIONS", "/api/pause").header("Origin", "https://elsewhere.example").header("Access-Control-Request-Method", "POST"));
        assertThat(preflight.status()).isEqualTo(405);
        Answer get = api.send(request("GET", "/api/status").header("Authorization", "Bearer " + READ).header("Origin", "https://elsewhere.example"));
        assertThat(get.status()).isEqualTo(200);
        assertThat(preflight.headers() + get.headers()).doesNotContain("access-control", "elsewhere");
        assertThat(get.headers()).contains("x-content-type-options: nosniff", "content-security-policy: default-src 'none'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonp", ""})
    void shouldTakeNothingButJson(String contentType) {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.api("/api/pause")).header("Authorization", "Bearer " + ADMIN).POST(BodyPublishers.ofString(PAUSE));
        Answer answer = api.send(contentType.isEmpty() ? request : request.header("Content-Type", contentType));
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.json().path("error").asText()).isEqualTo("unsupported_media_type");
    }

    @Test
    void shouldTakeJsonWithACharset() {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.api("/api/resume")).header("Authorization", "Bearer " + ADMIN)
                .header("Content-Type", "Application/JSON; charset=utf-8").POST(BodyPublishers.ofString(PAUSE));
        assertThat(api.send(request).status()).isEqualTo(202);
    }

    @Test
    void shouldAnswer413ToABodyOverOneMebibyte() {
        String large = "{\"target\":\"" + "x".repeat(1 << 20) + "\"}";
        for (HttpRequest.BodyPublisher body : List.of(BodyPublishers.ofString(large), BodyPublishers.fromPublisher(BodyPublishers.ofString(large)))) {
            HttpRequest.Builder request = HttpRequest.newBuilder(api.api("/api/pause")).header("Authorization", "Bearer " + ADMIN)
                    .header("Content-Type", "application/json").POST(body);
            Answer answer = api.send(request);
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.json().path("error").asText()).isEqualTo("payload_too_large");
        }
    }

    @Test
    void shouldGiveNothingOfTheRequestBack() {
        Answer answer = api.send(HttpRequest.newBuilder(api.api("/api/refused?limit=1&canary=of-a-parameter")).header("Authorization", "Bearer " + READ)
                .header("X-Canary", "of-a-header").header("Cookie", "canary=1").header("state", "delivered"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().lines().map(line -> line.substring(0, line.indexOf(':')))).containsExactlyInAnyOrder("content-type", "cache-control",
                "x-content-type-options", "content-security-policy", "referrer-policy", answer.headers().contains("content-length") ? "content-length" : "transfer-encoding");
        assertThat(answer.headers() + answer.body()).doesNotContain("canary", "delivered");
    }

    @Test
    void shouldGiveAHeaderThatIsNamedLikeAParameterNoEffect() {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.api("/api/held")).header("Authorization", "Bearer " + READ).header("limit", "0")
                .header("after", "x").header("state", "delivered").header("CamelJdbcParameters", "x").header("CamelSqlQuery", "DELETE FROM outbox")
                .header("CamelHttpResponseCode", "500").header("CamelHttpQuery", "limit=x");
        assertThat(api.send(request)).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"items\":[],\"next\":null}");
        });
    }

    /** Writes bytes as they are. */
    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", api.api("/").getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
