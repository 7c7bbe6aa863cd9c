package io.csatrelay.collect;

import static io.csatrelay.collect.ResponseAccount.FILE;
import static io.csatrelay.collect.ResponseAccount.POLL;
import static io.csatrelay.collect.ResponseAccount.QUALTRICS;
import static io.csatrelay.collect.ResponseAccount.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.csatrelay.demo.DemoAnswer;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoResponse;
import io.csatrelay.store.TestingStore.RunRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every line of Qualtrics' notes that a run can meet, against the demo vendor, by the shipped route. */
class QualtricsTest {
    private static ResponseAccount account;

    @BeforeAll
    static void start() throws Exception {
        account = new ResponseAccount();
    }

    @AfterAll
    static void stop() throws Exception {
        account.close();
    }

    @BeforeEach
    void fresh() {
        account.fresh();
    }

    @AfterEach
    void balances() throws Exception {
        assertThat(account.relay().store().balanced(QUALTRICS)).isTrue();
        assertThat(account.files()).as("no file of an export stays on the disk").isEmpty();
    }

    private static Tally tally(long stored, long unchanged, long filtered) {
        return new Tally(stored + unchanged + filtered, stored, unchanged, filtered, 0);
    }

    private static String token() {
        return account.relay().store().continuation(QUALTRICS, Lane.LIVE).orElse(null);
    }

    @Test
    void shouldGoOnFromTheTokenThatIsKeptWithTheBookmark() {
        List<DemoResponse> first = account.answered(3);
        String before = token();

        RunRow run = account.run();

        assertThat(run.error()).isNull();
        assertThat(account.orders()).singleElement().asString().isEqualTo("{\"format\":\"ndjson\",\"continuationToken\":\"" + before + "\"}");
        assertThat(run.tally()).isEqualTo(tally(3, 0, 0));
        assertThat(account.stored(first)).isTrue();
        assertThat(token()).isNotEqualTo(before).isNotBlank();
        assertThat(account.lane(Lane.LIVE).position()).isEqualTo(account.now().minusSeconds(60));
        assertThat(account.run().tally()).as("what was continued is not read again").isEqualTo(Tally.NONE);
    }

    @Test
    void shouldStoreTheScoreOfTheSettingsWithItsTicketAndAgent() {
        DemoResponse response = account.answered(1).get(0);

        account.run();

        JsonNode rating = account.rating(response);
        assertThat(rating.path("score").asInt()).isEqualTo(4);
        assertThat(rating.path("score_label").asText()).isEqualTo("Satisfied");
        assertThat(rating.path("ticket_id").asText()).isEqualTo(response.values().get("externalDataReference"));
        assertThat(rating.path("agent_id").asText()).isEqualTo("135");
        assertThat(rating.path("survey_id").asText()).isEqualTo(account.qualtrics().options().surveyId());
    }

    @Test
    void shouldTakeAnEditOfAnOldResponse() {
        DemoResponse response = account.answered(1).get(0);
        account.run();
        account.relay().time().advance(Duration.ofHours(5));
        account.qualtrics().update(response.id(), old -> old.answered("QID1", 2, "Dissatisfied"));

        assertThat(account.run().tally()).isEqualTo(tally(1, 0, 0));
        assertThat(account.rating(response).path("score").asInt()).isEqualTo(2);
    }

    @Test
    void shouldLeaveOutPreviewsAndUnfinishedOnes() {
        List<DemoResponse> all = account.answered(4);
        account.qualtrics().update(all.get(1).id(), old -> old.with("status", 1));
        account.qualtrics().update(all.get(2).id(), old -> old.with("finished", 0));
        account.qualtrics().update(all.get(3).id(), old -> old.without("QID1"));

        assertThat(account.run().tally()).isEqualTo(tally(1, 0, 3));
    }

    @Test
    void shouldFallBackToTheTimeOfRecordingWhenTheTokenHasExpired() {
        Instant bookmark = account.lane(Lane.LIVE).position();
        List<DemoResponse> missed = account.answered(2);

        RunRow run = account.runAfter(Duration.ofDays(8));

        assertThat(run.error()).isNull();
        assertThat(account.stored(missed)).isTrue();
        List<JsonNode> orders = account.orders();
        assertThat(orders.get(0).has("continuationToken")).isTrue();
        assertThat(orders.get(1)).asString().startsWith("{\"format\":\"ndjson\",\"sortByLastModifiedDate\":true,\"startDate\":\""
                + bookmark.minus(Duration.ofHours(1)).minusSeconds(1) + "\",");
        assertThat(orders.get(orders.size() - 1)).asString().endsWith(",\"allowContinuation\":true}").doesNotContain("endDate");
        account.forget();
        account.run();
        assertThat(account.orders()).singleElement().satisfies(order -> assertThat(order.has("continuationToken")).isTrue());
    }

