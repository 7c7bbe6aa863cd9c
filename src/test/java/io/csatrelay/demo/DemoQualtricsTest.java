package io.csatrelay.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo Qualtrics is as strict as the real one. */
class DemoQualtricsTest {
    private static final String TOKEN = "demo-qualtrics-token";
    private static final DemoResponse FIRST = DemoResponse.of(1, 4, "17", Instant.parse("2026-05-01T00:00:00Z"));

    private final TestingClient client = new TestingClient();
    private Instant now = Instant.parse("2026-05-01T12:00:00Z");
    private DemoQualtrics qualtrics;

    @BeforeEach
    void start() throws IOException {
        qualtrics = DemoQualtrics.start(DemoQualtrics.Options.defaults().withClock(() -> now));
        qualtrics.addAll(List.of(FIRST));
    }

    @AfterEach
    void stop() {
        qualtrics.close();
    }

    private HttpResponse<String> order(String body, String token) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(qualtrics.url() + "/surveys/" + qualtrics.options().surveyId() + "/export-responses"))
                .header("X-API-TOKEN", token).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"useLabels\":true", "\"timeZone\":\"UTC\"", "\"breakoutSets\":false", "\"includeDisplayOrder\":true",
        "\"seenUnansweredRecode\":0", "\"filterId\":\"f\"", "\"continuationToken\":\"x\",\"startDate\":\"2026-05-01T00:00:00Z\"", "\"continuationToken\":\"unknown\"",
        "\"startDate\":\"yesterday\""})
    void shouldRejectWhatDoesNotGoWithNdjson(String option) throws Exception {
        HttpResponse<String> answer = order("{\"format\":\"ndjson\"," + option + "}", TOKEN);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestingClient.json(answer).at("/meta/error/errorCode").asText()).isNotEmpty();
    }

    @Test
    void shouldRefuseAWrongToken() throws Exception {
        assertThat(order("{\"format\":\"ndjson\"}", "wrong").statusCode()).isEqualTo(401);
    }

    /** The answers to looking after an order until it is complete or failed. */
    private List<JsonNode> looks(String order) throws Exception {
        String id = TestingClient.json(order("{\"format\":\"ndjson\"" + order + "}", TOKEN)).at("/result/progressId").asText();
        List<JsonNode> looks = new ArrayList<>();
        for (int i = 0; i <= qualtrics.options().pollsUntilComplete(); i++) {
            looks.add(TestingClient.json(client.send(exports("/" + id))).path("result"));
        }
        return looks;
    }

    private HttpRequest.Builder exports(String rest) {
        return HttpRequest.newBuilder(URI.create(qualtrics.url() + "/surveys/" + qualtrics.options().surveyId() + "/export-responses" + rest))
                .header("X-API-TOKEN", TOKEN);
    }

    /** The ids of the responses that an order gives. */
    private List<String> exported(String order) throws Exception {
        List<JsonNode> looks = looks(order);
        HttpRequest request = exports("/" + looks.get(looks.size() - 1).path("fileId").asText() + "/file").build();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray()).body()))) {
            zip.getNextEntry();
            List<String> ids = new ArrayList<>();
            for (String line : new String(zip.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                ids.add(new ObjectMapper().readTree(line).path("responseId").asText());
            }
            assertThat(zip.getNextEntry()).as("a second entry").isNull();
            return ids;
        }
    }

    @Test
    void shouldGiveAContinuationOnlyWhereItWasAskedFor() throws Exception {
        JsonNode complete = looks("").get(2);
        assertThat(complete.path("status").asText()).isEqualTo("complete");
        assertThat(complete.has("fileId")).isTrue();
        assertThat(complete.has("continuationToken")).isFalse();

        List<JsonNode> looks = looks(",\"allowContinuation\":true");
        assertThat(looks.get(2).path("continuationToken").asText()).isNotEmpty();
        assertThat(looks.subList(0, 2)).as("only when it is complete").noneMatch(look -> look.has("continuationToken") || look.has("fileId"));
    }

    @Test
    void shouldTakeAContinuationForAWeek() throws Exception {
        String token = looks(",\"allowContinuation\":true").get(2).path("continuationToken").asText();
        String goesOn = "{\"format\":\"ndjson\",\"continuationToken\":\"" + token + "\"}";

        now = now.plus(Duration.ofDays(7));
        assertThat(order(goesOn, TOKEN).statusCode()).isEqualTo(200);
        now = now.plusMillis(1);
        assertThat(order(goesOn, TOKEN).statusCode()).isEqualTo(400);
    }

    @Test
    void shouldTakeTheStartOfARangeAndLeaveItsEnd() throws Exception {
        DemoResponse second = DemoResponse.of(2, 4, "18", FIRST.recorded().plusMillis(1));
        qualtrics.addAll(List.of(second));

        assertThat(exported(range(FIRST.recorded(), second.recorded()))).containsExactly(FIRST.id());
        assertThat(exported(range(second.recorded(), second.recorded().plusMillis(1)))).containsExactly(second.id());
    }

    @Test
    void shouldGiveWhatWasModifiedLastAtTheEndWhereThatIsAskedFor() throws Exception {
        DemoResponse second = DemoResponse.of(2, 4, "18", FIRST.recorded().plusMillis(1));
        qualtrics.addAll(List.of(second));
        qualtrics.update(FIRST.id(), response -> response.answered("QID1", 1, "Very dissatisfied"));

        assertThat(exported("")).as("as they were recorded").containsExactly(FIRST.id(), second.id());
        assertThat(exported(",\"sortByLastModifiedDate\":true")).containsExactly(second.id(), FIRST.id());
        assertThat(exported(",\"sortByLastModifiedDate\":true" + range(second.recorded(), second.recorded().plusMillis(1))))
                .as("a range is of when they were recorded all the same").containsExactly(second.id());
    }

    private static String range(Instant from, Instant to) {
        return ",\"startDate\":\"" + from + "\",\"endDate\":\"" + to + "\"";
    }

    @Test
    void shouldSayAHundredPercentBeforeItIsCompleteAndWhenItFailed() throws Exception {
        assertThat(looks("").get(0)).hasToString("{\"percentComplete\":100.0,\"status\":\"inProgress\"}");
        qualtrics.failOver(0);
        assertThat(looks("").get(2)).hasToString("{\"percentComplete\":100.0,\"status\":\"failed\"}");
        assertThat(client.send(exports("/ES_99999999")).statusCode()).isEqualTo(404);
    }
}
