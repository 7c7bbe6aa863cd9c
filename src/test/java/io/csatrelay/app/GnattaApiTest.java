package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csatrelay.Eventually;
import io.csatrelay.collect.GnattaAccount;
import io.csatrelay.collect.Lane;
import io.csatrelay.collect.RunRequest;
import io.csatrelay.demo.DemoAnswer;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoGnatta;
import io.csatrelay.store.TestingGnatta;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gnatta's tiles as they are served: at Gnatta's own paths, for the dashboard, and on the dashboard itself. */
class GnattaApiTest {
    /** A user whose id would be a script if it was ever read as markup. */
    private static final String HOSTILE = "<img src=x onerror=\\\"document.title='owned'\\\">";
    private static final String COLLECT = """
            ids:
              userIds: ["%s", u-2]
            collect:
              - {tiles: all, kind: by-date, groupBy: Daily, last: 31 days}
              - {tiles: [1], kind: by-date, groupBy: Week, last: 4 weeks}
              - {tiles: [2, 6], kind: count, last: 3 days, export: true}
              - {tiles: [37], kind: interactions, of: [6], last: 3 days, export: true}
            """.formatted(HOSTILE);
    /** Another account's, which asks for one of the same requests. */
    private static final String EU = "gnatta-eu";
    private static final String COLLECT_EU = "collect: [{tiles: [6], kind: by-date, groupBy: Daily, last: 31 days}]\n";
    private static final String WEEKS = "{'filters':{'to':'2026-05-04T00:00:00.000Z','from':'2026-04-06T00:00:00Z','groupBy':'Weekly'},'newState':['Closed'],'timeZone':'UTC','oldState':[]}";

    @TempDir
    private static Path folder;
    @TempDir
    private static Path routes;
    private static DemoGnatta eu;
    private static GnattaAccount account;
    private static TestingApi api;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start() throws Exception {
        TestingRelay.Builder plan = TestingApi.planWithTokens().set("GNATTA_CRON", TestingApi.NEVER).collectingOnly();
        eu = DemoGnatta.start(DemoGnatta.Options.defaults());
        // It answers for the first time later than the other one, and something else.
        eu.faults().always(request -> true, DemoFault.status(404));
        account = new GnattaAccount(folder, beside(plan), COLLECT);
        api = new TestingApi(account.relay());
        awaitTheRunOfTheStart(TestingRelay.TILES);
        awaitTheRunOfTheStart(EU);
        assertThat(account.relay().store().runs(TestingRelay.TILES)).allMatch(run -> run.error() == null);
        account.relay().time().advance(Duration.ofSeconds(125));
        eu.faults().clear();
        eu.faults().next(1, request -> request.path().startsWith("/reporting"), new DemoFault.Rewrite((request, real) -> DemoAnswer.json(200, "{\"of\":\"" + EU + "\"}")));
        assertThat(account.relay().run(RunRequest.scheduled(EU, Lane.LIVE)).error()).isNull();
    }

