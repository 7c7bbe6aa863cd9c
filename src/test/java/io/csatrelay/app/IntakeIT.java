package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.Eventually;
import io.csatrelay.TestingPorts;
import io.csatrelay.collect.Intake;
import io.csatrelay.store.Database;
import io.csatrelay.store.TestingStore;
import io.csatrelay.vendor.Signature;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks at a process that is killed: what it answered it has. */
class IntakeIT {
    private static final int SENDERS = 4;

    @TempDir
    private Path folder;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();

    @Test
    void shouldHaveStoredEveryDeliveryThatItAnsweredWhenItIsKilled() throws Exception {
        int port = TestingPorts.free();
        Map<String, String> environment = Map.of("DATA_DIR", folder.resolve("data").toString(), "HTTP_PORT", String.valueOf(port), "MANAGEMENT_PORT",
                String.valueOf(TestingPorts.free()), TestingWebhook.SECRET_NAME, TestingWebhook.SECRET);
        URI intake = URI.create("http://127.0.0.1:" + port + Intake.PATH + TestingWebhook.SOURCE);
        try (Installed run = Installed.start(folder, environment, "run")) {
            Eventually.await("it takes deliveries", Duration.ofSeconds(60), () -> push(intake, "first"));
            List<Thread> senders = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                String name = "sender-" + sender + "-";
                senders.add(new Thread(() -> pushUntilNobodyAnswers(intake, name)));
            }
            senders.forEach(Thread::start);
            Eventually.await("200 are answered", Duration.ofSeconds(60), () -> answered.size() > 200);
            run.signal("KILL");
            for (Thread sender : senders) {
                sender.join();
            }
        }
        try (Database database = Database.open("jdbc:sqlite:" + folder.resolve("data/csat-relay.db"), null, null)) {
            TestingStore store = new TestingStore(database);
            assertThat(store.ratings(TestingWebhook.SOURCE).keySet()).containsAll(answered);
            assertThat(store.ratingCount(TestingWebhook.SOURCE)).as("one more a sender may be stored and not answered").isBetween((long) answered.size(),
                    (long) answered.size() + SENDERS);
            assertThat(store.balanced(TestingWebhook.SOURCE)).isTrue();
        }
    }

    private void pushUntilNobodyAnswers(URI intake, String name) {
        int number = 0;
        while (push(intake, name + number)) {
            number++;
        }
    }

    private boolean push(URI intake, String id) {
        String at = Instant.now().toString();
        String body = TestingWebhook.rating(id, "good", "Kind");
        try {
            int status = client.send(HttpRequest.newBuilder(intake).timeout(Duration.ofSeconds(10)).header("Content-Type", "application/json").header(Intake.TIMESTAMP, at)
                    .header(Intake.SIGNATURE, new Signature(TestingWebhook.SECRET).of(at, body)).POST(BodyPublishers.ofString(body)).build(),
                    BodyHandlers.discarding()).statusCode();
            if (status == 202) {
                answered.add(id);
            }
            return status == 202;
        } catch (IOException killed) {
            return false;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
