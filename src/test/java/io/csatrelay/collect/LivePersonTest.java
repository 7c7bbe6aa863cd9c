package io.csatrelay.collect;

import static io.csatrelay.collect.LivePersonAccount.CSAT;
import static io.csatrelay.collect.LivePersonAccount.ENGAGEMENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.csatrelay.demo.DemoAnswer;
import io.csatrelay.demo.DemoConversation;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoLivePerson;
import io.csatrelay.demo.DemoLivePerson.Quirk;
import io.csatrelay.demo.DemoRequest;
import io.csatrelay.store.TestingStore.RunRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** LivePerson's aggregates, collected by the shipped routes from a strict demo account: each oddity, limit and error of the vendor notes. */
class LivePersonTest {
    private static final Predicate<DemoRequest> REPORTS = request -> request.path().startsWith("/operations");
    private static final Duration HOUR = Duration.ofHours(1);
    private static LivePersonAccount account;

    @BeforeAll
    static void start() throws Exception {
        account = new LivePersonAccount("LIVEPERSON_TOKEN", DemoLivePerson.TOKEN);
        account.rated(Duration.ofMinutes(61), 5);
        account.beginAgain(CSAT, Duration.ofHours(2));
        account.fresh();
    }

    @AfterAll
    static void stop() throws Exception {
        account.close();
    }

    /** At 1:30 past an hour, with everything collected. */
    private static LivePersonAccount anHourLater() {
        account.vendor().faults().clear();
        account.vendor().behave();
        return account.nextHourAt(1, 30).fresh();
    }

    private static JsonNode csat(Duration length) {
        Instant end = account.bookmark(CSAT);
        return account.served("msgcsatdistribution", end.minus(length), end, "&skillIds=all&agentIds=all");
    }

    private static void requireSame(String method, Instant from, Instant to) {
        String ids = "&skillIds=all&agentIds=all";
        assertThat(account.served(method, from, to, ids).toString()).isEqualTo(account.wouldAnswer(method, from, to, ids).toString());
    }

    private static String lastError(String id) {
        return account.relay().status(id).lastError();
    }

    @Test
    void shouldAskForTheIntervalsSinceTheBookmarkRoundedUpToWholeOnes() {
        anHourLater().after(Duration.ofMinutes(7));
        account.good(ENGAGEMENT);
        assertThat(account.queries("engactivity")).containsExactly("timeframe=10&interval=5&skillIds=all&agentIds=all&v=1");
        assertThat(account.bookmark(ENGAGEMENT)).isEqualTo(account.now().minusSeconds(210));
    }

    @Test
    void shouldKeepOnlyIntervalsThatHaveClosed() {
        anHourLater();
        account.after(Duration.ofMinutes(5)).rated(Duration.ofMinutes(3), 0);
        account.rated(Duration.ofSeconds(30), 0);
        assertThat(account.good(ENGAGEMENT).tally().stored()).isEqualTo(1);
        assertThat(account.after(Duration.ofMinutes(5)).good(ENGAGEMENT).tally().stored()).isEqualTo(1);
        requireSame("engactivity", account.bookmark(ENGAGEMENT).minus(HOUR), account.bookmark(ENGAGEMENT));
    }

    @Test
    void shouldAskForNothingWhileNoBucketHasClosed() {
        anHourLater();
        account.good(ENGAGEMENT);
        account.good(CSAT);
        assertThat(account.requests()).isEmpty();
    }

    /** "Refreshed every 10 seconds": right after a bucket's end an answer may be from before it. */
    @Test
    void shouldLeaveABucketUntilAnswersAreSureToBeNewerThanItsEnd() {
        anHourLater();
        Instant before = account.bookmark(ENGAGEMENT);
        account.after(Duration.ofSeconds(217)).rated(Duration.ofSeconds(8), 4);
        account.vendor().faults().always(REPORTS, new DemoFault.Rewrite((request, real) -> DemoAnswer.json(200,
                account.vendor().wouldAnswer(request.path().replaceFirst(".*/", ""), request.query(), refreshed(account.now())).toString())));
        account.good(ENGAGEMENT);
        account.good(CSAT);
        assertThat(account.queries("engactivity")).as("seven seconds after it").isEmpty();
        assertThat(account.bookmark(CSAT)).isEqualTo(before);
        account.after(Duration.ofMinutes(3)).good(ENGAGEMENT);
        account.good(CSAT);
        assertThat(account.bookmark(ENGAGEMENT)).isEqualTo(before.plus(BucketTime.LENGTH)).isEqualTo(account.bookmark(CSAT));
        requireSame("engactivity", before.minus(HOUR), account.bookmark(ENGAGEMENT));
        requireSame("msgcsatdistribution", before.minus(HOUR), account.bookmark(CSAT));
    }

