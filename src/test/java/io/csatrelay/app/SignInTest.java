package io.csatrelay.app;

import static io.csatrelay.app.TestingApi.ADMIN;
import static io.csatrelay.app.TestingApi.READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.app.TestingApi.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Signing in at the dashboard: what a browser may do with the cookie, and what another site may not do with it. */
class SignInTest {
    private static final Pattern COOKIE = Pattern.compile("set-cookie: csat-relay-session=([A-Za-z0-9_-]*); (.*)");
    private static TestingRelay relay;
    private static TestingApi api;

    @BeforeAll
    static void start() {
        relay = TestingApi.planWithTokens().collectingOnly().at("2026-05-01T12:00:00Z").start();
        api = new TestingApi(relay);
    }

    @AfterAll
    static void stop() throws Exception {
        relay.close();
    }

    private HttpRequest.Builder page(String path) {
        return HttpRequest.newBuilder(api.api(path)).header("X-Csat-Relay", "dashboard").header("Origin", origin());
    }

    private String origin() {
        return api.api("").toString();
    }

    private Answer signIn(String token) {
        return api.send(page("/session").POST(BodyPublishers.ofString("{\"token\":\"" + token + "\"}")));
    }

    private static String cookie(Answer signedIn) {
        Matcher cookie = COOKIE.matcher(signedIn.headers());
        assertThat(cookie.find()).as(signedIn.headers()).isTrue();
        return "csat-relay-session=" + cookie.group(1);
    }

    private Answer get(String path, String cookie) {
        return api.send(HttpRequest.newBuilder(api.api(path)).header("Cookie", cookie));
    }

    private HttpRequest.Builder pause(HttpRequest.Builder request, String cookie) {
        return request.header("Cookie", cookie).header("Content-Type", "application/json").POST(BodyPublishers.ofString("{\"target\":\"maestroqa\"}"));
    }