    @Test
    void shouldFindByTheRereadAnEditOfAnOlderResponseThatAnExpiredTokenWouldHaveGiven() {
        DemoResponse old = account.answered(1).get(0);
        account.run();
        account.runAfter(Duration.ofDays(2));
        account.qualtrics().update(old.id(), response -> response.answered("QID1", 2, "Dissatisfied"));
        assertThat(account.runAfter(Duration.ofDays(8)).error()).isNull();
        assertThat(account.rating(old).path("score").asInt()).as("it was recorded long before the bookmark").isEqualTo(4);
        String before = token();
        account.forget();

        RunRow reread = account.relay().run(RunRequest.scheduled(QUALTRICS, Lane.REREAD));

        assertThat(reread.error()).isNull();
        assertThat(reread.tally().stored()).isEqualTo(1);
        assertThat(account.rating(old).path("score").asInt()).isEqualTo(2);
        assertThat(account.orders()).singleElement().satisfies(order -> {
            assertThat(Instant.parse(order.path("startDate").asText())).isEqualTo(account.now().minus(Duration.ofDays(29)).minus(Duration.ofHours(1)).minusSeconds(1));
            assertThat(order.has("endDate")).isTrue();
        });
        assertThat(token()).isEqualTo(before);
    }

    @Test
    void shouldHalveTheSpanWhenAnExportIsTooLarge() {
        for (int hour = 0; hour < 8; hour++) {
            account.answered(10);
            account.relay().time().advance(Duration.ofHours(1));
        }
        // The overlap makes each span an hour longer.
        account.qualtrics().failOver(45);

        RunRow run = account.run();

        assertThat(run.error()).isNull();
        assertThat(run.tally().stored()).isEqualTo(80);
        assertThat(account.orders()).as("the token's export failed, then the whole span's; halves passed").hasSizeGreaterThan(3);
        assertThat(account.orders().get(2).has("endDate")).isTrue();
        assertThat(token()).as("the last span goes on to be continued").isNotNull();
    }

    @Test
    void shouldFailWhenNotEvenASecondCanBeExported() {
        account.answered(1);
        account.qualtrics().failOver(-1);

        RunRow run = account.runAfter(Duration.ofMinutes(2));

        assertThat(run.error()).contains("the vendor says that the export failed").contains("1.8 GB");
        account.qualtrics().failOver(Integer.MAX_VALUE);
        assertThat(account.run().tally().stored()).isEqualTo(1);
    }

    @Test
    void shouldMoveNeitherBookmarkNorTokenWhenTheFileEndsEarly() {
        List<DemoResponse> all = account.answered(700);
        Instant bookmark = account.lane(Lane.LIVE).position();
        String before = token();
        account.qualtrics().faults().next(1, FILE, new DemoFault.Rewrite((request, real) ->
                new DemoAnswer(200, Map.of("Content-Type", "application/zip"), Arrays.copyOf(real.body(), real.body().length * 2 / 3))));

        RunRow broken = account.run();

        assertThat(broken.error()).contains("is no zip, or ends early");
        assertThat(account.lane(Lane.LIVE).position()).isEqualTo(bookmark);
        assertThat(token()).isEqualTo(before);
        assertThat(broken.tally().stored()).as("whole pages are stored").isPositive().isLessThan(700);
        account.forget();
        assertThat(account.run().tally()).isEqualTo(tally(700 - broken.tally().stored(), broken.tally().stored(), 0));
        assertThat(account.orders()).singleElement().satisfies(order -> assertThat(order.path("continuationToken").asText()).isEqualTo(before));
        assertThat(account.stored(all)).isTrue();
    }

    @Test
    void shouldTryAgainWhatPasses() {
        List<DemoResponse> all = account.answered(5);
        account.qualtrics().faults().next(1, START, DemoFault.status(503)).next(1, START, DemoFault.tooMany(null))
                .next(1, POLL, DemoFault.status(500)).next(1, POLL, new DemoFault.Reset()).next(1, FILE, DemoFault.status(502))
                .next(1, FILE, new DemoFault.Truncate(false)).next(1, FILE, new DemoFault.Truncate(true));

        RunRow run = account.run();

        assertThat(run.error()).isNull();
        assertThat(account.stored(all)).isTrue();
        assertThat(account.requests(FILE)).hasSize(4);
        assertThat(run.tally()).isEqualTo(tally(5, 0, 0));
    }

    @Test
    void shouldStopWhenTheExportIsGoneOrHasNoName() {
        List<DemoResponse> all = account.answered(1);
        account.qualtrics().faults().next(1, POLL, DemoFault.status(404, "{\"meta\":{\"error\":{\"errorMessage\":\"secret words\"}}}"));
        assertThat(account.run().error()).contains("HTTP 404").doesNotContain("secret words");
        account.qualtrics().faults().next(1, START, DemoFault.status(200, "{\"result\":{\"progressId\":null,\"status\":\"inProgress\"}}"));
        assertThat(account.run().error()).contains("the export has no progressId");
        account.qualtrics().faults().next(1, POLL, DemoFault.status(200, "{\"result\":{\"percentComplete\":100,\"status\":\"complete\",\"fileId\":\"../x\"}}"));
        assertThat(account.run().error()).contains("the export has no fileId");
        account.qualtrics().faults().next(1, START, DemoFault.status(401, "{}"));
        assertThat(account.run().error()).contains("HTTP 401").contains("check QUALTRICS_API_TOKEN");

        assertThat(account.run().tally().stored()).isEqualTo(1);
        assertThat(account.stored(all)).isTrue();
    }

