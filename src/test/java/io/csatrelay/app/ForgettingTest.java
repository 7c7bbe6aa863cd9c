package io.csatrelay.app;

import static io.csatrelay.app.TestingRelay.RATINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.Eventually;
import io.csatrelay.app.TestingCommand.Ran;
import io.csatrelay.collect.Lane;
import io.csatrelay.collect.RunRequest;
import io.csatrelay.demo.DemoRating;
import io.csatrelay.store.TestingStore.RunRow;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was purged or erased never comes back, whoever reads it again. On a clock of its own, with real vendors and routes. */
class ForgettingTest {
    private static TestingRelay relay;
    private static long nextId = 7_000_000_000L;

    @BeforeAll
    static void start() {
        relay = TestingRelay.builder().at("2026-05-01T00:00:00Z").set("RETENTION_DAYS", "40").set("PRIVACY_COMMENTS", "mask")
                .set("PRIVACY_EMAILS", "drop").start();
    }

    @AfterAll
    static void stop() throws Exception {
        relay.close();
    }

    private static DemoRating rated(Instant at) {
        nextId += 2;
        DemoRating rating = DemoRating.good(nextId, nextId + 1, at);
        relay.zendesk().add(rating);
        return rating;
    }

    private static RunRow again(Lane lane, Duration back) {
        Instant now = relay.time().now();
        return relay.run(RunRequest.backfill(RATINGS, lane, now.minus(back), now.minusSeconds(600)));
    }

    private static void purge() {
        relay.relay().context().createFluentProducerTemplate().to("direct:retention").request();
    }

    @Test
    void shouldNeitherStoreNorDeliverWhatWasPurgedWhenItIsReadAgain() {
        DemoRating rating = rated(relay.time().now());
        long taken = relay.maestroqa().taken();
        relay.time().advance(Duration.ofHours(2));
        relay.run(Lane.LIVE);
        relay.deliver(taken + 1);
        relay.time().advance(Duration.ofDays(41));
        relay.run(Lane.LIVE);

        purge();

        assertThat(relay.store().ratings(RATINGS)).doesNotContainKey("" + rating.id());
        relay.zendesk().rate(rating.id(), "bad", "changed long after");
        assertThat(again(Lane.BACKFILL, Duration.ofDays(45)).tally()).satisfies(tally -> {
            assertThat(tally.unchanged()).isPositive();
            assertThat(tally.stored()).isZero();
        });
        assertThat(again(Lane.REMAP, Duration.ofDays(45)).tally().stored()).isZero();
        assertThat(relay.run(RunRequest.one(RATINGS, "" + rating.id())).tally().unchanged()).isEqualTo(1);
        assertThat(relay.store().ratings(RATINGS)).doesNotContainKey("" + rating.id());
        assertThat(relay.store().outboxBook()).containsEntry("delivered", taken + 1).doesNotContainEntry("pending", 1L);
        assertThat(relay.maestroqa().taken()).isEqualTo(taken + 1);
        assertThat(relay.relay().status().read().balanced()).isTrue();
    }

    @Test
    void shouldEraseBesideTheProcessThatHoldsTheStoreAndNeverStoreOrDeliverItAgain() {
        DemoRating rating = rated(relay.time().now());
        DemoRating other = rated(relay.time().now());
        relay.time().advance(Duration.ofHours(2));
        relay.run(Lane.LIVE);
        long taken = relay.store().outboxBook().get("owed");
        relay.deliver(taken);
        Eventually.await("all is settled", () -> relay.store().outboxBook().getOrDefault("pending", 0L) == 0);
        String[] erase = {"erase", "--ticket", "" + rating.ticketId(), "--source", RATINGS};

        Ran foreseen = TestingCommand.run(relay.environment(), concat(erase, "--dry-run"));
        assertThat(foreseen.lines()).first().isEqualTo("1 ratings with their counts and 0 records in quarantine would be erased");
        assertThat(relay.store().ratings(RATINGS)).containsKey("" + rating.id());
        Ran erased = TestingCommand.run(relay.environment(), erase);

        assertThat(erased.exitCode()).as(erased.err()).isZero();
        assertThat(erased.lines()).first().asString().startsWith("1 ratings with their counts and 0 records in quarantine erased; noted in the store as ");
        assertThat(erased.lines().get(1)).startsWith("1 of them are at MaestroQA, which is not ours to erase from; ask for these: ");
        assertThat(erased.out() + erased.err()).doesNotContain("" + rating.ticketId());
        relay.zendesk().rate(rating.id(), "bad", "changed since");
        relay.time().advance(Duration.ofHours(1));
        assertThat(relay.run(Lane.REREAD).tally().stored()).isZero();
        assertThat(again(Lane.REMAP, Duration.ofDays(5)).tally().unchanged()).isPositive();
        assertThat(relay.run(RunRequest.one(RATINGS, "" + rating.id())).tally().unchanged()).isEqualTo(1);
        assertThat(relay.store().ratings(RATINGS)).doesNotContainKey("" + rating.id()).containsKey("" + other.id());
        assertThat(relay.store().outboxBook()).containsEntry("owed", taken);
        assertThat(relay.maestroqa().taken()).isEqualTo(taken);
        assertThat(relay.relay().status().read().balanced()).isTrue();
    }

