package io.csatrelay.app;

import static io.csatrelay.app.TestingWebhook.SECRET;
import static io.csatrelay.app.TestingWebhook.SOURCE;
import static io.csatrelay.app.TestingWebhook.rating;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.Eventually;
import io.csatrelay.demo.DemoWebhooks;
import io.csatrelay.store.StatusSql;
import io.csatrelay.store.TestingPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A delivery is stored once, however its answer was lost: on both stores. */
class IntakeRestartTest {
    private static final Instant NOW = Instant.parse("2021-03-25T05:09:27Z");

    private static TestingRelay.Builder plan(String store, String database) {
        TestingRelay.Builder plan = TestingApi.planWithTokens().at(NOW.toString()).set(TestingWebhook.SECRET_NAME, SECRET);
        return store.equals("SQLite") ? plan : plan.set("STORE_URL", TestingPostgres.create(database))
                .set("STORE_USER", TestingPostgres.USER).set("STORE_PASSWORD", TestingPostgres.PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SQLite", "PostgreSQL"})
    void shouldStoreOnceWhatComesAgainBecauseTheAnswerWasLost(String store, @TempDir Path routes) throws Exception {
        copyRoutes(routes);
        Path intake = routes.resolve("intake.camel.yaml");
        String whole = Files.readString(intake);
        // Ends between the store and the answer, as a process does that is killed there.
        Files.writeString(intake, whole.replace("              - bean:\n                  ref: intake\n                  method: stored\n",
                "              - throwException:\n                  exceptionType: java.lang.IllegalStateException\n                  message: killed\n"));
        assertThat(Files.readString(intake)).contains("killed");
        try (TestingRelay relay = plan(store, "intake").set("ROUTES_DIR", routes.toString()).start()) {
            assertThat(new TestingWebhook(new TestingApi(relay)).push(rating("lost", "good", "Kind"), NOW).status()).isEqualTo(500);
            Files.writeString(intake, whole);
            relay.restart();

            TestingWebhook webhook = new TestingWebhook(new TestingApi(relay));
            assertThat(webhook.push(rating("lost", "good", "Kind"), NOW)).satisfies(answer -> {
                assertThat(answer.status()).isEqualTo(202);
                assertThat(answer.json()).as("the same signed request").allMatch(count -> count.asInt() == 0);
            });
            assertThat(webhook.push("no JSON", NOW).json().path("quarantined").asInt()).isEqualTo(1);

            assertThat(relay.store().ratingCount(SOURCE)).isEqualTo(1);
            assertThat(relay.store().outbox()).hasSize(1);
            relay.deliver(1);
            assertThat(relay.maestroqa().items()).hasSize(1);
            assertThat(new StatusSql(relay.database()).recount()).isEmpty();
            assertThat(relay.store().balanced(SOURCE)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SQLite", "PostgreSQL"})
    void shouldTakeNoOlderDeliveryAgainAfterARestart(String store) throws Exception {
        try (TestingRelay relay = plan(store, "intake_again").start()) {
            TestingWebhook before = new TestingWebhook(new TestingApi(relay));
            before.push(rating("again", "good", "first"), NOW);
            before.push(rating("again", "bad", "second"), NOW.plusSeconds(1));
            relay.restart();

            assertThat(new TestingWebhook(new TestingApi(relay)).push(rating("again", "good", "first"), NOW).status()).isEqualTo(202);

            assertThat(relay.store().ratings(SOURCE).get("again").body().toString()).as("without a time of change the later to come is the newer").contains("second");
            assertThat(relay.store().balanced(SOURCE)).isTrue();
        }
    }

    @Test
    void shouldEndItsRunWithTheProcessAndMapQuarantinedRecordsAgain() throws Exception {
        try (TestingRelay relay = plan("SQLite", "").start()) {
            new TestingWebhook(new TestingApi(relay)).push(rating("mended", "superb", ""), NOW);
            relay.stop();
            relay.start();
            assertThat(relay.store().runs(SOURCE)).singleElement().satisfies(run -> {
                assertThat(run.lane()).isEqualTo("intake");
                assertThat(run.endedAt()).isEqualTo(NOW);
                assertThat(run.error()).isNull();
                assertThat(run.tally().quarantined()).isEqualTo(1);
            });
            new TestingApi(relay).post("/api/retry", "{\"kind\":\"quarantined\"}");

            Eventually.await("the record is mapped again", () -> relay.store().runs(SOURCE).stream()
                    .anyMatch(run -> run.lane().equals("mend") && run.endedAt() != null));
            assertThat(relay.store().quarantine(SOURCE)).singleElement().satisfies(row -> assertThat(row.reason()).contains("superb"));
        }
    }

    @Test
    void shouldTakeWhatTheDemoPushes() throws Exception {
        try (TestingRelay relay = TestingApi.plan().set(TestingWebhook.SECRET_NAME, DemoWebhooks.SECRET).start();
                DemoWebhooks webhooks = new DemoWebhooks(new TestingApi(relay).api("/intake/" + SOURCE), 7, InstantSource.system())) {
            for (int n = 0; n < 20; n++) {
                assertThat(webhooks.push()).isEqualTo(202);
            }

            assertThat(relay.store().ratingCount(SOURCE)).isEqualTo(20);
            assertThat(relay.store().quarantine(SOURCE)).isEmpty();
        }
    }

    private static void copyRoutes(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            List<Path> all = files.toList();
            for (Path file : all) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }
}
