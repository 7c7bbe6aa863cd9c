package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.Eventually;
import io.csatrelay.app.TestingCommand.Ran;
import io.csatrelay.collect.Lane;
import io.csatrelay.demo.DemoAnswer;
import io.csatrelay.demo.DemoConversation;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoGnatta;
import io.csatrelay.demo.DemoLivePerson;
import io.csatrelay.demo.DemoQualtrics;
import io.csatrelay.demo.DemoRequest;
import io.csatrelay.demo.DemoResponse;
import io.csatrelay.demo.DemoSurvey;
import io.csatrelay.demo.DemoSurveyAnswer;
import io.csatrelay.demo.DemoSurveyResponse;
import io.csatrelay.demo.DemoTicket;
import io.csatrelay.demo.DemoZendesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second account of each vendor beside the first, by the route file and the settings that its page in docs/sources shows. */
class SecondAccountsTest {
    @TempDir
    private Path folder;
    private TestingAccounts accounts;

    @BeforeEach
    void copyTheShippedFiles() throws IOException {
        accounts = new TestingAccounts(folder);
        accounts.copyTheShippedFiles();
    }

    @AfterEach
    void stopVendors() {
        accounts.close();
    }

    private static DemoLivePerson secondLivePerson() throws IOException {
        return DemoLivePerson.start(new DemoLivePerson.Options(0, "87654321", InstantSource.system(), Duration.ofHours(1)));
    }

    /** Both accounts as the page has them: the domain API, which the first one plays, knows the second one, too. */
    private void bothLivePersons(DemoLivePerson first, DemoLivePerson second) throws IOException {
        first.faults().always(request -> request.path().startsWith("/api/account/87654321/service/"),
                new DemoFault.Instead(DemoAnswer.json(200, "{\"baseURI\":\"" + second.url().replace("http://", "") + "\"}")));
        first.settings().forEach(accounts::set);
        write("liveperson", "routes/liveperson-eu.camel.yaml");
        set("liveperson", Map.of("_CLIENT_ID", DemoLivePerson.CLIENT_ID, "_CLIENT_SECRET", DemoLivePerson.CLIENT_SECRET));
    }

    private Instant bookmark(String source) {
        return accounts.stored(store -> store.lane(source, Lane.LIVE).orElseThrow().position());
    }

