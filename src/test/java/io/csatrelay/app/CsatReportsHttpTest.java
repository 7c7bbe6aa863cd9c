package io.csatrelay.app;

import static io.csatrelay.app.TestingApi.ADMIN;
import static io.csatrelay.app.TestingApi.READ;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csatrelay.app.TestingApi.Answer;
import io.csatrelay.demo.DemoRating;
import io.vertx.core.buffer.Buffer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The CSAT reports over HTTP: every operation of the contract, with its own example, on ratings that were collected. */
class CsatReportsHttpTest {
    private static final Instant NOW = Instant.now();
    private static final String COUNT = "/reporting/v1.2/csat/distribution/count";
    private static final String RATINGS = "/reporting/v1.2/csat/ratings";
    private static TestingRelay relay;
    private static TestingApi api;

    @BeforeAll
    static void fill() {
        relay = TestingApi.planWithTokens().collectingOnly().set("ZENDESK_SETTLE", "1s").set("ZENDESK_RATINGS_SINCE", "2h").start();
        api = new TestingApi(relay);
        for (int i = 0; i < 5; i++) {
            relay.zendesk().add(DemoRating.good(10 + i, 100 + i, NOW.minusSeconds(500 + i)).rated("good", "=SUM(A1) canary " + i, NOW.minusSeconds(500 + i)));
        }
        relay.zendesk().add(DemoRating.bad(20, 200, NOW.minusSeconds(400)));
        // For the ticket of the first: only this one counts.
        relay.zendesk().add(DemoRating.bad(21, 100, NOW.minusSeconds(300)));
        api.collect(7);
    }

    @AfterAll
    static void stop() throws Exception {
        relay.close();
    }

    /** Reports' paths with their requests as the contract shows them, over the last hour. */
    static List<String[]> operations() throws Exception {
        JsonNode contract = new ObjectMapper().readTree(Path.of("src/main/resources/openapi/csat-relay.json").toFile());
        List<String[]> operations = new ArrayList<>();
        contract.path("paths").fields().forEachRemaining(path -> {
            JsonNode schema = path.getValue().at("/post/requestBody/content/application~1json/schema/$ref");
            if (path.getKey().startsWith("/reporting/") && path.getKey().contains("/v1.2/csat/") && !schema.isMissingNode()) {
                operations.add(new String[] {path.getKey(), example(contract.at(schema.asText().substring(1)))});
            }
        });
        return operations;
    }

    private static String example(JsonNode schema) {
        return schema.path("example").toString().replaceAll("\"from\":\"[^\"]*\",\"to\":\"[^\"]*\"", span())
                .replace(",\"channels\":[\"Email\"]", "").replace("35436", "135").replace("360001", "44");
    }

    private static String span() {
        return "\"from\":\"" + NOW.minus(Duration.ofHours(1)) + "\",\"to\":\"" + NOW + "\"";
    }

    private static String filters(String more) {
        return "{\"filters\":{" + span() + more + "}}";
    }

    private static HttpRequest.Builder request(String path, String body) {
        return HttpRequest.newBuilder(api.api(path)).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }

    private static HttpRequest.Builder read(String path, String body) {
        return request(path, body).header("Authorization", "Bearer " + READ);
    }

    @Test
    void shouldHaveAllReportsAndTheirExports() throws Exception {
        assertThat(operations()).hasSize(26);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void shouldAnswerTheContractsExampleAsTheContractSays(String path, String body) {
        if (path.startsWith("/reporting/export/")) {
            Answer csv = api.post(path, body);
            assertThat(csv.status()).as(csv.body()).isEqualTo(200);
            assertThat(csv.headers()).contains("content-type: text/csv; charset=utf-8", "cache-control: no-store").doesNotContain("authorization", "canary");
            assertThat(csv.body().lines()).hasSizeGreaterThan(1);
        } else {
            Answer answer = api.post(path, body);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.headers()).contains("content-type: application/json", "cache-control: no-store", "ratelimit-limit: 6000").doesNotContain("authorization");
        }
    }

