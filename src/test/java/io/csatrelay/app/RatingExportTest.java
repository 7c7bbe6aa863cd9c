package io.csatrelay.app;

import static io.csatrelay.app.TestingApi.READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.Eventually;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An export of 60,000 ratings, 18 MB, over HTTP is read from the store while it is sent, and piles up nowhere. */
class RatingExportTest {
    private static final int RATINGS = 60_000;
    private static TestingRelay relay;
    private static TestingApi api;

    @BeforeAll
    static void fill() throws SQLException {
        relay = TestingApi.planWithTokens().collectingOnly().start();
        api = new TestingApi(relay);
        execute("INSERT INTO slice (id, source, skill, agent, channel, queue, account, survey, label) VALUES (9999, 's', '', '', '', '', 's', '', '')");
        execute("""
                INSERT INTO rating (source, external_id, version, submitted_at, score, min_score, max_score, slice, score_of_five, counts, body, first_seen_at, stored_at)
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
                SELECT 's', i, 'v', 1777593600000 + i, 5, 1, 5, 9999, 5, 1,
                  '{"external_id":"' || i || '","submitted_at":"2026-05-01T00:00:00Z","score":5,"min_score":1,"max_score":5,"comment":"%s"}', 0, 0 FROM n""".formatted(RATINGS, "w".repeat(200)));
    }

    @AfterAll
    static void stop() throws Exception {
        relay.close();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = relay.database().writer().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static BufferedReader export() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(api.api("/reporting/export/v1.2/csat/ratings")).header("Authorization", "Bearer " + READ)
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString("{\"filters\":{\"from\":\"2026-05-01T00:00:00Z\",\"to\":\"2026-05-02T00:00:00Z\"},"
                        + "\"orderBy\":\"Ascending\",\"orderByField\":\"Timestamp\"}")).build();
        HttpResponse<InputStream> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    @Test
    void shouldSendAllOfItAndReadItWhileItIsSent() throws Exception {
        try (BufferedReader csv = export()) {
            assertThat(csv.lines().count()).isEqualTo(RATINGS + 1);
        }
        // Who goes away leaves nothing at work behind.
        export().close();
        Eventually.await("nothing is at work", () -> relay.relay().context().getInflightRepository().size() == 0);
        try (BufferedReader csv = export()) {
            csv.readLine();
            // From here on none counts: what comes still was on its way.
            execute("UPDATE rating SET counts = 0");
            assertThat(csv.lines().count()).isBetween(1L, RATINGS / 2L);
        }
    }
}
