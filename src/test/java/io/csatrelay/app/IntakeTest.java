package io.csatrelay.app;

import static io.csatrelay.app.TestingWebhook.SECRET;
import static io.csatrelay.app.TestingWebhook.SOURCE;
import static io.csatrelay.app.TestingWebhook.rating;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csatrelay.app.TestingApi.Answer;
import io.csatrelay.collect.Intake;
import io.csatrelay.store.StatusSql;
import io.csatrelay.vendor.Signature;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What is pushed to POST /intake/{source}, over HTTP, into a real store. */
class IntakeTest {
    /** Zendesk's own example of a signature: "Verifying webhook authenticity". */
    private static final String TIME = "2021-03-25T05:09:27Z";
    private static final String BODY = "{\"event\":\"ticket.updated\",\"id\":123}";
    private static final String SIGNATURE = "S/RDdU2ERmj7LHDDoWJ2onPYH+t7/f2+LTM4dL7UiLM=";
    private static final Instant NOW = Instant.parse(TIME);
    private static final String NEXT = "the-next-secret";

    private static TestingRelay relay;
    private static TestingApi api;
    private static TestingWebhook webhook;

    @BeforeAll
    static void start() {
        relay = TestingApi.planWithTokens().collectingOnly().at(TIME).set(TestingWebhook.SECRET_NAME, SECRET + "," + NEXT).start();
        api = new TestingApi(relay);
        webhook = new TestingWebhook(api);
    }

