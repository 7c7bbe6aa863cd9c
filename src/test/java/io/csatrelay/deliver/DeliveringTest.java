package io.csatrelay.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.csatrelay.Eventually;
import io.csatrelay.app.TestingRelay;
import io.csatrelay.demo.DemoAnswer;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoMaestroQA;
import io.csatrelay.demo.TakenItem;
import io.csatrelay.store.ControlSql;
import io.csatrelay.store.TestingOutbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real routes and the real HTTP client against the demo MaestroQA: contract.md's "What an answer of MaestroQA means", row by row. */
class DeliveringTest {
    private static final String TOKEN = "canary-token-4711";
    private static final String CUSTOMER = "canary: the customer wrote this";
    private static final String MAESTRO = "canary: MaestroQA wrote this";
    private static final String WORDS = "{\"error\":\"" + MAESTRO + " and quoted: " + CUSTOMER + "\"}";
    private static final int BATCH = 5;

    private static TestingLog log;
    private static TestingRelay relay;
    private static TestingOutbox outbox;
    private static DemoMaestroQA maestroqa;

    @BeforeAll
    static void start() throws Exception {
        log = new TestingLog();
        relay = TestingRelay.builder().set("MAESTROQA_BATCH_SIZE", String.valueOf(BATCH))
                .maestroqa(options -> options.withToken("apitoken", TOKEN)).start();
        outbox = new TestingOutbox(relay.database());
        maestroqa = relay.maestroqa();
    }

    @AfterAll
    static void stop() throws Exception {
        try {
            relay.close();
        } finally {
            log.close();
        }
    }

    private int first;
    private int requestsBefore;

    @BeforeEach
    void remember() {
        requestsBefore = maestroqa.requests().size();
        first = requestsBefore * 1000;
    }

    @AfterEach
    void noCanarySang() {
        maestroqa.faults().clear();
        maestroqa.acceptAll();
        control().resumeSink();
        settled();
        outbox.clear();
        assertThat(log.lines()).noneMatch(line -> line.contains("canary"));
    }

    private static ControlSql control() {
        return new ControlSql(relay.database());
    }

    private void owe(int ratings) {
        outbox.oweSaying(CUSTOMER, first, first + ratings, Instant.now());
    }

    private static void await(String what, BooleanSupplier condition) {
        Eventually.await(what, () -> {
            relay.tick();
            return condition.getAsBoolean();
        });
    }

    private static void settled() {
        await("the sink has nothing to do", () -> !outbox.states().containsKey("pending")
                && outbox.batches().stream().noneMatch(batch -> List.of("READY", "CLAIMED", "SENT", "LOST", "WAITING").contains(batch.state())));
    }

    private static void paused() {
        await("the sink is paused", () -> outbox.sink().paused());
    }

    private List<Integer> taken() {
        return maestroqa.items().stream().filter(item -> item.batch() >= requestsBefore).map(TakenItem::ticketId).map(Integer::valueOf).toList();
    }

    private int requests() {
        return maestroqa.requests().size() - requestsBefore;
    }

    private List<Integer> tickets(int from, int to) {
        return IntStream.range(first + from, first + to).boxed().toList();
    }

    @Test
    void shouldDeliverOnlyDocumentedFieldsInFullBatchesWhenThereIsABacklog() {
        owe(4 * BATCH);

        settled();

        assertThat(outbox.states()).isEqualTo(Map.of("delivered", 4 * BATCH));
        assertThat(outbox.withMaestroId()).isEqualTo(4 * BATCH);
        assertThat(requests()).isEqualTo(4);
        assertThat(taken()).isEqualTo(tickets(0, 4 * BATCH));
        JsonNode item = maestroqa.items().get(maestroqa.items().size() - 1).item();
        assertThat(item.fieldNames()).toIterable()
                .containsExactly("submitted_at", "ticket_id", "agent_id", "score", "comment", "min_score", "max_score");
        assertThat(item.get("min_score").isInt() && item.get("max_score").isInt() && item.get("score").isInt()).isTrue();
    }

    @Test
    void shouldLetALoneRatingLeaveByTheRoutesOwnTicks() {
        owe(1);

        // How soon: SettlingTest, on its own clock.
        Eventually.await("it is delivered", () -> outbox.states().containsKey("delivered"));

        assertThat(taken()).hasSize(1);
    }