    @Test
    void shouldCollectASecondLivePersonAccountWithItsOwnDomainTokenAndBookmark() throws IOException {
        try (DemoLivePerson first = DemoLivePerson.start(DemoLivePerson.Options.defaults()); DemoLivePerson second = secondLivePerson()) {
            bothLivePersons(first, second);
            first.faults().next(1, request -> request.path().startsWith("/operations"), DemoFault.status(400));

            assertThat(accounts.run("lint").out()).contains("all well");
            assertThat(accounts.run("sync", "liveperson-engagement", "liveperson-eu-engagement").exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(bookmark("liveperson-eu-engagement")).as("it goes on without the first one").isAfter(bookmark("liveperson-engagement").plus(Duration.ofHours(23)));
            good(accounts.run("sync", "liveperson-engagement", "liveperson-eu-engagement"));

            assertThat(paths(second.requests())).contains("/sentinel/api/v2/account/87654321/app/token", "/operations/api/account/87654321/engactivity")
                    .noneMatch(path -> path.contains("56072331"));
            assertThat(paths(first.requests())).contains("/operations/api/account/56072331/engactivity").filteredOn(path -> path.contains("87654321"))
                    .as("where the second one is").isNotEmpty().allMatch(path -> path.startsWith("/api/account/87654321/service/"));
            assertThat(accounts.run("status", "--json").out()).contains("\"id\":\"liveperson-eu-engagement\"");
            second.revokeTokens();
            accounts.set("ACCOUNT_LIVEPERSON_EU_CLIENT_SECRET", "another");
            assertThat(accounts.run("check").out()).contains("liveperson-eu-engagement: asking for an OAuth2 token: HTTP 401 from 127.0.0.1: "
                    + "check ACCOUNT_LIVEPERSON_EU_CLIENT_ID and ACCOUNT_LIVEPERSON_EU_CLIENT_SECRET", "ok       liveperson-engagement");
        }
    }

    @Test
    void shouldServeEachLivePersonAccountUnderItsOwnId() throws Exception {
        try (DemoLivePerson first = DemoLivePerson.start(DemoLivePerson.Options.defaults()); DemoLivePerson second = secondLivePerson()) {
            Instant closed = Instant.now().minus(Duration.ofHours(3));
            first.add(new DemoConversation(closed, "4", "15", 0, true, 60, true));
            second.addAll(List.of(new DemoConversation(closed, "4", "15", 0, true, 60, true), new DemoConversation(closed, "4", "16", 0, true, 60, true)));
            bothLivePersons(first, second);
            // Its tiles of a day are some 900 requests.
            Files.delete(folder.resolve("routes/liveperson-csat.camel.yaml"));
            TestingRelay.Builder plan = TestingApi.planWithTokens().collectingOnly();
            accounts.environment().forEach((name, value) -> {
                if (name.contains("LIVEPERSON") || name.endsWith("S_DIR")) {
                    plan.set(name, value);
                }
            });
            try (TestingRelay relay = plan.start()) {
                TestingApi api = new TestingApi(relay);
                assertThat(connected(api, "56072331", 1)).isEqualTo(1);
                assertThat(connected(api, "87654321", 2)).isEqualTo(2);
                assertThat(connected(api, "liveperson-eu-engagement", 2)).isEqualTo(2);
                assertThat(connected(api, "local", 3)).as("all of them").isEqualTo(3);
                assertThat(api.get("/operations/api/account/11111111/engactivity?timeframe=1380&v=1").status()).isEqualTo(401);
            }
        }
    }

    /** How many engagements are served of an account, once there are that many. */
    private static long connected(TestingApi api, String account, long awaited) {
        return Eventually.awaitValue("the engagements of " + account + " are served", Duration.ofSeconds(30), () -> {
            long served = api.get("/operations/api/account/" + account + "/engactivity?timeframe=1380&v=1").json().at("/metricsTotals/connectedEngagements").asLong();
            return served >= awaited ? served : null;
        });
    }

    @Test
    void shouldMakeTilesOfASecondLivePersonAccountThatSignsInByOAuth1() throws IOException {
        try (DemoLivePerson second = secondLivePerson()) {
            Instant closed = Instant.now().minus(Duration.ofHours(3));
            second.add(DemoConversation.answered(closed, "4", "15", 5));
            // The first one need not answer: only its source has to be on.
            accounts.set("LIVEPERSON_ACCOUNT_ID", "56072331").set("LIVEPERSON_TOKEN", "a-token").set("LIVEPERSON_BASE_URL", "http://127.0.0.1:9");
            accounts.set("ACCOUNT_LIVEPERSON_EU_BASE_URL", second.url()).set("ACCOUNT_LIVEPERSON_EU_APP_KEY", DemoLivePerson.APP_KEY)
                    .set("ACCOUNT_LIVEPERSON_EU_APP_SECRET", DemoLivePerson.APP_SECRET).set("ACCOUNT_LIVEPERSON_EU_ACCESS_TOKEN", DemoLivePerson.ACCESS_TOKEN)
                    .set("ACCOUNT_LIVEPERSON_EU_ACCESS_TOKEN_SECRET", DemoLivePerson.ACCESS_TOKEN_SECRET);
            String file = AddingASourceTest.block(page("liveperson"), "yaml second account").replace("engagement", "csat");
            Files.writeString(folder.resolve("routes/liveperson-eu-csat.camel.yaml"), file);

            assertThat(accounts.run("lint").out()).contains("all well");
            Ran sync = accounts.run("sync", "liveperson-eu-csat");
            assertThat(sync.out()).as(sync.err()).contains("liveperson-eu-csat: ", " 1 stored");
            assertThat(second.requests()).isNotEmpty().allMatch(request -> request.path().equals("/operations/api/account/87654321/msgcsatdistribution"));
            accounts.set("ACCOUNT_LIVEPERSON_EU_APP_SECRET", "another");
            assertThat(accounts.run("check").out()).contains("HTTP 401 from 127.0.0.1: check ACCOUNT_LIVEPERSON_EU_APP_KEY and "
                    + "ACCOUNT_LIVEPERSON_EU_APP_SECRET and ACCOUNT_LIVEPERSON_EU_ACCESS_TOKEN and ACCOUNT_LIVEPERSON_EU_ACCESS_TOKEN_SECRET");
        }
    }

    @Test
    void shouldCollectTheSurveysOfASecondZendeskAccount() throws IOException {
        try (DemoZendesk second = DemoZendesk.start(DemoZendesk.Options.defaults().withBasic("admin@company.com", "another-token"))) {
            DemoSurvey survey = DemoSurvey.of("01DEMOSVRVEY0000000000F1VE", 3, 5);
            second.define(survey);
            second.addTicket(new DemoTicket(10_001, 7881, 135L, 44L, true), "web");
            Instant offered = Instant.now().minus(Duration.ofHours(2));
            second.addResponses(List.of(DemoSurveyResponse.offered(1, 10_001, survey, offered)
                    .answered(DemoSurveyAnswer.satisfaction(5, offered.plusSeconds(60)))));
            accounts.set("ZENDESK_CSAT", "surveys").set("ACCOUNT_SHOPS_EU_BASE_URL", second.url())
                    .set("ACCOUNT_SHOPS_EU_USER", "admin@company.com/token").set("ACCOUNT_SHOPS_EU_PASSWORD", "another-token");
            String file = AddingASourceTest.block("yaml second account").replace("ratings", "surveys");
            Files.writeString(folder.resolve("routes/shops-eu-surveys.camel.yaml"), file);

            assertThat(accounts.run("lint").out()).contains("all well");
            Ran sync = accounts.run("sync", "zendesk-surveys", "shops-eu-surveys");
            good(sync);
            assertThat(sync.out()).contains("shops-eu-surveys: 1 fetched: 1 stored", "zendesk-surveys: 0 fetched");
            assertThat(paths(second.requests())).contains("/api/v2/guide/survey_responses").anyMatch(path -> path.contains("/show_many"));
            assertThat(paths(accounts.zendesk().requests())).as("the first one's tickets").noneMatch(path -> path.contains("/show_many"));
            assertThat(accounts.maestroqa().distinct()).isEqualTo(1);
        }
    }

    @Test
    void shouldCollectASecondGnattaAccountByAFileOfItsOwn() throws IOException {
        DemoGnatta.Options options = DemoGnatta.Options.defaults();
        try (DemoGnatta first = DemoGnatta.start(options); DemoGnatta second = DemoGnatta.start(options)) {
            first.settings().forEach(accounts::set);
            write("gnatta", "routes/gnatta-eu.camel.yaml");
            collect("gnatta-collect.yaml", "Daily");
            collect("gnatta-collect-eu.yaml", "Weekly");
            set("gnatta", Map.of("_BASE_URL", second.url() + "/reporting/v1.2", "_DOMAIN_ID", options.domainId(), "_CLIENT_ID", options.clientId(),
                    "_CLIENT_SECRET", options.clientSecret()));
            // Discovery is asked of one provider, which names a token URL on its own host.
            accounts.set("GNATTA_AUTH_URL", second.url()).set("GNATTA_TOKEN_URL", first.url() + "/connect/token").set("GNATTA_DOMAIN_ID", "");

            assertThat(accounts.run("lint").out()).contains("all well");
            good(accounts.run("sync", "gnatta-tiles", "gnatta-eu"));

            assertThat(first.asked()).hasSize(1).allMatch(body -> body.toString().contains("Daily"));
            assertThat(second.asked()).hasSize(1).allMatch(body -> body.toString().contains("Weekly"));
            collect("gnatta-collect-eu.yaml", "Fortnightly");
            assertThat(accounts.run("lint").out()).contains("gnatta-collect-eu.yaml:1");
        }
    }

    @Test
    void shouldCollectASecondQualtricsAccountWithItsOwnSurvey() throws IOException {
        DemoQualtrics.Options defaults = DemoQualtrics.Options.defaults();
        try (DemoQualtrics first = DemoQualtrics.start(defaults); DemoQualtrics second = DemoQualtrics.start(new DemoQualtrics.Options(0, "another-token",
                "SV_1abcDEF1234ghIJ", 1, 0, InstantSource.system(), System::nanoTime))) {
            first.settings().forEach(accounts::set);
            write("qualtrics", "routes/qualtrics-eu.camel.yaml");
            set("qualtrics", Map.of("_BASE_URL", second.url(), "_TOKEN", "another-token", "_TOKEN_HEADER", "X-API-TOKEN"));
            Instant hourAgo = Instant.now().minus(Duration.ofHours(1));
            first.addAll(List.of(DemoResponse.of(1, 5, "400001", hourAgo)));
            second.addAll(List.of(DemoResponse.of(2, 4, "400002", hourAgo), DemoResponse.of(3, 3, "400003", hourAgo)));

            assertThat(accounts.run("lint").out()).contains("all well");
            Ran sync = accounts.run("sync", "qualtrics", "qualtrics-eu");
            assertThat(sync.out()).as(sync.err()).contains("qualtrics: 1 fetched: 1 stored", "qualtrics-eu: 2 fetched: 2 stored");
            assertThat(paths(second.requests())).allMatch(path -> path.contains("SV_1abcDEF1234ghIJ"));
        }
    }

    private void collect(String file, String grouping) throws IOException {
        Files.writeString(folder.resolve("mappings").resolve(file), "collect: [{tiles: [1], kind: by-date, groupBy: " + grouping + ", last: "
                + (grouping.equals("Daily") ? "2 days" : "2 weeks") + "}]\n");
    }

    private static void good(Ran ran) {
        assertThat(ran.exitCode()).as(ran.out() + ran.err()).isZero();
    }

    private static List<String> paths(List<DemoRequest> requests) {
        return requests.stream().map(DemoRequest::path).toList();
    }

    /** The settings that the page names, each with its value by the end of its name. */
    private void set(String page, Map<String, String> values) {
        List<String> names = AddingASourceTest.block(page(page), "properties second account").lines().map(line -> line.substring(0, line.indexOf('='))).toList();
        assertThat(names).hasSize(values.size());
        values.forEach((end, value) -> accounts.set(names.stream().filter(name -> name.endsWith("_EU" + end)).findFirst().orElseThrow(), value));
    }

    private void write(String page, String file) throws IOException {
        String text = AddingASourceTest.block(page(page), "yaml second account");
        assertThat(text.lines().count()).as("lines").isLessThanOrEqualTo(20);
        assertThat(Files.readString(page(page))).as("the page names the file").contains("`" + file + "`");
        Files.writeString(folder.resolve(file), text);
    }

    private static Path page(String name) {
        return Path.of("docs/sources", name + ".md");
    }
}