    @AfterAll
    static void stop() throws Exception {
        relay.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Answer taken(Answer answer, int stored, int unchanged, int filtered, int quarantined) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"stored\":%d,\"unchanged\":%d,\"filtered\":%d,\"quarantined\":%d}".formatted(stored, unchanged, filtered,
                quarantined));
        assertThat(TestingApi.contract().problems("POST", "/intake/" + SOURCE, answer)).isEmpty();
        return answer;
    }

    private static void refused(Answer answer, int status, String error) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.json().path("error").asText()).isEqualTo(error);
        assertThat(TestingApi.contract().problems("POST", "/intake/" + SOURCE, answer)).isEmpty();
    }

    /** What a test does changes nothing in the store. */
    private static void changesNothing(Runnable test) {
        String before = books();
        test.run();
        assertThat(books()).isEqualTo(before);
    }

    private static String books() {
        return String.valueOf(new StatusSql(relay.database()).view().books());
    }

    private static JsonNode source() {
        for (JsonNode source : api.get("/api/status").json().path("sources")) {
            if (source.path("id").asText().equals(SOURCE)) {
                return source;
            }
        }
        throw new AssertionError("status has no " + SOURCE);
    }

    private static long metric(String series) {
        return api.management("/observe/metrics").body().lines().filter(line -> line.startsWith(series + " "))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).findFirst().orElseThrow();
    }

    @Test
    void shouldTakeTheVendorsOwnExampleOfASignature() {
        taken(webhook.send(SOURCE, bytes(BODY), TIME, SIGNATURE), 0, 0, 0, 1);
    }

    @Test
    void shouldHaveTheRatingInTheStoreWhenItAnswers() {
        taken(webhook.push(rating("stored-1", "good", "Kind"), NOW), 1, 0, 0, 0);

        assertThat(relay.store().ratings(SOURCE).get("stored-1")).isNotNull();
        assertThat(new StatusSql(relay.database()).recount()).isEmpty();
    }

    @Test
    void shouldNeedNoTokenAndAskForNone() {
        Answer answer = webhook.push(rating("no-token", "good", ""), NOW);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.headers()).doesNotContain("www-authenticate", "signature");
    }

    @Test
    void shouldRefuseTheSameJsonInOtherBytes() throws Exception {
        String signature = new Signature(SECRET).of(TIME, BODY);
        String spaced = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(new ObjectMapper().readTree(BODY));

        changesNothing(() -> refused(webhook.send(SOURCE, bytes(spaced), TIME, signature), 401, "unauthorized"));
    }

    @Test
    void shouldCheckTheBytesAndNotTheTextOfABody() {
        // No UTF-8: as text it would be another body, with a signature of its own.
        byte[] body = {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'};

        taken(webhook.push(body, TIME, SECRET), 0, 0, 0, 1);
    }

    @Test
    void shouldRefuseASignatureOfAnotherTimeOrSecretOrNone() {
        changesNothing(() -> {
            refused(webhook.send(SOURCE, bytes(BODY), "2021-03-25T05:09:28Z", SIGNATURE), 401, "unauthorized");
            refused(webhook.push(bytes(BODY), TIME, "another"), 401, "unauthorized");
            refused(webhook.push(bytes(BODY), TIME, SECRET + "," + NEXT), 401, "unauthorized");
            refused(webhook.send(SOURCE, bytes(BODY), TIME, ""), 401, "unauthorized");
            refused(webhook.send(SOURCE, bytes(BODY), TIME, SIGNATURE.replace("=", "")), 401, "unauthorized");
            refused(webhook.send(SOURCE, bytes(BODY), "", SIGNATURE), 401, "unauthorized");
            refused(webhook.send(SOURCE, bytes(BODY), "yesterday", SIGNATURE), 401, "unauthorized");
            refused(api.send(HttpRequest.newBuilder(api.api("/intake/" + SOURCE)).header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(BODY))), 401, "unauthorized");
        });
    }

    @Test
    void shouldRefuseTwoSignaturesOfWhichOneIsGood() {
        changesNothing(() -> refused(api.send(HttpRequest.newBuilder(api.api("/intake/" + SOURCE)).header("Content-Type", "application/json")
                .header(Intake.TIMESTAMP, TIME).header(Intake.SIGNATURE, SIGNATURE).header(Intake.SIGNATURE, "x").POST(BodyPublishers.ofString(BODY))),
                401, "unauthorized"));
    }

    @Test
    void shouldTakeATimeOfFiveMinutesBeforeAndAfterAndNoneBeyond() {
        taken(webhook.push(rating("early", "good", ""), NOW.minus(Duration.ofMinutes(5))), 1, 0, 0, 0);
        taken(webhook.push(rating("late", "good", ""), NOW.plus(Duration.ofMinutes(5))), 1, 0, 0, 0);

        changesNothing(() -> {
            refused(webhook.push(rating("too-early", "good", ""), NOW.minus(Duration.ofMinutes(5)).minusMillis(1)), 401, "unauthorized");
            refused(webhook.push(rating("too-late", "good", ""), NOW.plus(Duration.ofMinutes(5)).plusMillis(1)), 401, "unauthorized");
        });
    }

    @Test
    void shouldChangeNothingWhenTheSameSignedRequestComesAgain() {
        taken(webhook.push(rating("again", "good", "first"), NOW), 1, 0, 0, 0);
        taken(webhook.push(rating("again", "bad", "second"), NOW.plusSeconds(1)), 1, 0, 0, 0);
        long repeats = metric("csat_relay_intake_total{answer=\"repeated\",source=\"zendesk-webhook\"}");

        // Without a time of change the later to come is the newer: only the memory of the signature keeps the first out.
        changesNothing(() -> taken(webhook.push(rating("again", "good", "first"), NOW), 0, 0, 0, 0));

        assertThat(relay.store().ratings(SOURCE).get("again").body().toString()).contains("second");
        assertThat(metric("csat_relay_intake_total{answer=\"repeated\",source=\"zendesk-webhook\"}")).isEqualTo(repeats + 1);
    }

    @Test
    void shouldStoreARecordOnceWhenItIsSignedAnew() {
        taken(webhook.push(rating("anew", "good", ""), NOW), 1, 0, 0, 0);
        taken(webhook.push(rating("anew", "good", ""), NOW.plusSeconds(7)), 0, 1, 0, 0);
    }

    @Test
    void shouldTakeBothSecretsWhileOneReplacesTheOther() {
        taken(webhook.push(bytes(rating("old-secret", "good", "")), TIME, SECRET), 1, 0, 0, 0);
        taken(webhook.push(bytes(rating("new-secret", "good", "")), TIME, NEXT), 1, 0, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nope", "zendesk-ratings", "zendesk-webhook%20", "ZENDESK-WEBHOOK", "zendesk-webhook;a=1"})
    void shouldAnswer404ToASourceThatTakesNoDeliveries(String source) {
        changesNothing(() -> {
            Answer answer = webhook.send(source, bytes(BODY), TIME, SIGNATURE);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.json().path("error").asText()).isEqualTo("not_found");
        });
    }

    @Test
    void shouldGiveAHeaderThatIsNamedLikeThePathsParameterNoEffect() {
        refused(api.send(HttpRequest.newBuilder(api.api("/intake/nope")).header("Content-Type", "application/json").header("source", SOURCE)
                .header("CamelHttpPath", "/intake/" + SOURCE).header(Intake.TIMESTAMP, TIME).header(Intake.SIGNATURE, SIGNATURE)
                .POST(BodyPublishers.ofString(BODY))), 404, "not_found");
    }

    @Test
    void shouldCountWhatItRefuses() {
        long unknown = metric("csat_relay_intake_total{answer=\"unknown_source\",source=\"none\"}");
        long unsigned = metric("csat_relay_intake_total{answer=\"bad_signature\",source=\"zendesk-webhook\"}");
        long old = metric("csat_relay_intake_total{answer=\"bad_time\",source=\"zendesk-webhook\"}");

        webhook.send("nope", bytes(BODY), TIME, SIGNATURE);
        webhook.push(bytes(BODY), TIME, "another");
        webhook.push(BODY, NOW.minus(Duration.ofHours(1)));

        assertThat(metric("csat_relay_intake_total{answer=\"unknown_source\",source=\"none\"}")).isEqualTo(unknown + 1);
        assertThat(metric("csat_relay_intake_total{answer=\"bad_signature\",source=\"zendesk-webhook\"}")).isEqualTo(unsigned + 1);
        assertThat(metric("csat_relay_intake_total{answer=\"bad_time\",source=\"zendesk-webhook\"}")).isEqualTo(old + 1);
    }

    @Test
    void shouldLogWhatItRefusesWithoutAWordOfIt() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(Intake.class);
        log.start();
        logger.setLevel(Level.WARN);
        logger.addAppender(log);
        try {
            relay.time().jump(Duration.ofSeconds(2));
            webhook.push(bytes(rating("c4n4ry", "good", "c4n4ry")), TIME, "another-c4n4ry");
            webhook.push(bytes(rating("c4n4ry", "good", "c4n4ry")), TIME, "another-c4n4ry");
            webhook.send("shop", bytes("c4n4ry"), TIME, "c4n4ry");
            relay.time().jump(Duration.ofSeconds(2));
            webhook.send("c4n4ry%20is%20no%20id", bytes("c4n4ry"), TIME, "c4n4ry");
            webhook.push(bytes("c4n4ry"), "c4n4ry", SECRET);
        } finally {
            logger.detachAppender(log);
            logger.setLevel(null);
            relay.time().jump(Duration.ofSeconds(-4));
        }

        assertThat(log.list).map(ILoggingEvent::getFormattedMessage).noneMatch(line -> line.contains("c4n4ry")).satisfiesExactly(
                signature -> assertThat(signature).startsWith("intake of zendesk-webhook: a delivery is refused: the signature is not that of"),
                unknown -> assertThat(unknown).startsWith("intake of shop: a delivery is refused: no source of that id takes deliveries"),
                noId -> assertThat(noId).startsWith("intake of a name that is no id: a delivery is refused: no source of that id"),
                time -> assertThat(time).startsWith("intake of zendesk-webhook: a delivery is refused: it has no time").endsWith("; so were 1 since the last line"));
    }

    @Test
    void shouldTakeAMebibyteAndAnswer413Beyond() {
        String frame = rating("large", "good", "");
        byte[] whole = bytes(rating("large", "good", "x".repeat((1 << 20) - frame.length())));
        assertThat(whole).hasSize(1 << 20);

        assertThat(webhook.push(whole, TIME, SECRET).status()).isEqualTo(202);
        byte[] over = bytes(rating("larger", "good", "x".repeat((1 << 20) - frame.length())));
        changesNothing(() -> refused(webhook.push(over, TIME, SECRET), 413, "payload_too_large"));
    }

    @Test
    void shouldAnswer413ToALongBodyThatDoesNotSayHowLongItIs() {
        byte[] over = bytes(rating("chunked", "good", "x".repeat(1 << 20)));

        changesNothing(() -> refused(webhook.send(SOURCE, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(over)), "application/json", TIME,
                new Signature(SECRET).of(TIME, over)), 413, "payload_too_large"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp"})
    void shouldTakeNothingButJson(String type) {
        byte[] body = bytes(rating("typed", "good", ""));

        changesNothing(() -> refused(webhook.send(SOURCE, BodyPublishers.ofByteArray(body), type, TIME, new Signature(SECRET).of(TIME, body)), 415,
                "unsupported_media_type"));
    }

    @Test
    void shouldQuarantineWhatCannotBeMappedAndAnswer202() {
        taken(webhook.push("score=good", NOW), 0, 0, 0, 1);
        taken(webhook.push("{\"id\":\"trailing\"} x", NOW), 0, 0, 0, 1);
        taken(webhook.push("", NOW), 0, 0, 0, 1);
        taken(webhook.push("7", NOW), 0, 0, 0, 1);
        taken(webhook.push("[1]", NOW), 0, 0, 0, 1);
        taken(webhook.push("[" + "1,".repeat(1000) + "1]", NOW), 0, 0, 0, 1);
        taken(webhook.push("[".repeat(2000), NOW), 0, 0, 0, 1);
        taken(webhook.push(rating("sort-of", "superb", ""), NOW), 0, 0, 0, 1);
        taken(webhook.push(rating("i".repeat(4000), "good", ""), NOW), 0, 0, 0, 1);

        String listed = api.get("/api/quarantined?limit=1000").body();
        assertThat(listed).contains("the body is not JSON", "the body has no record at", "the body has 1001 records; it may have 1000", "superb");
        assertThat(new StatusSql(relay.database()).recount()).isEmpty();
        assertThat(api.get("/api/status").json().path("balanced").asBoolean()).isTrue();
    }

    @Test
    void shouldTakeEachRecordOfAList() {
        String body = "[" + String.join(",", List.of(rating("list-1", "good", ""), rating("list-2", "offered", ""), rating("list-3", "superb", ""),
                rating("list-1", "good", ""))) + "]";

        taken(webhook.push(body, NOW), 1, 1, 1, 1);
    }

    @Test
    void shouldShowASourceWithoutBookmarkAndLag() {
        taken(webhook.push(rating("shown", "good", ""), NOW), 1, 0, 0, 0);

        JsonNode shown = source();
        assertThat(shown.path("state").asText()).isEqualTo("idle");
        assertThat(shown.path("bookmark").isNull()).isTrue();
        assertThat(shown.path("lagSeconds").isNull()).isTrue();
        assertThat(shown.path("lastError").isNull()).isTrue();
        assertThat(shown.path("fetched").asLong()).isPositive().isEqualTo(shown.path("stored").asLong() + shown.path("unchanged").asLong()
                + shown.path("filtered").asLong() + shown.path("quarantined").asLong());
    }

    @Test
    void shouldAnswer503WhileAPersonPausedTheSource() {
        api.post("/api/pause", "{\"target\":\"zendesk-webhook\"}");
        try {
            changesNothing(() -> refused(webhook.push(rating("paused", "good", ""), NOW), 503, "paused"));
        } finally {
            api.post("/api/resume", "{\"target\":\"zendesk-webhook\"}");
        }
        taken(webhook.push(rating("paused", "good", ""), NOW), 1, 0, 0, 0);
    }
}