    /** With a second account, as its page says. */
    private static TestingRelay.Builder beside(TestingRelay.Builder plan) throws IOException {
        try (Stream<Path> shipped = Files.list(Path.of("routes"))) {
            for (Path file : shipped.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        Files.writeString(routes.resolve(EU + ".camel.yaml"), AddingASourceTest.block(Path.of("docs/sources/gnatta.md"), "yaml second account"));
        Files.writeString(folder.resolve("gnatta-collect-eu.yaml"), COLLECT_EU);
        eu.settings().forEach((name, value) -> plan.set(name.replace("GNATTA_", "ACCOUNT_GNATTA_EU_"), value));
        return plan.set("ACCOUNT_GNATTA_EU_AUTH_URL", "").set("ACCOUNT_GNATTA_EU_DOMAIN_ID", "").set("ACCOUNT_GNATTA_EU_TOKEN_URL", eu.url() + "/connect/token")
                .set("ROUTES_DIR", routes.toString());
    }

    private static void awaitTheRunOfTheStart(String source) {
        Eventually.await("the run of the start is over", () -> account.relay().store().runs(source).stream().anyMatch(run -> run.endedAt() != null));
    }

    @AfterAll
    static void stop() throws Exception {
        account.close();
        eu.close();
    }

    private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.api(path)).header("Content-Type", "application/json").header("Authorization", "Bearer " + TestingApi.READ)
                .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(api.api(path)).header("Authorization", "Bearer " + TestingApi.READ).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void shouldAnswerAtGnattasOwnPathAsGnattaDidWithTheAge() throws Exception {
        HttpResponse<String> answer = post("/reporting/v1.2/interactions/state/by-date", WEEKS);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("{\"periods\":[{\"from\":\"2026-04-06T00:00:00Z\"");
        assertThat(answer.headers().firstValue("Age")).contains("125");
        assertThat(answer.headers().firstValue("X-Csat-Read-At")).contains("2026-05-06T10:20:30Z");
        assertThat(answer.headers().firstValue("X-Csat-Source")).contains("gnatta-tiles");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void shouldAnswerAsTheAccountDidThatIsAskedForAndElseAsTheOneThatWasReadLast() throws Exception {
        String path = "/reporting/v1.2/interactions/state/by-date";
        String received = "{'oldState':['Draft'],'newState':['Created','Queued','Automation'],'timeZone':'UTC','filters':{'groupBy':'Daily',"
                + "'from':'2026-04-05T00:00:00Z','to':'2026-05-06T00:00:00Z'}}";

        HttpResponse<String> first = post(path + "?source=gnatta-tiles", received);
        assertThat(first.body()).startsWith("{\"periods\":[");
        assertThat(first.headers().firstValue("X-Csat-Source")).contains("gnatta-tiles");
        assertThat(first.headers().firstValue("Age")).contains("125");
        HttpResponse<String> second = post(path + "?source=gnatta-eu", received);
        assertThat(second.body()).isEqualTo("{\"of\":\"gnatta-eu\"}");
        assertThat(second.headers().firstValue("X-Csat-Source")).contains(EU);
        assertThat(second.headers().firstValue("Age")).contains("0");
        assertThat(post(path, received).body()).as("the one that was read last").isEqualTo(second.body());
        assertThat(post(path + "?source=gnatta-eu", WEEKS).statusCode()).as("what only the other account was asked").isEqualTo(404);
        assertThat(post(path + "?source=nobody", received).body()).contains("no answer to this request is kept");
        assertThat(post(path + "?source=a&source=b", received).statusCode()).isEqualTo(400);
    }

    @Test
    void shouldServeAnExportAsCsvAndNothingToWhoeverTakesNone() throws Exception {
        String body = "{'newState':['Closed'],'filters':{'from':'2026-05-03T00:00:00Z','to':'2026-05-06T00:00:00Z','channels':['WebChat','Facebook','Instagram','Email','Twitter','SMS','Voice','TrustPilot']}}";

        assertThat(post("/reporting/export/v1.2/interactions/state/count/by-channels", body, "Accept", "text/csv").body()).startsWith("Group,Value\r\n");
        assertThat(post("/reporting/export/v1.2/interactions/state/count/by-channels", body, "Accept", "application/json").statusCode()).isEqualTo(404);
        assertThat(post("/reporting/v1.2/interactions/state/count/by-channels", body).body()).startsWith("{\"groups\":[");
    }

    @Test
    void shouldServeEveryAnswerAtThePathThatItWasAskedForAtHoweverLongThatIs() throws Exception {
        List<TestingGnatta.Kept> kept = new TestingGnatta(account.relay().database()).kept(TestingRelay.TILES);

        for (TestingGnatta.Kept each : kept) {
            HttpResponse<String> answer = post((each.export() ? "/reporting/export/v1.2/" : "/reporting/v1.2/") + each.path() + "?source=gnatta-tiles",
                    each.request().replace("'", "\\u0027"), "Accept", each.export() ? "text/csv" : "application/json");
            assertThat(answer.body()).as(each.path()).isEqualTo(each.body());
        }
        assertThat(kept.stream().map(each -> each.path().split("/").length + (each.export() ? " as CSV" : "")).distinct()).contains("2", "3", "4", "2 as CSV", "3 as CSV", "4 as CSV");
        assertThat(kept).extracting(TestingGnatta.Kept::path).contains("interactions/view");
    }

    @Test
    void shouldSayInWordsWhatIsNotKept() throws Exception {
        HttpResponse<String> other = post("/reporting/v1.2/interactions/state/by-date", WEEKS.replace("Closed", "Created"));
        HttpResponse<String> unknown = post("/reporting/v1.2/interactions/unknown/by-date", "{}");

        assertThat(other.statusCode()).isEqualTo(404);
        assertThat(other.body()).contains("no answer to this request is kept").contains("GET /api/tiles lists them");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("gnatta-tiles.yaml has no tile at this path");
        assertThat(post("/reporting/v1.2/interactions/state/by-date", "[]").statusCode()).isEqualTo(400);
        assertThat(post("/reporting/v1.2/interactions/state/by-date", "{").body()).contains("the body is not JSON");
        assertThat(post("/reporting/v1.2/interactions", "{}").statusCode()).isEqualTo(404);
        assertThat(get("/reporting/v1.2/interactions/state/by-date").statusCode()).isEqualTo(405);
        assertThat(post("/reporting/v1.2/interactions/state/by-date", WEEKS, "Authorization", "Bearer wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void shouldLeaveTheCsatReportsTheirPaths() throws Exception {
        assertThat(post("/reporting/v1.2/csat/distribution/count", "{'filters':{'from':'2026-05-03T00:00:00Z','to':'2026-05-06T00:00:00Z'}}").body()).contains("\"total_answers\":0");
        assertThat(post("/reporting/v1.2/csat/distribution/count", "{'filters':{'from':1}}").statusCode()).isEqualTo(400);
        assertThat(get("/reporting/v1.2/csat/published").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldDrawEveryKeptTileAndReadNothingOfItAsMarkup() throws Exception {
        TestingBrowser.assumeThere();
        try (TestingDashboard dashboard = new TestingDashboard(api)) {
            TestingBrowser browser = dashboard.browser();
            dashboard.calm();
            dashboard.signIn(TestingApi.READ);
            dashboard.show("#/tiles");

            assertThat(browser.text()).contains("1 Interactions Closed", "by-date Daily", "2 minutes 5 seconds ago", "24 Live Conversations", "It explains 25, 26 and 27",
                    "Give its ids in gnatta-collect.yaml to collect it.", "<img src=x onerror=");
            assertThat(browser.driver().getTitle()).isEqualTo("Gnatta tiles · CSAT Relay");
            assertThat(browser.all(".spark").size()).isGreaterThan(10);
            browser.all("details summary").get(0).click();
            assertThat(browser.text()).contains("Show all 31");
            assertThat(dashboard.file(browser.button("Download CSV: Tile 1, by-date Daily")).lines()).hasSize(32).first().isEqualTo("period,group,figure,value");
            browser.screenshot("gnatta-tiles");
            browser.assertUsable();
            browser.as(390, 844, "dark");
            browser.assertUsable();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void shouldListEveryTileWithTheFiguresOfItsNewestAnswers() throws Exception {
        JsonNode tiles = new ObjectMapper().readTree(get("/api/tiles").body());

        assertThat(tiles.path("on").asBoolean()).isTrue();
        assertThat(tiles.path("tiles")).hasSize(37);
        JsonNode first = tiles.path("tiles").get(0);
        assertThat(first.path("name").asText()).isEqualTo("Interactions Closed");
        assertThat(first.path("answers").findValuesAsText("words")).containsExactlyInAnyOrder("by-date Daily", "by-date Week");
        assertThat(first.path("answers").get(0).path("ageSeconds").asInt()).isEqualTo(125);
        assertThat(first.path("answers").get(0).path("figures")).hasSize(31);
        assertThat(tiles.path("tiles").get(23).path("notCollected").asText()).contains("explains 25");
        assertThat(tiles.path("tiles").get(23).path("answers")).isEmpty();
    }
}