    @Test
    void shouldNeitherStoreNorSendWhatPrivacyTakesOut() throws Exception {
        DemoRating rating = rated(relay.time().now());
        DemoRating odd = rated(relay.time().now());
        relay.zendesk().rate(rating.id(), "good", "canary words, mine is canary@example.com");
        relay.zendesk().update(odd.id(), old -> old.servedAs("{\"id\":%d,\"score\":\"odd\",\"comment\":\"canary words of canary@example.com\",\"created_at\":\"%s\"}"
                .formatted(old.id(), old.createdAt())));
        relay.time().advance(Duration.ofHours(2));
        relay.run(Lane.LIVE);
        Eventually.await("it is delivered", () -> {
            relay.time().advance(Duration.ofSeconds(1));
            return relay.store().outboxBook().getOrDefault("pending", 0L) == 0;
        });

        assertThat(relay.store().ratings(RATINGS).get("" + rating.id()).body().path("comment").asText()).isEqualTo("***");
        assertThat(relay.store().quarantine(RATINGS)).singleElement().satisfies(row -> assertThat(row.input().toString()).contains("***", "odd"));
        assertThat(relay.maestroqa().items().toString()).contains("***").doesNotContain("canary");
        assertThat(relay.store().outbox().toString() + relay.store().ratings(RATINGS) + relay.store().quarantine(RATINGS)).doesNotContain("canary");
    }

    @Test
    void shouldTakeItsOptionsFromAFileThatNobodySeesInTheListOfProcesses(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("whom"), "--requester nobody@example.com --dry-run");

        Ran ran = TestingCommand.run(relay.environment(), "erase", "@" + file);

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out().strip()).isEqualTo("0 ratings with their counts and 0 records in quarantine would be erased");
    }

    @Test
    void shouldNameTheDroppedFilesThatHaveAnErasedIdStill(@TempDir Path folder) throws Exception {
        Path done = Files.createDirectory(folder.resolve("done"));
        Path failed = Files.createDirectory(folder.resolve("failed"));
        Path read = Files.writeString(done.resolve("a.csv"), "id,requester_id\nr-1,Jane@Example.com\n");
        Path wide = Files.writeString(done.resolve("b.csv"), "id,requester_id\nr-2,jane@example.com\n", StandardCharsets.UTF_16LE);
        Path report = Files.writeString(failed.resolve("c.csv.report.txt"), "line 3: jane@example.com is no number");
        Path waits = Files.writeString(folder.resolve("of jane@example.com.csv"), "id,score\nr-3,4\n");
        Files.writeString(done.resolve("another.csv"), "id,requester_id\nr-4,john@example.com\nr-5,1071\n");
        Path ticket = Files.writeString(done.resolve("short.jsonl"), "{\"id\":\"r-6\",\"ticket_id\":71}");
        Map<String, String> environment = new HashMap<>(relay.environment());
        environment.put("FILE_DROP_DIR", folder.toString());

        Ran erased = TestingCommand.run(environment, "erase", "--requester", "jane@example.com");
        Ran foreseen = TestingCommand.run(environment, "erase", "--ticket", "71", "--dry-run");

        assertThat(erased.exitCode()).as(erased.err()).isZero();
        assertThat(erased.lines()).last().isEqualTo("4 dropped files have such an id still, and are not ours to change; mend or delete: "
                + waits.resolveSibling("of ***.csv") + " " + read + " " + wide + " " + report);
        assertThat(foreseen.lines()).last().asString().startsWith("1 dropped files").endsWith(": " + ticket);
        assertThat(waits).exists();
    }

    @Test
    void shouldEndWith2WhenNobodyIsNamed() {
        assertThat(TestingCommand.run(relay.environment(), "erase").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(TestingCommand.run(relay.environment(), "erase", "--ticket", "1", "--agent", "2").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(TestingCommand.run(relay.environment(), "erase", "--ticket", " ").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    private static String[] concat(String[] some, String more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
    }
}
