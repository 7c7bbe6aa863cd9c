package io.csatrelay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.collect.AggregateKind;
import io.csatrelay.collect.AggregateStore;
import io.csatrelay.collect.CollectStore;
import io.csatrelay.collect.Lane;
import io.csatrelay.collect.LaneState;
import io.csatrelay.settings.TestingTime;
import io.csatrelay.store.AggregateSql;
import io.csatrelay.store.PrivacyKey;
import io.csatrelay.store.CollectSql;
import io.csatrelay.store.ControlSql;
import io.csatrelay.store.Database;
import io.csatrelay.store.StatusSql;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What status makes of the store: which runs are a source's fault, and for how long. */
class StatusReaderTest {
    private static final String SOURCE = "zendesk-ratings";
    private final TestingTime time = TestingTime.at("2026-05-01T00:00:00Z");
    private final Map<String, String> declared = new HashMap<>();
    @TempDir
    private Path folder;
    private Database database;
    private CollectStore collect;
    private boolean held = true;

    @BeforeEach
    void open() {
        database = Database.open("jdbc:sqlite:" + folder.resolve("status.db"), null, null);
        collect = new CollectSql(database, false);
        declared.put(SOURCE, null);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Status.SourceStatus source() {
        return status().sources().stream().filter(source -> source.id().equals(SOURCE)).findFirst().orElseThrow();
    }

    private Status status() {
        return new StatusReader(new StatusSql(database), declared, true, time::now, () -> held).read();
    }

    private long begin(Lane lane) {
        time.advance(Duration.ofSeconds(1));
        return collect.beginRun(SOURCE, lane, null, time.now()).orElseThrow();
    }

    private void ran(Lane lane, String error) {
        collect.endRun(begin(lane), time.now(), error);
    }

    private void assertState(String state, String lastError) {
        assertThat(source().state()).isEqualTo(state);
        assertThat(source().lastError()).isEqualTo(lastError);
    }

    @Test
    void shouldBeIdleBeforeItsFirstRun() {
        assertState("idle", null);
        assertThat(source().lastRun()).isNull();
        assertThat(source().bookmark()).isNull();
        assertThat(source().lagSeconds()).isNull();
    }

    @Test
    void shouldBeFailingUntilARunGoesWell() {
        ran(Lane.LIVE, "HTTP 401");
        assertState("failing", "HTTP 401");
        assertThat(source().lastRun().ok()).isFalse();

        ran(Lane.BACKFILL, null);
        assertState("idle", null);
        assertThat(source().lastRun().ok()).isTrue();
    }

    private void filled(int from, int to) {
        new AggregateSql(database, PrivacyKey.given("a key for tests")).store(new AggregateStore.Filling(SOURCE, 1, AggregateKind.CSAT, time.now().plusSeconds(from), time.now().plusSeconds(to),
                List.of(), List.of(), List.of(), time.now()));
    }

    @Test
    void shouldShowForADayWhatIsGoneForEver() {
        collect.setLane(SOURCE, Lane.LIVE, new LaneState(time.now(), time.now(), Duration.ofMinutes(5), 0, time.now()));
        filled(-7200, -3600);
        ran(Lane.LIVE, null);
        assertState("idle", null);
        time.advance(Duration.ofMinutes(5).minusSeconds(1));
        filled(-600, -300);
        String gap = "zendesk-ratings: what was counted from 2026-04-30T23:00:00Z to 2026-04-30T23:55:00Z was not asked for in time, or has a row in quarantine: answers that touch it say so";
        assertState("idle", gap);
        assertThat(OutsideHealth.words(status())).containsExactly(gap);
        ran(Lane.LIVE, "HTTP 401");
        assertState("failing", "HTTP 401");
        ran(Lane.LIVE, null);
        time.advance(Duration.ofDays(1));
        assertState("idle", null);
        assertThat(OutsideHealth.words(status())).isEmpty();
    }

    @Test
    void shouldSayHowManyMoreGapsThereWereWithinADay() {
        collect.setLane(SOURCE, Lane.LIVE, new LaneState(time.now(), time.now(), Duration.ofMinutes(5), 0, time.now()));
        filled(-7200, -6900);
        ran(Lane.LIVE, null);
        time.advance(Duration.ofHours(1).minusSeconds(1));
        filled(-600, -300);
        time.advance(Duration.ofHours(1));
        filled(-600, -300);
        assertState("idle", "zendesk-ratings: what was counted from 2026-05-01T00:55:00Z to 2026-05-01T01:50:00Z (and 1 more of the last day) "
                + "was not asked for in time, or has a row in quarantine: answers that touch it say so");
        time.advance(Duration.ofHours(23));
        assertState("idle", "zendesk-ratings: what was counted from 2026-05-01T00:55:00Z to 2026-05-01T01:50:00Z was not asked for in time, or has a row in "
                + "quarantine: answers that touch it say so");
    }

    @Test
    void shouldShowAFailedRereadThroughGoodRunsUntilOneGoesWellOrADayIsOver() {
        ran(Lane.REREAD, "HTTP 503");
        ran(Lane.LIVE, null);
        assertState("failing", "HTTP 503");

        time.advance(Duration.ofDays(1));
        assertState("idle", null);

        ran(Lane.REREAD, "HTTP 503");
        ran(Lane.REREAD, null);
        assertState("idle", null);
    }

    @Test
    void shouldBlameTheSourceNeitherForARecordThatIsNotThereNorForMappingAgain() {
        ran(Lane.LIVE, null);
        ran(Lane.ONE, "HTTP 404");
        ran(Lane.MEND, "a fault");
        ran(Lane.COUNT, "HTTP 500");
        assertState("idle", null);
        assertThat(source().lastRun().ok()).isTrue();

        ran(Lane.LIVE, "HTTP 401");
        ran(Lane.ONE, null);
        assertState("failing", "HTTP 401");
    }

    @Test
    void shouldSayThatARunWasLeftAndNotBlameTheSource() {
        collect.leaveRun(begin(Lane.LIVE), time.now(), "stopped; the next start goes on from there");
        assertState("idle", "stopped; the next start goes on from there");

        ran(Lane.LIVE, "HTTP 401");
        collect.leaveRun(begin(Lane.LIVE), time.now(), "stopped; the next start goes on from there");
        assertState("failing", "HTTP 401");
    }

    @Test
    void shouldStayDownInWordsWhileTheNextRunOfAFailingSourceIsUnderWay() {
        ran(Lane.LIVE, "HTTP 401");
        long next = begin(Lane.LIVE);
        assertState("running", "HTTP 401");
        assertThat(OutsideHealth.words(status())).containsExactly("HTTP 401");
        assertThat(status().json()).doesNotContain("fails");

        collect.endRun(next, time.now(), null);
        assertThat(OutsideHealth.words(status())).isEmpty();
    }

    @Test
    void shouldBeRunningOnlyWhileAProcessHoldsTheStoreAndIdleAfterItDied() {
        begin(Lane.REREAD);
        assertThat(source().state()).isEqualTo("running");
        held = false;
        assertThat(source().state()).isEqualTo("idle");

        new ControlSql(database).endOrphans(time.now());
        held = true;
        assertState("idle", "collecting zendesk-ratings: the process ended in the middle of the run; the next goes on from there");
    }

    @Test
    void shouldSayWhatItWaitsForWhileItWaits() {
        ran(Lane.LIVE, "HTTP 429");
        collect.waiting(SOURCE, time.now().plusSeconds(90), "waiting until 00:01:31: the vendor asked for 90 s");
        assertState("failing", "waiting until 00:01:31: the vendor asked for 90 s");

        time.advance(Duration.ofSeconds(90));
        assertState("failing", "HTTP 429");
    }

    @Test
    void shouldBePausedWhateverElseAndOffWithItsReason() {
        ran(Lane.LIVE, "HTTP 401");
        new ControlSql(database).pauseSource(SOURCE, true);
        assertState("paused", "HTTP 401");

        declared.put(SOURCE, "ZENDESK_BASE_URL not set");
        assertState("off", "ZENDESK_BASE_URL not set");
        declared.clear();
        assertState("off", "no route file declares it");
    }
}