    @Test
    void shouldServeThePageToAnybodyAndDataToNobodyWithoutASignIn() {
        Answer page = api.send(HttpRequest.newBuilder(api.api("/")));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers()).contains("content-type: text/html", "content-security-policy: default-src 'none'; script-src 'self'; style-src 'self'; "
                + "connect-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'", "x-content-type-options: nosniff",
                "referrer-policy: no-referrer");
        assertThat(api.send(HttpRequest.newBuilder(api.api("/session"))).body()).isEqualTo("{\"signIn\":true,\"access\":null}");
        assertThat(get("/api/status", "csat-relay-session=guess").status()).isEqualTo(401);
    }

    @Test
    void shouldServeTheFilesOfThePageAndNothingElse() {
        assertThat(api.send(HttpRequest.newBuilder(api.api("/dashboard/app.js"))).headers()).contains("text/javascript", "cache-control: no-cache", "etag: ");
        assertThat(api.send(HttpRequest.newBuilder(api.api("/dashboard/chart.js"))).body()).contains("Chart");
        for (String path : new String[] {"/dashboard/", "/dashboard/nothing.js", "/dashboard/..%2fapplication.properties", "/dashboard/app.js.map", "/dashboard/APP.js"}) {
            assertThat(api.send(HttpRequest.newBuilder(api.api(path))).status()).as(path).isEqualTo(404);
        }
        assertThat(api.send(HttpRequest.newBuilder(api.api("/")).POST(BodyPublishers.noBody())).status()).isEqualTo(405);
    }

    @Test
    void shouldAnswer304WhenTheBrowserHasTheFileAlready() {
        Matcher tag = Pattern.compile("etag: (.*)").matcher(api.send(HttpRequest.newBuilder(api.api("/dashboard/app.js"))).headers());
        assertThat(tag.find()).isTrue();

        Answer again = api.send(HttpRequest.newBuilder(api.api("/dashboard/app.js")).header("If-None-Match", tag.group(1)));

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void shouldGiveACookieThatScriptsCannotReadAndTheTokenIsNotIn() {
        Answer signedIn = signIn(READ);

        assertThat(signedIn.status()).isEqualTo(200);
        assertThat(signedIn.body()).isEqualTo("{\"signIn\":true,\"access\":\"read\"}");
        assertThat(signedIn.headers()).contains("HTTPOnly", "SameSite=Strict", "Path=/", "Max-Age=43200").doesNotContain("Secure", READ);
        assertThat(cookie(signedIn)).hasSize("csat-relay-session=".length() + 43);
        assertThat(cookie(signIn(READ))).isNotEqualTo(cookie(signedIn));
    }

    @Test
    void shouldKeepTheCookieToHttpsWhenTheBrowserSpeaksIt() {
        HttpRequest.Builder behindProxy = HttpRequest.newBuilder(api.api("/session")).header("X-Csat-Relay", "dashboard").header("Origin", "https://csat.example")
                .header("X-Forwarded-Host", "csat.example").header("X-Forwarded-Proto", "https").POST(BodyPublishers.ofString("{\"token\":\"" + READ + "\"}"));

        assertThat(api.send(behindProxy).headers()).contains("Secure");
    }

    @Test
    void shouldLetAReaderReadAndNotActByCookie() {
        String cookie = cookie(signIn(READ));

        assertThat(get("/api/status", cookie).status()).isEqualTo(200);
        assertThat(get("/session", cookie).body()).contains("\"access\":\"read\"");
        assertThat(api.send(pause(page("/api/pause"), cookie)).status()).isEqualTo(403);
    }

    @Test
    void shouldLetAnAdminActFromTheOwnPageOnly() {
        String cookie = cookie(signIn(ADMIN));
        HttpRequest.Builder noHeader = HttpRequest.newBuilder(api.api("/api/pause")).header("Origin", origin());
        HttpRequest.Builder noOrigin = HttpRequest.newBuilder(api.api("/api/pause")).header("X-Csat-Relay", "dashboard");
        HttpRequest.Builder otherSite = HttpRequest.newBuilder(api.api("/api/pause")).header("X-Csat-Relay", "dashboard").header("Origin", "https://elsewhere.example");
        HttpRequest.Builder otherPort = HttpRequest.newBuilder(api.api("/api/pause")).header("X-Csat-Relay", "dashboard").header("Origin", "http://127.0.0.1:1");
        HttpRequest.Builder opaque = HttpRequest.newBuilder(api.api("/api/pause")).header("X-Csat-Relay", "dashboard").header("Origin", "null");

        for (HttpRequest.Builder forged : new HttpRequest.Builder[] {noHeader, noOrigin, otherSite, otherPort, opaque}) {
            assertThat(api.send(pause(forged, cookie)).status()).isEqualTo(403);
        }
        assertThat(api.send(pause(page("/api/pause"), cookie)).status()).isEqualTo(202);
    }

    @Test
    void shouldLetATokenThatIsSentWinOverTheCookie() {
        HttpRequest.Builder both = HttpRequest.newBuilder(api.api("/api/status")).header("Cookie", cookie(signIn(ADMIN))).header("Authorization", "Bearer wrong");

        assertThat(api.send(both).status()).isEqualTo(401);
    }

    @Test
    void shouldTakeASignInFromTheOwnPageOnly() {
        HttpRequest.Builder form = HttpRequest.newBuilder(api.api("/session")).header("Origin", "https://elsewhere.example")
                .POST(BodyPublishers.ofString("{\"token\":\"" + READ + "\"}"));

        assertThat(api.send(form)).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.headers()).doesNotContain("set-cookie");
        });
    }

    @Test
    void shouldEndASessionWhenSignedOut() {
        String cookie = cookie(signIn(READ));

        Answer out = api.send(page("/session").header("Cookie", cookie).DELETE());

        assertThat(out.body()).isEqualTo("{\"signIn\":true,\"access\":null}");
        assertThat(out.headers()).contains("Max-Age=0");
        assertThat(get("/api/status", cookie).status()).isEqualTo(401);
    }

    @Test
    void shouldEndASessionAfterTwelveHours() {
        String cookie = cookie(signIn(READ));
        relay.time().advance(Duration.ofHours(12).minusSeconds(1));
        assertThat(get("/api/status", cookie).status()).isEqualTo(200);

        relay.time().advance(Duration.ofSeconds(1));

        assertThat(get("/api/status", cookie).status()).isEqualTo(401);
    }

    @Test
    void shouldRefuseAWrongTokenAndAfterTenForAMinuteEveryToken() {
        relay.time().advance(Duration.ofMinutes(1));
        for (int i = 0; i < 10; i++) {
            Answer wrong = signIn("wrong-" + i);
            assertThat(wrong.status()).isEqualTo(401);
            assertThat(wrong.headers() + wrong.body()).doesNotContain("set-cookie", "wrong-");
        }
        relay.time().advance(Duration.ofSeconds(20));
        Answer tooMany = signIn(READ);

        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(tooMany.headers()).contains("retry-after: 41").doesNotContain("set-cookie");
        relay.time().advance(Duration.ofSeconds(41));
        assertThat(signIn(READ).status()).isEqualTo(200);
    }

    @Test
    void shouldRefuseABodyThatIsNoSuchJsonOrTooLarge() {
        relay.time().advance(Duration.ofMinutes(1));
        for (String body : new String[] {"", "{", "[]", "{\"token\":7}", "{\"token\":null}"}) {
            assertThat(api.send(page("/session").POST(BodyPublishers.ofString(body))).status()).as(body).isEqualTo(401);
        }
        assertThat(api.send(page("/session").POST(BodyPublishers.ofString("x".repeat(5000)))).status()).isEqualTo(413);
        relay.time().advance(Duration.ofMinutes(1));
    }

    @Test
    void shouldTakeNoOtherMethod() {
        Answer answer = api.send(page("/session").PUT(BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).contains("allow: DELETE, GET, POST");
    }
}