    @Test
    void shouldKeepMaestroQAsWordsForARefusedItemAndDeliverTheOthers() {
        maestroqa.refuseItem(item -> item.get("ticket_id").textValue().equals(String.valueOf(first + 2)), MAESTRO);
        owe(BATCH);

        settled();

        assertThat(outbox.in("refused")).containsExactly(first + 2);
        assertThat(outbox.reasons("refused")).containsExactly("Failed: " + MAESTRO);
        assertThat(taken()).hasSize(BATCH - 1);
        assertThat(outbox.sink()).isEqualTo(SinkState.READY);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void shouldFindTheOffenderAndDeliverTheOthersWhenARequestIsRefusedWhole(int status) {
        maestroqa.refuseWhole(item -> item.get("ticket_id").textValue().equals(String.valueOf(first + 3)), status);
        owe(2 * BATCH);

        settled();

        assertThat(outbox.in("refused")).containsExactly(first + 3);
        assertThat(outbox.reasons("refused")).allMatch(reason -> reason.startsWith("HTTP " + status + " {"));
        assertThat(taken()).hasSize(2 * BATCH - 1).doesNotHaveDuplicates();
    }

    static Stream<Arguments> notNow() {
        return Stream.of(
                Arguments.of("429 with a wait of two seconds", DemoFault.tooMany("2"), "HTTP 429", 2000),
                Arguments.of("429 with a date", DemoFault.tooMany(DemoFault.httpDate(Instant.now().plusSeconds(60))), "MaestroQA asked for", -1),
                Arguments.of("429 without a wait", DemoFault.tooMany(null), "HTTP 429", 0),
                Arguments.of("429 with nonsense", DemoFault.tooMany("when we like"), "HTTP 429", 0),
                Arguments.of("429 with a year", DemoFault.tooMany("31536000"), "MaestroQA asked for 24 h or more", -1),
                Arguments.of("500", DemoFault.status(500, WORDS), "HTTP 500", 0),
                Arguments.of("503 with a wait", DemoFault.unavailable("1"), "MaestroQA asked for 1 s", 1000));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notNow")
    void shouldSendOnceAndWaitAsAskedWhenItIsNotTakenForNow(String what, DemoFault fault, String words, int millis) {
        CompletableFuture<Void> nextAnswer = new CompletableFuture<>();
        maestroqa.faults().next(1, fault).next(1, new DemoFault.Hold(nextAnswer));
        owe(BATCH);
        await("the sink waits", () -> outbox.sink().failures() > 0);

        assertThat(outbox.sink().reason()).startsWith("waiting until 20").contains(words);
        assertThat(outbox.states()).isEqualTo(Map.of("pending", BATCH));
        if (millis < 0) {
            assertThat(outbox.sink().waitUntil()).isAfter(Instant.now().plusSeconds(20)).isBefore(Instant.now().plusSeconds(86_402));
            assertThat(requests()).as("the client tries nothing again by itself").isEqualTo(1);
            outbox.clear();
            return;
        }
        nextAnswer.complete(null);
        settled();
        assertThat(taken()).hasSize(BATCH).doesNotHaveDuplicates();
        assertThat(requests()).as("the client tries nothing again by itself").isEqualTo(2);
        var both = maestroqa.requests().subList(requestsBefore, requestsBefore + 2);
        assertThat(Duration.ofNanos(both.get(1).startNanos() - both.get(0).endNanos())).isGreaterThanOrEqualTo(Duration.ofMillis(millis));
    }

    static Stream<Arguments> stopped() {
        return Stream.of(
                Arguments.of(401, DemoFault.status(401, WORDS), "MAESTROQA_API_TOKEN"),
                Arguments.of(403, DemoFault.status(403, WORDS), "MAESTROQA_API_TOKEN"),
                Arguments.of(404, DemoFault.status(404, WORDS), "MAESTROQA_URL"),
                Arguments.of(302, new DemoFault.Rewrite((request, real) -> elsewhere(302)), "redirect"),
                Arguments.of(307, new DemoFault.Instead(elsewhere(307)), "redirect"),
                Arguments.of(308, new DemoFault.Instead(elsewhere(308)), "redirect"));
    }

    private static DemoAnswer elsewhere(int status) {
        return DemoAnswer.text(status, "text/html", "").with("Location", relay.zendesk().url() + "/" + MAESTRO.replace(' ', '+'));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stopped")
    void shouldPauseUntilResumedAndFollowNoRedirect(int status, DemoFault fault, String words) {
        int elsewhere = relay.zendesk().requests().size();
        maestroqa.faults().always(any -> true, fault);
        owe(BATCH);
        paused();

        assertThat(outbox.sink().reason()).startsWith("HTTP " + status + ": ").contains(words);
        assertThat(outbox.states()).isEqualTo(Map.of("pending", BATCH));
        assertThat(requests()).isEqualTo(1);
        assertThat(relay.zendesk().requests()).hasSize(elsewhere);

        maestroqa.faults().clear();
        control().resumeSink();
        settled();
        assertThat(outbox.states()).isEqualTo(Map.of("delivered", BATCH));
    }

    static Stream<Arguments> lost() {
        return Stream.of(
                Arguments.of("reset after sending", DemoFault.resetAfterTaking(), "the answer was lost (SocketException)"),
                Arguments.of("502", DemoFault.statusAfterTaking(502), "HTTP 502"),
                Arguments.of("504", DemoFault.statusAfterTaking(504), "HTTP 504"),
                Arguments.of("fewer bytes than announced", new DemoFault.Truncate(false), "the answer was lost (ConnectionClosedException)"),
                Arguments.of("a chunk without an end", new DemoFault.Truncate(true), "the answer was lost ("));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lost")
    void shouldProbeWithOneRatingAndSendOneBatchTwiceWhenTheAnswerWasLost(String what, DemoFault fault, String words) {
        CompletableFuture<Void> probesAnswer = new CompletableFuture<>();
        maestroqa.faults().next(1, fault).next(1, new DemoFault.Hold(probesAnswer));
        owe(2 * BATCH);
        await("the batch is unknown", () -> outbox.states().getOrDefault("unknown", 0) == BATCH);
        assertThat(outbox.reasons("unknown")).allMatch(reason -> reason.startsWith(words));

        probesAnswer.complete(null);
        settled();

        assertThat(outbox.states()).isEqualTo(Map.of("delivered", 2 * BATCH));
        assertThat(maestroqa.batchSizes().subList(maestroqa.batchSizes().size() - 4, maestroqa.batchSizes().size()))
                .containsExactly(BATCH, 1, BATCH - 1, BATCH);
        assertThat(outbox.differences()).isEmpty();
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of("broken JSON", DemoFault.brokenJson()),
                Arguments.of("a login page", DemoFault.loginPage()),
                Arguments.of("a result too many", DemoMaestroQA.wrongNumberOfResults(1)),
                Arguments.of("a result too few", DemoMaestroQA.wrongNumberOfResults(-1)),
                Arguments.of("more than 8 MiB", new DemoFault.Rewrite((request, real) -> tooLong(real))),
                Arguments.of("another page", new DemoFault.Instead(DemoAnswer.text(201, "text/html", MAESTRO))));
    }

    /** The same answer, with 9 MiB before its results. */
    private static DemoAnswer tooLong(DemoAnswer real) {
        String results = new String(real.body(), StandardCharsets.UTF_8);
        return DemoAnswer.json(real.status(), "{\"padding\":\"" + "p".repeat(9 << 20) + "\"," + results.strip().substring(1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void shouldLeaveTheBatchToAPersonWhenA2xxCannotBeRead(String what, DemoFault fault) {
        maestroqa.faults().next(1, fault);
        owe(2 * BATCH);
        paused();

        assertThat(outbox.sink().reason()).contains("HTTP 20", "resume maestroqa");
        assertThat(requests()).isEqualTo(1);
        control().resumeSink();
        await("the others are delivered", () -> outbox.states().getOrDefault("delivered", 0) == BATCH);

        assertThat(outbox.states()).isEqualTo(Map.of("delivered", BATCH, "unknown", BATCH));
        assertThat(requests()).as("never sent again by itself").isEqualTo(2);
    }

    @Test
    void shouldStopAndRefuseNothingWhenEverythingIsRefused() {
        maestroqa.refuseWhole(any -> true, 422);
        owe(BATCH);
        paused();

        assertThat(outbox.states()).isEqualTo(Map.of("pending", BATCH));
        assertThat(requests()).isEqualTo(5);
        assertThat(outbox.sink().reason()).contains("HTTP 422 for every half of a batch");
    }

    @Test
    void shouldLogEachRequestWithoutQueryHeadersOrBody() {
        log.forget();
        owe(BATCH);
        settled();

        Eventually.await("the request is logged", () -> !log.requests().isEmpty());
        assertThat(log.requests()).singleElement().satisfies(request -> {
            assertThat(request).containsEntry("method", "POST").containsEntry("path", DemoMaestroQA.PATH).containsEntry("status", 201)
                    .containsEntry("host", "127.0.0.1").containsKeys("ledgerWaitMs", "vendorMs");
            assertThat((Long) request.get("bytes")).isGreaterThan(100);
            assertThat((Long) request.get("batch")).isPositive();
        });
    }
}