    @Test
    void shouldQuarantineALineThatIsNoJsonAndMendWhatIsMapped() {
        DemoResponse odd = account.answered(2).get(0);
        account.qualtrics().update(odd.id(), old -> old.with("QID1", "very good"));
        account.qualtrics().faults().next(1, FILE, new DemoFault.Rewrite((request, real) -> withLine(real, "{\"responseId\": \"R_broken\", \"values\"")));

        RunRow run = account.run();

        assertThat(run.tally()).isEqualTo(new Tally(3, 1, 0, 0, 2));
        assertThat(account.relay().store().quarantine(QUALTRICS)).extracting(row -> row.reason())
                .anySatisfy(reason -> assertThat(reason).startsWith("the line is no JSON"))
                .anySatisfy(reason -> assertThat(reason).contains("score"));
        account.qualtrics().update(odd.id(), old -> old.answered("QID1", 5, "Very satisfied"));
        assertThat(account.run().tally().stored()).isEqualTo(1);
        assertThat(account.relay().store().quarantine(QUALTRICS)).hasSize(1);
    }

    private static DemoAnswer withLine(DemoAnswer zip, String line) {
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip.body()));
                var bytes = new ByteArrayOutputStream(); var out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry(in.getNextEntry().getName()));
            in.transferTo(out);
            out.write((line + "\r\n\n").getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
            out.finish();
            return new DemoAnswer(200, Map.of(), bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldBackfillASpanWithoutTouchingTheToken() {
        Instant from = account.now();
        List<DemoResponse> all = account.answered(3);
        account.run();
        String before = token();
        account.forget();

        RunRow run = account.relay().run(RunRequest.backfill(QUALTRICS, Lane.BACKFILL, from.minusSeconds(60), from.plusSeconds(60)));

        assertThat(run.error()).isNull();
        assertThat(run.tally()).isEqualTo(tally(0, 3, 0));
        assertThat(account.orders()).singleElement().asString().isEqualTo("{\"format\":\"ndjson\",\"sortByLastModifiedDate\":true,\"startDate\":\""
                + from.minusSeconds(61).minus(Duration.ofHours(1)) + "\",\"endDate\":\"" + from.plusSeconds(61) + "\"}");
        assertThat(token()).isEqualTo(before);
        assertThat(account.stored(all)).isTrue();
    }

    @Test
    void shouldMendWithTheSettingsAsTheyAreNow() throws Exception {
        account.relay().set("QUALTRICS_SCORE_QUESTION", "QID9");
        account.relay().restart();
        List<DemoResponse> all = account.answered(2);
        assertThat(account.run().tally()).isEqualTo(new Tally(2, 0, 0, 0, 2));
        assertThat(account.relay().store().quarantine(QUALTRICS)).extracting(row -> row.reason())
                .anySatisfy(reason -> assertThat(reason).contains("check QUALTRICS_SCORE_QUESTION"));

        account.relay().set("QUALTRICS_SCORE_QUESTION", "QID1");
        account.relay().restart();
        account.relay().store().retryQuarantined(QUALTRICS);
        account.relay().run(RunRequest.scheduled(QUALTRICS, Lane.MEND));

        assertThat(account.stored(all)).isTrue();
    }

    @Test
    void shouldTakeTheScoreFromAnEmbeddedDataField() throws Exception {
        account.relay().set("QUALTRICS_SCORE_QUESTION", "csat_score");
        account.relay().restart();
        try {
            DemoResponse response = account.answered(1).get(0);
            account.qualtrics().update(response.id(), old -> old.with("csat_score", "3"));
            assertThat(account.run().tally()).isEqualTo(tally(1, 0, 0));
            assertThat(account.rating(response).path("score").asInt()).isEqualTo(3);
        } finally {
            account.relay().set("QUALTRICS_SCORE_QUESTION", "QID1");
            account.relay().restart();
        }
    }

    @Test
    void shouldSayForCheckWhetherTheSurveyCanBeExported() throws Exception {
        assertThat(account.relay().check(QUALTRICS)).hasToString("ok       qualtrics: the vendor lets us in: responses of survey "
                + account.qualtrics().options().surveyId() + " can be exported");
        account.qualtrics().faults().next(1, START, DemoFault.status(401, "{}"));
        assertThat(account.relay().check(QUALTRICS).words()).contains("HTTP 401").contains("QUALTRICS_API_TOKEN");
    }

    @Test
    void shouldTakeOneResponseByItsId() {
        DemoResponse response = account.answered(2).get(1);

        RunRow run = account.relay().run(RunRequest.one(QUALTRICS, response.id()));

        assertThat(run.error()).isNull();
        assertThat(run.tally()).isEqualTo(tally(1, 0, 0));
        assertThat(account.relay().run(RunRequest.one(QUALTRICS, "R_nobody")).error()).contains("HTTP 404");
    }
}
