package io.csatrelay.app;

import static io.csatrelay.app.TestingApi.Answer.keys;
import static io.csatrelay.app.TestingRelay.RATINGS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.csatrelay.Eventually;
import io.csatrelay.app.TestingApi.Answer;
import io.csatrelay.collect.Lane;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoRating;
import io.csatrelay.ops.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API answers and does, over HTTP: one store with some of everything; those that change it come last. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ApiAnswersTest {
    private static final int REFUSED = 230;
    private static TestingRelay relay;
    private static TestingApi api;

    @BeforeAll
    static void fill() {
        relay = TestingApi.planWithTokens().set("MAESTROQA_UNKNOWN", "hold").set("ZENDESK_SETTLE", "1s").set("ZENDESK_RATINGS_SINCE", "2h").start();
        api = new TestingApi(relay);
        relay.maestroqa().refuseItem(item -> item.path("ticket_id").asText().startsWith("9"), "says MaestroQA");
        for (int i = 0; i < REFUSED; i++) {
            add(DemoRating.good(1000 + i, 90_000 + i, ago(500 - i)));
        }
        add(DemoRating.good(2000, 100, ago(200)).withAgent(null, null));
        add(DemoRating.good(2001, 101, ago(190)).servedAs("{\"id\":2001,\"score\":\"canary of a customer\",\"created_at\":\"%s\"}".formatted(ago(190))));
        add(DemoRating.good(2002, 102, ago(180)));
        api.collect(REFUSED + 3);
        settled();
        relay.maestroqa().faults().next(1, DemoFault.statusAfterTaking(504));
        add(DemoRating.good(2003, 103, ago(20)));
        api.collect(REFUSED + 4);
        Eventually.await("one is unknown", () -> outbox().unknown() == 1);
    }

    private static void settled() {
        Eventually.await("all are settled", Duration.ofSeconds(30), () -> outbox().pending() == 0 && outbox().owed() > 0);
    }

    private static void add(DemoRating rating) {
        relay.zendesk().add(rating);
    }

    private static Instant ago(long seconds) {
        return Instant.now().minusSeconds(seconds);
    }

    private static Status.OutboxStatus outbox() {
        return relay.relay().status().read().outbox();
    }

    @AfterAll
    static void stop() throws Exception {
        relay.close();
    }

    @Test
    void shouldAnswerTheStatusExactlyAsTheContractSays() {
        Answer status = api.get("/api/status");

        assertThat(status.status()).isEqualTo(200);
        assertThat(status.keys()).containsExactly("balanced", "sources", "outbox", "sink");
        JsonNode source = ratings(status.json());
        assertThat(keys(source)).containsExactly("id", "state", "bookmark", "lagSeconds", "lastRun", "lastError", "fetched", "stored",
                "unchanged", "filtered", "quarantined");
        assertThat(keys(source.path("lastRun"))).containsExactly("startedAt", "endedAt", "ok");
        assertThat(source.path("id").asText()).isEqualTo(RATINGS);
        assertThat(source.path("state").asText()).isEqualTo("idle");
        assertThat(source.has("lastError") && source.path("lastError").isNull()).as("absent is null").isTrue();
        assertThat(Instant.parse(source.path("bookmark").asText())).isBefore(Instant.now());
        assertThat(keys(status.json().path("outbox"))).containsExactly("owed", "pending", "delivered", "refused", "unknown", "held", "replaced", "dismissed");
        assertThat(keys(status.json().path("sink"))).containsExactly("state", "pausedUntil", "reason");
        assertThat(status.json().path("balanced").asBoolean()).isTrue();
        assertThat(source.path("stored").asLong() + source.path("quarantined").asLong() + source.path("unchanged").asLong())
                .isEqualTo(source.path("fetched").asLong());
        assertThat(status.json().at("/outbox/refused").asLong()).isEqualTo(REFUSED);
    }

    @Test
    void shouldAnswerTheSameAsTheStatusCommand() {
        JsonNode http = api.get("/api/status").json();
        JsonNode command = new Answer(0, "", TestingCommand.run(relay.environment(), "status", "--json").out()).json();

        for (JsonNode status : List.of(http, command)) {
            ((com.fasterxml.jackson.databind.node.ObjectNode) ratings(status)).remove("lagSeconds");
        }
        assertThat(command).isEqualTo(http);
    }

    @ParameterizedTest
    @CsvSource({"refused, 1000, 90000, says MaestroQA", "held, 2000, 100, agent", "unknown, 2003, 103, 504", "quarantined, 2001,, canary of a customer"})
    void shouldListWhatNeedsAPersonWithItsReason(String list, String externalId, String ticketId, String words) {
        Answer page = api.get("/api/" + list + "?limit=1&after=");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.keys()).containsExactly("items", "next");
        JsonNode item = page.json().path("items").get(0);
        assertThat(keys(item)).containsExactly("id", "source", "externalId", "ticketId", "reason", "at");
        assertThat(item.path("id").isIntegralNumber()).isTrue();
        assertThat(item.path("source").asText()).isEqualTo(RATINGS);
        assertThat(item.path("externalId").asText()).isEqualTo(externalId);
        assertThat(item.path("ticketId").textValue()).isEqualTo(ticketId);
        assertThat(item.path("reason").asText()).contains(words);
        assertThat(Instant.parse(item.path("at").asText())).isBefore(Instant.now());
    }

    @Test
    void shouldPageThroughMoreThanOnePageEachItemOnce() {
        List<Long> ids = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        JsonNode next = null;
        do {
            JsonNode page = api.get("/api/refused" + (next == null ? "" : "?after=" + next.asLong())).json();
            sizes.add(page.path("items").size());
            page.path("items").forEach(item -> ids.add(item.path("id").asLong()));
            next = page.get("next");
        } while (!next.isNull());

        assertThat(sizes).as("100 unless asked otherwise").containsExactly(100, 100, 30);
        assertThat(ids).isSorted();
        assertThat(new HashSet<>(ids)).hasSize(REFUSED);
        assertThat(api.get("/api/refused?limit=230").json().path("next").isNull()).as("no page that is empty").isTrue();
        assertThat(api.get("/api/refused?limit=1000&after=999999999").body()).isEqualTo("{\"items\":[],\"next\":null}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=-1", "limit=ten", "limit=1%3BDROP%20TABLE%20outbox", "after=-1", "after=1%20OR%201=1",
        "after=99999999999999999999", "after='", "limit=1&limit=2"})
    void shouldNameTheFieldThatIsWrong(String query) {
        for (String list : List.of("refused", "quarantined")) {
            Answer answer = api.get("/api/" + list + "?" + query);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().path("field").asText()).isEqualTo(query.substring(0, 5));
            assertThat(answer.json().path("error").asText()).isEqualTo("bad_request");
            assertThat(answer.json().path("message").asText()).startsWith(query.substring(0, 5)).doesNotContain("DROP", "OR 1");
        }
        assertThat(outbox().refused()).isEqualTo(REFUSED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/retry | {"kind":"delivered"} | kind
            /api/retry | {} | kind
            /api/retry | {"kind":"refused","ids":[]} | ids
            /api/retry | {"kind":"refused","ids":["1"]} | ids
            /api/retry | {"kind":"refused","ids":[1.5]} | ids
            /api/retry | {"kind":"refused","ids":[99999999999999999999]} | ids
            /api/retry | {"kind":"refused","ids":7} | ids
            /api/retry | {"kind":"refused","ids":{"a":1}} | ids
            /api/retry | {"kind":"refused","canary":1} | canary
            /api/retry | {"kind":["refused"]} | kind
            /api/retry | [] | body
            /api/retry | {"kind" | body
            /api/retry | {"kind":"refused"} more | body
            /api/retry | '' | body
            /api/dismiss | {"kind":"quarantined"} | kind
            /api/pause | {"target":"nope"} | target
            /api/resume | {"target":7} | target
            /api/pause | {} | target
            """)
    void shouldNameTheFieldOfTheBodyThatIsWrongAndChangeNothing(String path, String body, String field) {
        Answer answer = api.post(path, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("field").asText()).isEqualTo(field);
        assertThat(outbox().refused()).isEqualTo(REFUSED);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void shouldRetryDismissPauseAndResume() {
        assertThat(api.post("/api/pause", "{\"target\":\"maestroqa\"}").body()).isEqualTo("{\"paused\":\"maestroqa\"}");
        long first = api.get("/api/refused?limit=1").json().at("/items/0/id").asLong();
        Answer retried = api.post("/api/retry", "{\"kind\":\"refused\",\"ids\":[" + first + "," + first + ",987654321]}");
        assertThat(retried.status()).isEqualTo(202);
        assertThat(retried.body()).isEqualTo("{\"retried\":1}");
        assertThat(outbox()).extracting(Status.OutboxStatus::pending, Status.OutboxStatus::refused).containsExactly(1L, REFUSED - 1L);
        JsonNode sink = api.get("/api/status").json().path("sink");
        assertThat(sink.path("state").asText()).isEqualTo("paused");
        assertThat(sink.path("reason").asText()).isEqualTo("paused by a person");

        relay.maestroqa().acceptAll();
        assertThat(api.post("/api/resume", "{\"target\":\"maestroqa\"}").body()).isEqualTo("{\"resumed\":\"maestroqa\"}");
        settled();
        assertThat(api.post("/api/dismiss", "{\"kind\":\"refused\",\"ids\":null}").body()).isEqualTo("{\"dismissed\":" + (REFUSED - 1) + "}");
        assertThat(api.post("/api/retry", "{\"kind\":\"unknown\"}").body()).isEqualTo("{\"retried\":1}");
        assertThat(api.post("/api/retry", "{\"kind\":\"quarantined\"}").body()).isEqualTo("{\"retried\":1}");
        settled();
        assertThat(outbox()).extracting(Status.OutboxStatus::delivered, Status.OutboxStatus::dismissed, Status.OutboxStatus::unknown)
                .containsExactly(3L, REFUSED - 1L, 0L);

        assertThat(api.post("/api/pause", "{\"target\":\"zendesk-ratings\"}").status()).isEqualTo(202);
        assertThat(ratings(api.get("/api/status").json()).path("state").asText()).isEqualTo("paused");
        assertThat(api.post("/api/resume", "{\"target\":\"zendesk-ratings\"}").status()).isEqualTo(202);
        Eventually.await("the quarantined record is mapped again", () -> relay.store().runs(RATINGS).stream()
                .anyMatch(run -> run.lane().equals(Lane.MEND.id()) && run.endedAt() != null));
        assertThat(api.get("/api/status").json().path("balanced").asBoolean()).isTrue();
    }

    private static JsonNode ratings(JsonNode status) {
        for (JsonNode source : status.path("sources")) {
            if (source.path("id").asText().equals(TestingRelay.RATINGS)) {
                return source;
            }
        }
        throw new AssertionError("no " + TestingRelay.RATINGS + " in " + status);
    }
}