    private static Instant refreshed(Instant now) {
        return Instant.ofEpochSecond(now.getEpochSecond() / 10 * 10);
    }

    /** At 8:17:00 the fifteen minutes since 8:05 begin in the bucket of 8:00: the one that ended at 8:05 is read a second time. */
    @Test
    void shouldReplaceAnIntervalThatIsReadAgain() {
        anHourLater();
        Instant first = account.bookmark(ENGAGEMENT);
        account.after(Duration.ofSeconds(270)).rated(Duration.ofSeconds(200), 0);
        account.rated(Duration.ofSeconds(100), 0);
        account.vendor().add(new DemoConversation(account.now().minusSeconds(200), "4", "16", 0, false, 60, false));
        assertThat(account.good(ENGAGEMENT).tally()).isEqualTo(new Tally(2, 2, 0, 0, 0));
        account.rated(Duration.ofSeconds(100), 0);
        account.after(Duration.ofMinutes(11)).rated(Duration.ofMinutes(3), 0);
        assertThat(account.good(ENGAGEMENT).tally()).as("one as it was, one with another conversation, one new").isEqualTo(new Tally(3, 2, 1, 0, 0));
        requireSame("engactivity", first, account.bookmark(ENGAGEMENT));
    }

    @Test
    void shouldStoreNothingWhenAnIntervalIsLeftOut() {
        anHourLater();
        Instant before = account.bookmark(ENGAGEMENT);
        account.after(Duration.ofMinutes(20));
        account.rewrite("engactivity", answer -> ((ArrayNode) answer.get("metricsByIntervals")).remove(3));
        RunRow run = account.run(ENGAGEMENT);
        assertThat(run.error()).contains("the interval that ends at " + before.plus(Duration.ofMinutes(10)) + " is left out").contains("nothing of it was stored");
        assertThat(account.bookmark(ENGAGEMENT)).isEqualTo(before);
        assertThat(account.good(ENGAGEMENT).tally().balanced()).isTrue();
    }

    @Test
    void shouldSayThatAClockIsWrongWhenNoIntervalIsOpen() {
        anHourLater().after(Duration.ofMinutes(20));
        account.rewrite("engactivity", answer -> ((ArrayNode) answer.get("metricsByIntervals")).remove(0));
        assertThat(account.run(ENGAGEMENT).error()).contains("is this machine's clock right?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"metricsByIntervals\":[]}", "{\"metricsByIntervals\":[{\"timestamp\":7}]}", "null", "<html>"})
    void shouldFailInWordsWhenAnAnswerIsNoneOfTheDocuments(String body) {
        anHourLater().after(Duration.ofMinutes(20));
        account.vendor().faults().always(REPORTS, new DemoFault.Instead(DemoAnswer.json(200, body)));
        assertThat(account.run(ENGAGEMENT).error()).startsWith("collecting liveperson-engagement").doesNotContain("Exception");
        assertThat(account.run(CSAT).error()).startsWith("collecting liveperson-csat").doesNotContain("Exception");
    }

    @Test
    void shouldReadEveryFormOfAnAnswer() {
        anHourLater();
        Instant from = account.bookmark(CSAT);
        for (Quirk quirk : Quirk.values()) {
            account.after(Duration.ofMinutes(5)).rated(Duration.ofMinutes(4), 1 + quirk.ordinal() % 5);
            account.vendor().add(DemoConversation.answered(account.now().minus(Duration.ofMinutes(4)), "-1", "-1", 5));
            account.vendor().behave(quirk);
            account.good(CSAT);
            account.good(ENGAGEMENT);
        }
        account.vendor().behave();
        account.after(Duration.ofMinutes(5)).good(CSAT);
        requireSame("msgcsatdistribution", from, account.bookmark(CSAT));
        requireSame("engactivity", from, account.bookmark(ENGAGEMENT));
        assertThat(account.served("msgcsatdistribution", from, account.bookmark(CSAT), "&skillIds=-1").at("/skillsMetricsPerAgent/metricsPerSkill").has("-1")).isTrue();
    }

