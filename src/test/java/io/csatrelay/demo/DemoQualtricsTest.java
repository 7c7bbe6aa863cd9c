package io.csatrelay.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo Qualtrics is as strict as the real one. */
class DemoQualtricsTest {
    private final TestingClient client = new TestingClient();
    private DemoQualtrics qualtrics;

    @BeforeEach
    void start() throws IOException {
        qualtrics = DemoQualtrics.start(DemoQualtrics.Options.defaults());
        qualtrics.addAll(List.of(DemoResponse.of(1, 4, "17", Instant.parse("2026-05-01T00:00:00Z"))));
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
        HttpResponse<String> answer = order("{\"format\":\"ndjson\"," + option + "}", "demo-qualtrics-token");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestingClient.json(answer).at("/meta/error/errorCode").asText()).isNotEmpty();
    }

    @Test
    void shouldRefuseAWrongToken() throws Exception {
        assertThat(order("{\"format\":\"ndjson\"}", "wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void shouldGiveAContinuationOnlyWhereItWasAskedFor() throws Exception {
        String id = TestingClient.json(order("{\"format\":\"ndjson\"}", "demo-qualtrics-token")).at("/result/progressId").asText();
        String status = "";
        for (int i = 0; i < 3; i++) {
            status = client.send(HttpRequest.newBuilder(URI.create(qualtrics.url() + "/surveys/" + qualtrics.options().surveyId() + "/export-responses/" + id))
                    .header("X-API-TOKEN", "demo-qualtrics-token")).body();
        }

        assertThat(status).contains("\"status\":\"complete\"").contains("fileId").doesNotContain("continuationToken");
    }
}
