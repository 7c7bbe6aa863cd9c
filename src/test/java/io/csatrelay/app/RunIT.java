package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csatrelay.Eventually;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoMaestroQA;
import io.csatrelay.demo.DemoVendors;
import io.csatrelay.demo.DemoZendesk;
import io.csatrelay.demo.TakenItem;
import io.csatrelay.ops.Status;
import io.csatrelay.ops.StatusReader;
import io.csatrelay.store.Database;
import io.csatrelay.store.StatusSql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run} as a process: how it starts where nothing but its folder can be written, what it logs, and how it stops. */
class RunIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "canary-of-zendesk-token";
    private static final Duration ANSWER = Duration.ofMillis(800);

    @TempDir
    private Path folder;
    private DemoVendors vendors;

    @BeforeEach
    void startVendors() throws IOException {
        DemoZendesk.Options zendesk = DemoZendesk.Options.defaults();
        vendors = DemoVendors.start(DemoVendors.Options.defaults().withRatings(400)
                .withZendesk(zendesk.withBasic(zendesk.email(), SECRET))
                .withMaestroQA(DemoMaestroQA.Options.defaults().withAnswerDelay(ANSWER)));
    }

    @AfterEach
    void stopVendors() {
        vendors.close();
    }

    @Test
    void shouldFinishTheRequestInFlightWhenToldToStopAndGoOnFromThere() throws Exception {
        try (Installed run = start()) {
            Eventually.await("a second request is in flight", Duration.ofSeconds(60), () -> vendors.maestroqa().requests().size() >= 2);
            run.terminate();
            assertThat(run.exit(Duration.ofSeconds(20))).as(run.err()).isZero();
            assertLog(run);
        }
        Status stopped = status();
        assertThat(stopped.balanced()).isTrue();
        assertThat(stopped.outbox().delivered()).as("every answer that came is stored").isEqualTo(vendors.maestroqa().taken()).isPositive();
        assertThat(stopped.outbox().unknown()).isZero();

        try (Installed again = start()) {
            Eventually.await("all are delivered", Duration.ofSeconds(60), () -> delivered().size() == expected());
            again.terminate();
            assertThat(again.exit(Duration.ofSeconds(20))).as(again.err()).isZero();
        }
        assertThat(vendors.maestroqa().duplicates()).isZero();
        assertThat(status().outbox().pending()).isZero();
    }

    @Test
    void shouldStopCleanlyWhileItStarts() throws Exception {
        try (Installed run = start()) {
            Eventually.await("the store is made", Duration.ofSeconds(60), () -> Files.exists(folder.resolve("data/csat-relay.db")));
            run.terminate();
            assertThat(run.exit(Duration.ofSeconds(30))).as(run.out() + run.err()).isZero();
            assertThat(run.err()).isEmpty();
        }
    }

    @Test
    void shouldRefuseToRunTwiceOnOneStore() throws Exception {
        try (Installed run = start()) {
            run.awaitOut("started");
            try (Installed second = start()) {
                assertThat(second.exit()).isEqualTo(ExitCode.FAILED);
                assertThat(second.err()).contains("another process collects and delivers for the store jdbc:sqlite:",
                        "stop it first, or use the commands beside it").doesNotContain("Exception");
            }
            Eventually.await("the first goes on", Duration.ofSeconds(60), () -> vendors.maestroqa().taken() > 0);
            run.terminate();
            assertThat(run.exit(Duration.ofSeconds(20))).as(run.err()).isZero();
        }
        assertThat(vendors.maestroqa().duplicates()).isZero();
    }

    @Test
    void shouldStopWithin20SecondsWhenTheRequestInFlightIsNotAnsweredAndSendItOnceMore() throws Exception {
        vendors.maestroqa().faults().next(1, DemoFault.silenceAfterTaking());
        try (Installed run = start()) {
            Eventually.await("a request is in flight", Duration.ofSeconds(60), () -> vendors.maestroqa().taken() > 0);
            run.terminate();
            // 20 s for the request, and a moment to end.
            assertThat(run.exit(Duration.ofSeconds(25))).as(run.err()).isZero();
        }
        long inDoubt = vendors.maestroqa().taken();

        try (Installed again = start()) {
            Eventually.await("all are delivered", Duration.ofSeconds(60), () -> status().outbox().delivered() == expected());
            again.terminate();
            assertThat(again.exit(Duration.ofSeconds(20))).as(again.err()).isZero();
        }
        assertThat(vendors.maestroqa().duplicates()).as("the batch in flight, and no other").isEqualTo(inDoubt);
        assertThat(status().balanced()).isTrue();
    }

    /** The customers who rated a ticket with an agent: those without are held. */
    private long expected() {
        return vendors.zendesk().ratings().stream().filter(rating -> rating.received() && rating.assigneeId() != null).count();
    }

    private Set<String> delivered() {
        Set<String> delivered = new HashSet<>();
        for (TakenItem item : vendors.maestroqa().items()) {
            delivered.add(item.ticketId() + item.submittedAt());
        }
        return delivered;
    }

    private Status status() {
        Map<String, String> declared = new HashMap<>();
        declared.put("zendesk-ratings", null);
        try (Database database = Database.open("jdbc:sqlite:" + folder.resolve("data/csat-relay.db"), null, null)) {
            return new StatusReader(new StatusSql(database), declared, true, InstantSource.system(), () -> false).read();
        }
    }

    /** As in a container with a read-only root: there is no temporary folder, and the working directory is not the installation. */
    private Installed start() throws IOException {
        Map<String, String> environment = new HashMap<>(vendors.settings());
        environment.putAll(Map.of("HTTP_PORT", "0", "MANAGEMENT_PORT", "0", "DATA_DIR", folder.resolve("data").toString(), "LOG_LEVEL", "INFO",
                "CSAT_RELAY_JAVA_OPTS", "-Djava.io.tmpdir=" + folder.resolve("nowhere")));
        return Installed.start(folder, environment, "run");
    }

    private void assertLog(Installed run) throws IOException {
        List<String> lines = run.out().lines().toList();
        assertThat(lines).as("quiet: a line when it starts, a line a run, a line when it stops").hasSizeBetween(2, 6);
        for (String line : lines) {
            JsonNode entry = JSON.readTree(line);
            assertThat(Instant.parse(entry.get("time").asText())).isNotNull();
            assertThat(entry.get("time").asText()).matches(".*\\.\\d{3}Z");
            assertThat(entry.get("level").asText()).as(line).isEqualTo("INFO");
            assertThat(entry.get("logger").asText()).startsWith("io.csatrelay.");
            assertThat(entry.get("message").asText()).isNotBlank();
        }
        assertThat(run.err()).isEmpty();
        assertRequests(Files.readAllLines(folder.resolve("data/requests.jsonl")));
        assertThat(run.out() + Files.readString(folder.resolve("data/requests.jsonl"))).doesNotContain(SECRET);
    }

    private static void assertRequests(List<String> lines) throws IOException {
        for (String line : lines) {
            JsonNode request = JSON.readTree(line);
            assertThat(request.get("path").asText()).startsWith("/api/").doesNotContain("?");
            assertThat(request.has("status")).isTrue();
        }
        assertThat(lines).anyMatch(line -> line.contains("\"GET\"")).anyMatch(line -> line.contains("\"POST\"") && line.contains("\"batch\":1"));
    }
}