    @Test
    void shouldFilterRowsOfZeros() {
        anHourLater().after(Duration.ofMinutes(5));
        account.vendor().behave(Quirk.ROWS_OF_ZEROS);
        RunRow engagement = account.good(ENGAGEMENT);
        RunRow csat = account.good(CSAT);
        assertThat(engagement.tally().filtered()).isPositive().isEqualTo(engagement.tally().fetched());
        assertThat(csat.tally().filtered()).isPositive().isEqualTo(csat.tally().fetched());
    }

    @Test
    void shouldAskForATileShortLongShort() {
        anHourLater().after(Duration.ofMinutes(5)).rated(Duration.ofMinutes(9), 3);
        assertThat(account.good(CSAT).tally().stored()).isEqualTo(1);
        assertThat(account.queries("msgcsatdistribution")).as("windows that begin in the middle of a bucket").containsExactly(
                "timeframe=4&skillIds=all&agentIds=all&v=1", "timeframe=9&skillIds=all&agentIds=all&v=1", "timeframe=4&skillIds=all&agentIds=all&v=1");
        requireSame("msgcsatdistribution", account.bookmark(CSAT).minus(HOUR), account.bookmark(CSAT));
        Instant end = account.bookmark(CSAT);
        assertThat(account.relay().store().snapshots(CSAT).subList(0, 2)).as("the answers themselves, each with its window").containsExactly(
                end + " " + account.now() + " {}", end.minus(BucketTime.LENGTH) + " " + account.now() + " {\"4\":{\"15\":[0,0,1,0,0]}}");
    }

    @Test
    void shouldAskAgainUntilTheShortWindowsAgree() {
        anHourLater().after(Duration.ofMinutes(5)).rated(Duration.ofMinutes(7), 3);
        for (int i = 0; i < 3; i++) {
            account.rewrite("msgcsatdistribution", answer -> account.rated(Duration.ofSeconds(5), 1));
        }
        assertThat(account.good(CSAT).tally().stored()).as("what came meanwhile is not in it").isEqualTo(1);
        assertThat(account.queries("msgcsatdistribution")).hasSizeGreaterThan(3);
        account.after(Duration.ofMinutes(10)).good(CSAT);
        requireSame("msgcsatdistribution", account.bookmark(CSAT).minus(HOUR), account.bookmark(CSAT));
    }

    @Test
    void shouldLeaveATileToTheNextRunWhenItsAnswersNeverAgree() {
        anHourLater();
        Instant before = account.bookmark(CSAT);
        account.after(Duration.ofMinutes(5));
        for (int i = 0; i < LivePersonTile.MOST_REQUESTS; i++) {
            account.rewrite("msgcsatdistribution", answer -> account.rated(Duration.ofSeconds(5), 1));
        }
        assertThat(account.run(CSAT).error()).contains("did not agree in 41 requests");
        assertThat(account.bookmark(CSAT)).isEqualTo(before);
        account.good(CSAT);
        assertThat(account.bookmark(CSAT)).isEqualTo(before.plus(BucketTime.LENGTH));
    }

    @Test
    void shouldSkipWhatIsOlderThanADayAndSayEverywhereThatItIsGone() {
        anHourLater();
        Instant last = account.bookmark(ENGAGEMENT);
        account.after(Duration.ofHours(30)).rated(Duration.ofHours(26), 5);
        account.rated(Duration.ofHours(3), 5);
        account.good(ENGAGEMENT);
        assertThat(account.queries("engactivity")).containsExactly("timeframe=1440&interval=5&skillIds=all&agentIds=all&v=1");
        Instant again = BucketTime.ceil(account.now().minus(Duration.ofMinutes(1442)));
        assertThat(account.relay().store().lane(ENGAGEMENT, Lane.LIVE).orElseThrow().position()).isEqualTo(account.now().minusSeconds(90));
        String gap = "from " + last + " to " + again;
        assertThat(lastError(ENGAGEMENT)).contains(gap);
        assertThat(account.served("engactivity", last.minus(HOUR), account.bookmark(ENGAGEMENT), "").path("missing").toString())
                .isEqualTo("[{\"from\":\"" + last + "\",\"to\":\"" + again + "\"}]");
        requireSame("engactivity", again, account.bookmark(ENGAGEMENT));
        account.beginAgain(CSAT, HOUR);
        account.good(CSAT);
        assertThat(account.served("msgcsatdistribution", last, account.bookmark(CSAT), "").path("missing")).hasSize(1);
    }