    /** In several pieces as it was written, with its length, and nowhere read as a stream. */
    @Test
    void shouldSendALongReportWithItsLengthAndNotInChunks() throws Exception {
        String users = IntStream.range(0, 2_000).mapToObj(i -> "\"" + i + "\"").collect(Collectors.joining(","));
        Answer answer = api.post(COUNT + "/by-users", "{\"filters\":{" + span() + "},\"userIds\":[" + users + "]}");
        assertThat(new ObjectMapper().readTree(answer.body()).path("groups")).hasSize(2_000);
        assertThat(answer.headers()).contains("content-length: " + answer.body().length()).doesNotContain("transfer-encoding", "x-csat-length");
        assertThat(relay.relay().context().getStreamCachingStrategy().getDenyClasses()).contains(Buffer.class);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void shouldAskForATokenEverywhere(String path, String body) {
        Answer answer = api.checked("POST", path, api.send(request(path, body)));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers()).contains("www-authenticate: Bearer");
        assertThat(api.send(request(path, body).header("Authorization", "Bearer wrong")).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void shouldNameAFieldThatIsNotThere(String path, String body) {
        Answer answer = api.post(path, body.replace("\"filters\":{", "\"filters\":{\"chanels\":[],"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("field").asText()).isEqualTo("filters.chanels");
        assertThat(answer.headers()).doesNotContain("authorization", "canary");
    }

    @Test
    void shouldCountWhatCounts() {
        JsonNode count = api.post(COUNT + "/by-users", "{\"userIds\":[135,\"nobody\"],\"filters\":{" + span() + "}}").json();

        assertThat(count.at("/groups/0").toString()).isEqualTo("{\"group\":\"135\",\"csat_score1_answers\":2,\"csat_score2_answers\":0,\"csat_score3_answers\":0,"
                + "\"csat_score4_answers\":0,\"csat_score5_answers\":4,\"total_answers\":6,\"positive_answers\":4,\"csat_score\":66.67,\"average\":3.67}");
        assertThat(count.at("/groups/1/csat_score").isNull()).isTrue();
        assertThat(count.at("/incomplete").asBoolean()).isEqualTo(Instant.parse(count.path("dataThrough").asText()).isBefore(Instant.parse(count.path("to").asText())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"filters | {}", "filters.to | {'filters':{'from':'2026-05-01T00:00:00Z'}}", "body | [1]", "body | nonsense",
        "filters.from | {'filters':{'from':7,'to':'2026-05-01T00:00:00Z'}}", "filters.from | {'filters':{'from':'yesterday','to':'2026-05-01T00:00:00Z'}}",
        "filters.to | {'filters':{'from':'2020-05-01T00:00:00Z','to':'2026-05-01T00:00:00Z'}}",
        "filters.channels | {'filters':{'channels':[true],'from':'2026-04-01T00:00:00Z','to':'2026-05-01T00:00:00Z'}}",
        "filters.data.id | {'filters':{'data':[{'id':'x'}],'from':'2026-04-01T00:00:00Z','to':'2026-05-01T00:00:00Z'}}",
        "timeZone | {'timeZone':'Nowhere','filters':{'from':'2026-04-01T00:00:00Z','to':'2026-05-01T00:00:00Z'}}"})
    void shouldAnswer400NamingTheField(String field, String body) {
        Answer answer = api.post(COUNT, body.replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("field").asText()).isEqualTo(field);
        assertThat(answer.headers()).contains("content-type: application/json").doesNotContain("authorization", "canary");
    }

    @Test
    void shouldNameTheListThatAGroupingNeeds() {
        String byDate = COUNT.replace("count", "by-date");
        assertThat(api.post(COUNT + "/by-channels", filters("")).json().path("field").asText()).isEqualTo("filters.channels");
        assertThat(api.post(COUNT + "/by-queues", filters(",\"queues\":[]")).json().path("field").asText()).isEqualTo("filters.queues");
        assertThat(api.post(COUNT + "/by-users", filters("")).json().path("field").asText()).isEqualTo("userIds");
        assertThat(api.post(COUNT + "/by-accounts", filters("")).json().path("field").asText()).isEqualTo("accounts");
        assertThat(api.post(COUNT + "/by-data", filters("")).json().path("field").asText()).isEqualTo("data");
        assertThat(api.post(byDate, filters("")).json().path("field").asText()).isEqualTo("filters.groupBy");
        assertThat(api.post(byDate, filters(",\"groupBy\":\"Yearly\"")).json().path("field").asText()).isEqualTo("filters.groupBy");
    }

    @Test
    void shouldTakeNullForAbsent() {
        assertThat(api.post(COUNT, "{\"timeZone\":null,\"userIds\":null,\"filters\":{" + span() + ",\"channels\":null}}").status()).isEqualTo(200);
    }

    @Test
    void shouldListTheRatingsThatCountInOrder() {
        JsonNode newest = api.post(RATINGS, "{\"filters\":{" + span() + "},\"orderBy\":\"Descending\",\"orderByField\":\"Timestamp\"}").json();
        JsonNode byReference = api.post(RATINGS, "{\"filters\":{" + span() + "},\"orderBy\":\"Ascending\",\"orderByField\":\"Reference\",\"contexts\":[\"User\"]}").json();

        assertThat(newest.path("ratings").findValuesAsText("reference")).containsExactly("21", "20", "11", "12", "13", "14");
        assertThat(newest.at("/ratings/2").toString()).isEqualTo("{\"reference\":\"11\",\"source\":\"zendesk-ratings\",\"channel\":null,\"timestamp\":\""
                + NOW.minusSeconds(501).truncatedTo(java.time.temporal.ChronoUnit.SECONDS) + "\",\"score\":5,\"comment\":\"=SUM(A1) canary 1\",\"ticketId\":\"101\",\"agent\":\"135\",\"skill\":\"44\","
                + "\"queue\":\"44\",\"account\":\"zendesk-ratings\",\"survey\":null,\"label\":\"good\"}");
        assertThat(newest.path("truncated").asBoolean()).isFalse();
        assertThat(byReference.path("ratings").findValuesAsText("reference")).containsExactly("11", "12", "13", "14", "20", "21");
        assertThat(Answer.keys(byReference.at("/ratings/0"))).containsExactly("reference", "source", "channel", "timestamp", "score", "comment", "ticketId", "agent");
    }

    @Test
    void shouldFilterRatingsAsFiguresAre() {
        JsonNode ratings = api.post(RATINGS, "{\"filters\":{" + span() + ",\"userIds\":[135],\"data\":[{\"id\":\"score_label\",\"values\":[\"bad\"]}]},"
                + "\"orderBy\":\"Ascending\",\"orderByField\":\"Timestamp\"}").json();

        assertThat(ratings.path("ratings").findValuesAsText("reference")).containsExactly("20", "21");
    }

    @Test
    void shouldMakeCellsOfAnExportHarmless() {
        Answer csv = api.send(read(RATINGS.replace("/v1.2", "/export/v1.2"), "{\"filters\":{" + span() + "},\"orderBy\":\"Ascending\",\"orderByField\":\"Reference\"}"));

        assertThat(csv.body()).startsWith("reference,source,channel,timestamp,score,comment,ticketId,agent,skill,queue,account,survey,label\r\n11,zendesk-ratings,,")
                .contains(",5,'=SUM(A1) canary 1,101,135,44,44,zendesk-ratings,,good\r\n");
        assertThat(csv.body().lines()).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "text/csv", "text/csv; charset=utf-8", "text/html,application/xhtml+xml,*/*;q=0.8", "TEXT/CSV"})
    void shouldExportWhenCsvIsTaken(String accept) {
        assertThat(api.send(read(COUNT.replace("/v1.2", "/export/v1.2"), filters("")).header("Accept", accept)).body()).startsWith("from,to,group,csat_score1_answers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/html", "text/*", "application/vnd.ms-excel"})
    void shouldFindNoExportWhenCsvIsNotTaken(String accept) {
        String path = COUNT.replace("/v1.2", "/export/v1.2");
        Answer answer = api.checked("POST", path, api.send(read(path, filters("")).header("Accept", accept)));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("error").asText()).isEqualTo("not_found");
    }

    @Test
    void shouldLetAnAnswerBeKeptWhenAskedForIt() {
        Answer first = api.send(read(RATINGS, ratings()).header("Cache-Control", "max-age=3600"));
        String tag = first.headers().lines().filter(line -> line.startsWith("etag: ")).findFirst().orElseThrow().substring(6);
        Answer second = api.checked("POST", RATINGS, api.send(read(RATINGS, ratings()).header("If-None-Match", tag)));
        Answer other = api.send(read(RATINGS, ratings()).header("If-None-Match", "\"other\""));

        assertThat(first.headers()).contains("cache-control: private, max-age=600");
        assertThat(second.status()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(second.headers()).contains("etag: " + tag, "cache-control: private, no-cache");
        assertThat(other.status()).isEqualTo(200);
        assertThat(api.send(read(RATINGS, ratings()).header("Cache-Control", "no-cache")).headers()).contains("cache-control: no-store").doesNotContain("etag");
    }

    /** Long over and collected: the answer is the same each time. */
    private static String ratings() {
        return "{\"filters\":{\"from\":\"" + NOW.minusSeconds(3600) + "\",\"to\":\"" + NOW.minusSeconds(290) + "\"},\"orderBy\":\"Ascending\",\"orderByField\":\"Reference\"}";
    }

    @Test
    void shouldServeTheContractToEverybody() {
        Answer contract = api.send(HttpRequest.newBuilder(api.api("/openapi.json")));

        assertThat(contract.status()).isEqualTo(200);
        assertThat(contract.json().path("openapi").asText()).startsWith("3.");
        assertThat(contract.headers()).contains("content-type: application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/docs/start.js", "/docs/swagger-ui.css", "/docs/swagger-ui-bundle.js"})
    void shouldServeThePageToTryItOnUnderAStrictPolicy(String path) {
        Answer page = api.send(HttpRequest.newBuilder(api.api(path)));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers()).contains("content-security-policy: default-src 'none'; script-src 'self'; ").contains("x-content-type-options: nosniff");
        assertThat(page.body()).isNotBlank();
    }

    @Test
    void shouldHaveNoScriptInThePageAndAskNoOtherHost() {
        String page = api.send(HttpRequest.newBuilder(api.api("/docs"))).body();

        assertThat(page).doesNotContain("http:", "https:", "onclick").doesNotContainPattern("<script>|<script [^>]*>[^<]");
        assertThat(api.send(HttpRequest.newBuilder(api.api("/docs")).POST(BodyPublishers.noBody())).status()).isEqualTo(405);
    }

    @Test
    void shouldCountForTheAdminTokenToo() {
        assertThat(api.send(request(COUNT, filters("")).header("Authorization", "Bearer " + ADMIN)).status()).isEqualTo(200);
    }
}
