package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.app.TestingApi.Answer;
import io.csatrelay.vendor.Signature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sender of one's own: a route file and a mapping make it a source that is pushed. */
class PushedSourceTest {
    private static final String SHOP = "shop-eu";
    private static final String SECRET = "of-the-shop";
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final String ROUTE = """
            - beans:
                - name: shop-eu
                  type: io.csatrelay.collect.Source
                  properties:
                    id: shop-eu
                    intake: true
                    records: /event/answers
                    recordId: /answer/id
                    recordVersion: /answer/changed

            - templatedRoute:
                routeTemplateRef: store
                routeId: shop-eu-store
                parameters:
                  - name: id
                    value: shop-eu
                  - name: mapping
                    value: shop-eu
            """;
    private static final String MAPPING = """
            .record.answer | {external_id: .id, updated_at: .changed, submitted_at: .at, ticket_id: .order, agent_id: "135", score: .stars, min_score: 1, max_score: 5}
            """;

    @TempDir
    private static Path folder;
    private static TestingRelay relay;
    private static TestingWebhook webhook;

    @BeforeAll
    static void start() throws IOException {
        for (String each : new String[] {"routes", "mappings"}) {
            Files.createDirectory(folder.resolve(each));
            try (Stream<Path> shipped = Files.list(Path.of(each))) {
                for (Path file : shipped.toList()) {
                    Files.copy(file, folder.resolve(each).resolve(file.getFileName()));
                }
            }
        }
        Files.writeString(folder.resolve("routes/shop-eu.camel.yaml"), ROUTE);
        Files.writeString(folder.resolve("mappings/shop-eu.jq"), MAPPING);
        relay = plan(SECRET).start();
        webhook = new TestingWebhook(new TestingApi(relay));
    }

    @AfterAll
    static void stop() throws Exception {
        relay.close();
    }

    private static TestingRelay.Builder plan(String secrets) {
        return TestingApi.planWithTokens().collectingOnly().at(NOW.toString()).set("ROUTES_DIR", folder.resolve("routes").toString())
                .set("MAPPINGS_DIR", folder.resolve("mappings").toString()).set("INTAKE_SHOP_EU_SECRET", secrets);
    }

    private static String answer(int id, int stars, String changed) {
        return "{\"answer\":{\"id\":\"s-" + id + "\",\"changed\":\"" + changed + "\",\"at\":\"2026-05-01T11:00:00Z\",\"order\":\"7" + id + "\",\"stars\":" + stars + "}}";
    }

    private static Answer push(String source, String secret, String... answers) {
        byte[] body = ("{\"event\":{\"answers\":[" + String.join(",", answers) + "]}}").getBytes(StandardCharsets.UTF_8);
        return webhook.send(source, body, NOW.toString(), new Signature(secret).of(NOW.toString(), body));
    }

    @Test
    void shouldTakeTheRecordsOfItsOwnFormWithItsOwnSecret() {
        Answer first = push(SHOP, SECRET, answer(1, 5, "2026-05-01T11:30:00Z"), answer(2, 9, "2026-05-01T11:30:00Z"));
        assertThat(first.status()).isEqualTo(202);
        assertThat(first.body()).isEqualTo("{\"stored\":1,\"unchanged\":0,\"filtered\":0,\"quarantined\":1}");

        assertThat(push(SHOP, SECRET, answer(1, 4, "2026-05-01T11:29:00Z")).json().path("unchanged").asInt()).as("an older version").isEqualTo(1);
        assertThat(push(SHOP, SECRET, answer(1, 3, "2026-05-01T11:31:00Z")).json().path("stored").asInt()).as("a newer one").isEqualTo(1);

        assertThat(relay.store().ratings(SHOP).get("s-1").body().path("score").asInt()).isEqualTo(3);
        assertThat(relay.store().balanced(SHOP)).isTrue();
        assertThat(push(SHOP, TestingWebhook.SECRET, answer(3, 5, "2026-05-01T11:30:00Z")).status()).as("another source's secret").isEqualTo(401);
    }

    @Test
    void shouldAnswer404ForASourceThatIsThereAndWhoseSecretIsNotSet() {
        Answer answer = push(TestingWebhook.SOURCE, SECRET, answer(4, 5, "2026-05-01T11:30:00Z"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("message").asText()).isEqualTo("no source of that id takes deliveries, or its secret is not set");
    }
}
