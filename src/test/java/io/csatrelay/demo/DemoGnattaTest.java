package io.csatrelay.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csatrelay.settings.TestingTime;
import io.csatrelay.tile.TestingTiles;
import io.csatrelay.tile.TilePlan;
import io.csatrelay.tile.TileRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo Gnatta knows the tiles by a table of its own: the catalogue's requests are held against that. */
class DemoGnattaTest {
    private static final String DAY = "\"from\":\"2026-05-01T00:00:00Z\",\"to\":\"2026-05-02T00:00:00Z\"";

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final TestingTime time = TestingTime.at("2026-05-06T10:20:30Z");
    private DemoGnatta gnatta;
    private String token;

    @BeforeEach
    void start() throws Exception {
        gnatta = DemoGnatta.start(DemoGnatta.Options.defaults().withClock(time::now, time.time().nanos()).withLimits("RateLimit-", 1000, 500));
        JsonNode discovery = json(client.send(HttpRequest.newBuilder(URI.create(gnatta.url() + "/demo-domain/.well-known/openid-configuration")).build(), HttpResponse.BodyHandlers.ofString()));
        HttpRequest request = HttpRequest.newBuilder(URI.create(discovery.path("token_endpoint").asText())).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&client_id=csat-relay-demo&client_secret=demo-client-secret")).build();
        token = json(client.send(request, HttpResponse.BodyHandlers.ofString())).path("access_token").asText();
    }

    @AfterEach
    void stop() {
        gnatta.close();
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }

    private HttpResponse<String> post(String path, String body, String accept) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(gnatta.url() + path)).header("Authorization", "Bearer " + token).header("Accept", accept)
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> count(String body) throws Exception {
        return post("/reporting/v1.2/interactions/state/count", body.replace('\'', '"').replace("DAY", DAY), "application/json");
    }

    @Test
    void shouldTakeEveryRequestThatTheCatalogueMakes(@TempDir Path folder) throws Exception {
        List<TileRequest> requests = TilePlan.read(TestingTiles.folder(folder, TestingTiles.EVERYTHING), "gnatta-collect.yaml").requests(time.now());

        assertThat(requests).hasSizeGreaterThan(100);
        for (TileRequest request : requests) {
            HttpResponse<String> answer = post("/reporting/" + (request.export() ? "export/" : "") + "v1.2/" + request.path(), request.body().toString(), request.export() ? "text/csv" : "*/*");
            assertThat(answer.statusCode()).as(request + " " + request.body() + " → " + answer.body()).isEqualTo(200);
        }
        assertThat(gnatta.repeats()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'newState':['Closed'],'filters':{DAY}}|200", "{'newState':['Closed'],'filters':{DAY,'groupBy':'Hourly'}}|400", "{'newState':['Assigned'],'filters':{DAY}}|400",
        "{'newState':['Created'],'filters':{DAY}}|400", "{'oldState':['Draft'],'newState':['Created'],'filters':{DAY}}|200", "{'newState':['Closed'],'filters':{DAY,'channels':['Fax']}}|400",
        "{'newState':['Closed'],'filters':{'from':'2020-05-01T00:00:00Z','to':'2026-05-02T00:00:00Z'}}|400", "{'newState':['Closed'],'userIds':['u'],'filters':{DAY}}|400", "[]|400", "{|400"})
    void shouldRefuseWhatTheDocumentDoesNotAllow(String body, int status) throws Exception {
        assertThat(count(body).statusCode()).isEqualTo(status);
    }

    @Test
    void shouldAnswerFromItsCacheForTenMinutes() throws Exception {
        count("{'newState':['Closed'],'filters':{DAY}}");
        time.advance(Duration.ofMinutes(9));
        count("{'newState':['Closed'],'filters':{DAY}}");
        assertThat(gnatta.repeats()).isEqualTo(1);
        time.advance(Duration.ofMinutes(1));
        count("{'newState':['Closed'],'filters':{DAY}}");
        assertThat(gnatta.repeats()).isEqualTo(1);
    }

    @Test
    void shouldRefuseOtherAcceptsMethodsTokensAndPaths() throws Exception {
        String body = "{\"newState\":[\"Closed\"],\"filters\":{" + DAY + "}}";

        assertThat(post("/reporting/export/v1.2/interactions/state/count", body, "application/json").statusCode()).isEqualTo(404);
        assertThat(post("/reporting/export/v1.2/interactions/state/count", body, "text/csv").body()).startsWith("Group,Value\r\nAll,");
        assertThat(post("/reporting/v1.2/interactions/states/count", body, "*/*").statusCode()).isEqualTo(404);
        time.advance(Duration.ofHours(2));
        assertThat(count(body).statusCode()).as("the token is over").isEqualTo(401);
    }

    @Test
    void shouldSayItsLimitsAndHoldThem() throws Exception {
        HttpResponse<String> first = count("{'newState':['Closed'],'filters':{DAY}}");
        for (int i = 0; i < 1000; i++) {
            count("{}");
        }

        assertThat(first.headers().firstValue("RateLimit-Remaining")).contains("999");
        assertThat(count("{}").statusCode()).isEqualTo(429);
    }
}
