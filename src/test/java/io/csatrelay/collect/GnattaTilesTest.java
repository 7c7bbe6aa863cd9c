package io.csatrelay.collect;

import static io.csatrelay.app.TestingRelay.TILES;
import static io.csatrelay.collect.GnattaAccount.EXPORTS;
import static io.csatrelay.collect.GnattaAccount.REPORTS;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.csatrelay.app.TestingRelay;
import io.csatrelay.demo.DemoAnswer;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.store.ControlSql;
import io.csatrelay.store.TestingGnatta;
import io.csatrelay.store.TestingStore.RunRow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Collecting Gnatta's tiles, against a demo Gnatta: what its page says of limits, caching, roles and exports. */
class GnattaTilesTest {
    /** Seven requests: 1; 14 in two directions; 2 as one figure, and as CSV; 4; what is behind 1. */
    static final String COLLECT = """
            ids: {filters.queues: [q-1, q-2]}
            collect:
              - {tiles: [1, 14], kind: by-date, groupBy: Hourly, last: 24 hours}
              - {tiles: [2], kind: count, last: 3 days, export: true, with: {filters.channels: [Email, SMS]}}
              - {tiles: [4], kind: count, last: 3 days}
              - {tiles: [37], kind: interactions, of: [1], last: 3 days}
            """;
    static final int REQUESTS = 7;

    @TempDir
    private static Path folder;
    private static GnattaAccount account;
    private static int lost;