    @Test
    void shouldHaveOneRequestInFlightWhenBothSourcesRun() {
        anHourLater().after(Duration.ofMinutes(10));
        account.vendor().faults().next(2, REPORTS, new DemoFault.Delay(Duration.ofMillis(100)));
        long first = account.relay().ask(RunRequest.scheduled(CSAT, Lane.LIVE));
        account.good(ENGAGEMENT);
        assertThat(account.relay().ended(first).error()).isNull();
        List<DemoRequest> requests = account.requests();
        assertThat(requests).hasSizeGreaterThan(4);
        for (int i = 1; i < requests.size(); i++) {
            assertThat(requests.get(i).startNanos()).isGreaterThanOrEqualTo(requests.get(i - 1).endNanos());
        }
    }

    @Test
    void shouldTryAgainWhatMayPassAndNothingElse() {
        anHourLater().after(Duration.ofMinutes(10));
        account.vendor().faults().next(1, REPORTS, DemoFault.tooMany(null)).next(1, REPORTS, DemoFault.status(500)).next(1, REPORTS, DemoFault.status(503));
        account.good(ENGAGEMENT);
        assertThat(account.queries("engactivity")).hasSize(4);
        account.vendor().faults().always(REPORTS, DemoFault.status(400, "{\"reason\":\"a customer's words\"}"));
        RunRow run = account.run(CSAT);
        assertThat(run.error()).contains("HTTP 400 from 127.0.0.1").doesNotContain("words");
        assertThat(lastError(CSAT)).as("for those who may read it").endsWith("; the vendor said: {\"reason\":\"a customer's words\"}");
        assertThat(account.queries("msgcsatdistribution")).hasSize(1);
        account.vendor().faults().clear();
        account.good(CSAT);
        assertThat(String.valueOf(lastError(CSAT))).doesNotContain("words");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 408, 409})
    void shouldNeverTryAnother4xxAgain(int status) {
        anHourLater().after(Duration.ofMinutes(10));
        account.vendor().faults().always(REPORTS, DemoFault.status(status, "{}"));
        assertThat(account.run(ENGAGEMENT).error()).contains("HTTP " + status + " from 127.0.0.1");
        assertThat(account.run(CSAT).error()).contains("HTTP " + status + " from 127.0.0.1");
        assertThat(account.requests()).as("one of each").hasSize(2);
    }

    @Test
    void shouldNameTheSettingsWhenItIsNotLetIn() {
        anHourLater().after(Duration.ofMinutes(10));
        account.vendor().faults().always(REPORTS, DemoFault.status(401, "{}"));
        assertThat(account.run(CSAT).error()).contains("HTTP 401 from 127.0.0.1: check LIVEPERSON_TOKEN, or LIVEPERSON_CLIENT_ID");
        assertThat(account.queries("msgcsatdistribution")).hasSize(1);
    }

    @Test
    void shouldAskForItsDomainOnceAndAgainAfterAConnectionFailed() {
        anHourLater().after(Duration.ofMinutes(10));
        account.good(CSAT);
        assertThat(account.requests()).noneMatch(request -> request.path().contains("/service/"));
        account.vendor().faults().next(1, REPORTS, new DemoFault.Reset());
        account.good(ENGAGEMENT);
        assertThat(account.requests().stream().map(DemoRequest::path).filter(path -> path.contains("/service/")))
                .containsExactly("/api/account/56072331/service/leDataReporting/baseURI.json");
    }

    @Test
    void shouldSayThatThereIsNothingToBackfill() {
        anHourLater();
        RunRow run = account.relay().run(RunRequest.backfill(CSAT, Lane.BACKFILL, account.now().minus(HOUR), account.now()));
        assertThat(run.error()).contains("LivePerson answers for the last 24 hours alone");
    }
}