    @BeforeAll
    static void start() throws Exception {
        account = new GnattaAccount(folder, TestingRelay.builder().collectingOnly(), COLLECT);
        assertThat(account.run().error()).isNull();
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
    void balanced() {
        assertThat(account.relay().store().balanced(TILES)).isTrue();
        assertThat(account.gnatta().repeats()).as("requests within ten minutes of the same one's answer, which was not lost").isEqualTo(lost);
    }

    private static Instant bookmark() {
        return account.relay().store().lane(TILES, Lane.LIVE).orElseThrow().position();
    }

    private static Instant now() {
        return account.relay().time().now();
    }

    @Test
    void shouldKeepEveryAnswerAsItCameWithTheFiguresInIt() {
        RunRow run = account.run();

        TestingGnatta kept = new TestingGnatta(account.relay().database());
        assertThat(run.error()).isNull();
        assertThat(run.tally()).isEqualTo(new Tally(REQUESTS, REQUESTS, 0, 0, 0));
        assertThat(kept.bodies(1, false).get(0)).startsWith("{\"periods\":[{\"from\":\"2026-05-0").hasSizeGreaterThan(500);
        assertThat(kept.bodies(2, true).get(0)).startsWith("Group,Value\r\nEmail,");
        assertThat(kept.figures(2)).contains("/groups/0/value value Email ", "/groups/1/value value SMS ", "/1/Value Value Email ");
        assertThat(kept.figures(1)).hasSizeGreaterThanOrEqualTo(24).first().asString().startsWith("/periods/0/value value  2026-05-0");
        assertThat(bookmark()).isEqualTo(now().minusMillis(now().getNano() / 1_000_000));
        assertThat(account.requests(EXPORTS)).singleElement().satisfies(request -> assertThat(request.path()).isEqualTo("/reporting/export/v1.2/interactions/state/count/by-channels"));
    }

    @Test
    void shouldNotSendTheSameRequestWithinTenMinutesNorAfterARestart() throws Exception {
        account.run();

        assertThat(account.runAfter(Duration.ofMinutes(9)).tally()).isEqualTo(Tally.NONE);
        account.relay().restart();
        assertThat(account.runAfter(Duration.ofSeconds(30)).tally()).isEqualTo(Tally.NONE);
        assertThat(account.requests(REPORTS)).isEmpty();
        RunRow later = account.runAfter(Duration.ofSeconds(30));
        assertThat(later.tally()).as("the same ranges, within the hour").isEqualTo(new Tally(REQUESTS, 0, REQUESTS, 0, 0));
        assertThat(account.requests(request -> request.path().equals("/connect/token"))).as("a token is in memory alone").hasSize(1);
        account.runAfter(Duration.ofMinutes(30));
        assertThat(account.requests(request -> request.path().contains("openid") || request.path().contains("token"))).as("it is good for an hour").isEmpty();
    }

    @Test
    void shouldGoOnWithTheOthersWhenOneTileHasNoSuchPathAndAskItAgainAtOnce() {
        account.gnatta().faults().next(1, request -> request.path().endsWith("/count/by-queues"), DemoFault.status(404, "{\"secret words\":1}"));
        Instant before = bookmark();

        RunRow run = account.run();

        assertThat(run.tally().fetched()).isEqualTo(REQUESTS - 1);
        assertThat(run.error()).contains("tile 4 count 2026-05-").contains("HTTP 404 from 127.0.0.1: it has no such path: look the tile's path up in your account and change it in gnatta-tiles.yaml")
                .doesNotContain("secret words", "q-1");
        assertThat(bookmark()).isEqualTo(before);
        assertThat(account.runAfter(Duration.ofSeconds(1)).tally()).isEqualTo(new Tally(1, 1, 0, 0, 0));
        assertThat(bookmark()).isAfter(before);
    }

    @Test
    void shouldSayWhatToCheckWhenGnattaDoesNotTakeARequest() {
        account.gnatta().faults().next(1, request -> request.path().endsWith("/count/by-queues"), DemoFault.status(400, "{}"));

        assertThat(account.run().error()).contains("check the tile's fields in gnatta-tiles.yaml, and the ids in gnatta-collect.yaml");
    }

    @Test
    void shouldNameTheRoleWhenGnattaAnswers403AndAskForNothingElse() {
        account.gnatta().faults().next(1, REPORTS, DemoFault.status(403, "{}"));

        assertThat(account.run().error()).contains("HTTP 403 from 127.0.0.1: it wants a role: a client application has them all, a user needs at least Analytics");
        assertThat(account.requests(REPORTS)).hasSize(1);
    }

    @Test
    void shouldFetchAnotherTokenWhenGnattaRefusesTheOneThereIs() {
        account.run();
        account.gnatta().forgetTokens();

        assertThat(account.runAfter(Duration.ofMinutes(11)).error()).isNull();
        assertThat(account.requests(request -> request.path().equals("/connect/token"))).hasSize(1);
        assertThat(account.requests(request -> request.status() == 401)).hasSize(1);
    }

    @Test
    void shouldTryAgainWhenGnattaHasAFaultOfItsOwn() {
        account.gnatta().faults().next(1, REPORTS, DemoFault.status(503)).next(1, REPORTS, DemoFault.loginPage()).next(1, REPORTS, new DemoFault.Reset());

        assertThat(account.run().tally().fetched()).isEqualTo(REQUESTS);
        assertThat(account.requests(REPORTS)).hasSize(REQUESTS + 3);
    }

    /** "We limit the number of interactions that can be returned by these endpoints to 1000", and one may be there twice. */
    @Test
    void shouldKeepWhatIsListedAsItCameAndWarnWhenItIsAsMuchAsGnattaGives() {
        String row = "{\"reference\":\"INT-1\",\"timestamp\":\"2026-05-01T10:00:00Z\"}";
        assertThat(warnings(row + (",\n" + row).repeat(998))).isEmpty();
        assertThat(warnings(row + (",\n" + row).repeat(999))).singleElement().asString()
                .contains("gnatta-tiles: tile 37 interactions 2026-", "as many rows as Gnatta gives at most, 1000: there may be more");
    }

    /** What is logged when tile 37 lists these. */
    private static List<String> warnings(String rows) {
        account.fresh();
        account.gnatta().faults().next(1, request -> request.path().endsWith("/view"), new DemoFault.Rewrite((request, answer) -> DemoAnswer.json(200, "{\"rows\":[" + rows + "]}")));
        Logger logger = (Logger) LoggerFactory.getLogger(GnattaTiles.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.setLevel(Level.WARN);
        logger.setAdditive(false);
        logger.addAppender(log);
        try {
            assertThat(account.run().error()).isNull();
        } finally {
            logger.detachAppender(log);
            logger.setLevel(null);
            logger.setAdditive(true);
        }
        assertThat(new TestingGnatta(account.relay().database()).bodies(37, false)).last().isEqualTo("{\"rows\":[" + rows + "]}");
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void shouldQuarantineAnAnswerThatIsTooLongAndSayWhatToAskForInstead() {
        String longer = "[\"" + "x".repeat(GnattaTiles.LONGEST_BYTES) + "\"]";
        account.gnatta().faults().next(1, request -> request.path().endsWith("/count/by-queues"), new DemoFault.Rewrite((request, answer) -> DemoAnswer.json(200, longer)));

        assertThat(account.run().tally()).isEqualTo(new Tally(REQUESTS, REQUESTS - 1, 0, 0, 1));
        assertThat(account.relay().store().quarantine(TILES)).singleElement()
                .satisfies(row -> assertThat(row.reason()).contains("longer than 8388608 bytes: ask for a shorter range, or for fewer ids"));
        account.runAfter(Duration.ofMinutes(11));
        assertThat(account.relay().store().quarantine(TILES)).isEmpty();
    }

    @Test
    void shouldKeepAnExportThatIsLongerThanAnAnswerMayBe() {
        String row = "Email,7\r\n";
        String export = "Group,Value\r\n" + row.repeat(GnattaTiles.LONGEST_BYTES / row.length());
        account.gnatta().faults().next(1, EXPORTS, new DemoFault.Rewrite((request, answer) -> DemoAnswer.text(200, "text/csv", export)));

        assertThat(account.run().tally()).isEqualTo(new Tally(REQUESTS, REQUESTS, 0, 0, 0));
        assertThat(new TestingGnatta(account.relay().database()).bodies(2, true)).last().isEqualTo(export);

        account.fresh();
        account.gnatta().faults().next(1, EXPORTS, new DemoFault.Rewrite((request, answer) -> DemoAnswer.text(200, "text/csv", export + export)));
        assertThat(account.run().tally().quarantined()).isEqualTo(1);
        assertThat(account.relay().store().quarantine(TILES)).singleElement()
                .satisfies(bad -> assertThat(bad.reason()).contains("the export is longer than 16777216 bytes: ask for a shorter range"));
        account.runAfter(Duration.ofMinutes(11));
    }

    @Test
    void shouldPutAnAnswerThatCannotBeReadIntoQuarantineAndTakeItOutWhenGnattaGivesAnother() {
        account.gnatta().faults().next(1, request -> request.path().endsWith("/count/by-queues"), new DemoFault.Rewrite((request, answer) -> DemoAnswer.json(200, "{\"half\":")));
        account.gnatta().faults().next(1, request -> request.path().endsWith("/count/by-channels") && !EXPORTS.test(request), new DemoFault.Rewrite((request, answer) -> DemoAnswer.json(200, "12")));

        assertThat(account.run().tally()).isEqualTo(new Tally(REQUESTS, REQUESTS - 2, 0, 0, 2));
        assertThat(account.relay().store().quarantine(TILES)).extracting(row -> row.reason().replaceFirst(" 2026.*Z:", ":"))
                .containsExactlyInAnyOrder("tile 4 count: the answer is no JSON", "tile 2 count: the answer is neither a JSON object nor a list");
        assertThat(account.relay().store().quarantine(TILES).get(0).input().at("/record/answer").asText()).isIn("{\"half\":", "12");
        assertThat(account.runAfter(Duration.ofMinutes(11)).tally()).isEqualTo(new Tally(REQUESTS, 2, REQUESTS - 2, 0, 0));
        assertThat(account.relay().store().quarantine(TILES)).isEmpty();
    }

    @Test
    void shouldLeaveAnAnswerThatCannotBeReadInQuarantineWhenAPersonAsksToReadItAgain() {
        account.gnatta().faults().next(1, request -> request.path().endsWith("/count/by-queues"), new DemoFault.Rewrite((request, answer) -> DemoAnswer.json(200, "oh")));
        account.run();
        new ControlSql(account.relay().database()).retryQuarantined(null);

        RunRow mend = account.relay().run(new RunRequest(TILES, Lane.MEND, null, null, null, null));

        assertThat(mend.error()).isNull();
        assertThat(account.relay().store().quarantine(TILES)).singleElement().satisfies(row -> assertThat(row.reason()).contains("is asked for again by its schedule"));
        assertThat(account.runAfter(Duration.ofMinutes(11)).error()).isNull();
        assertThat(account.relay().store().quarantine(TILES)).isEmpty();
    }

    @Test
    void shouldEndTheRunWhenThreeRequestsInARowFailAndAskForAllOfThemNextTime() {
        account.gnatta().faults().always(REPORTS, DemoFault.status(500, "{}"));

        RunRow run = account.run();

        assertThat(run.error()).contains("HTTP 500 from 127.0.0.1: it has a fault of its own");
        assertThat(account.requests(REPORTS).stream().map(request -> request.path()).distinct()).hasSizeLessThanOrEqualTo(GnattaTiles.FAILED_IN_ROW);
        account.gnatta().faults().clear();
        RunRow next = account.runAfter(Duration.ofSeconds(1));
        assertThat(next.error()).isNull();
        assertThat(next.tally()).isEqualTo(new Tally(REQUESTS, REQUESTS, 0, 0, 0));
    }

    @Test
    void shouldAskAgainForAnAnswerThatBrokeOff() {
        account.gnatta().faults().next(1, REPORTS, new DemoFault.Truncate(false));
        lost++;

        assertThat(account.run().tally()).isEqualTo(new Tally(REQUESTS, REQUESTS, 0, 0, 0));
    }

    @Test
    void shouldCollectAnotherSpanSplitIntoRangesThatGnattaTakes() {
        Instant to = Instant.parse("2026-04-04T00:00:00Z");

        RunRow run = account.relay().run(RunRequest.backfill(TILES, Lane.BACKFILL, to.minus(Duration.ofDays(3)), to));

        assertThat(run.error()).isNull();
        assertThat(run.tally().stored()).as("three days of hours, three times; four others").isEqualTo(3 * 3 + 4);
        assertThat(account.relay().store().lane(TILES, Lane.BACKFILL).orElseThrow().done()).isTrue();
    }

    @Test
    void shouldCollectOneTileByItsNumber() {
        RunRow run = account.relay().run(RunRequest.one(TILES, "14"));

        assertThat(run.error()).isNull();
        assertThat(run.tally().fetched()).isEqualTo(2);
    }
}
