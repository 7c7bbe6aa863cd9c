package io.csatrelay.store;

import static io.csatrelay.store.TestingDatabase.BOOKMARK;
import static io.csatrelay.store.TestingDatabase.NOW;
import static io.csatrelay.store.TestingDatabase.SOURCE;
import static io.csatrelay.store.TestingOutcomes.rated;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.collect.CollectStore.PageToStore;
import io.csatrelay.collect.CollectStore.Progress;
import io.csatrelay.collect.Count;
import io.csatrelay.collect.Lane;
import io.csatrelay.collect.LaneState;
import io.csatrelay.collect.RunRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class LanesAndRunsTest {
    private final TestingDatabase store;
    private final CollectSql collect;

    LanesAndRunsTest(TestingDatabase.Kind kind) {
        this.store = TestingDatabase.empty(kind);
        this.collect = store.collect();
    }

    @Test
    void shouldKnowNoLaneBeforeItsFirstRun() {
        assertThat(collect.lane(SOURCE, Lane.LIVE)).isEmpty();
    }

    @Test
    void shouldKeepALaneOfItsOwnForEachKindOfRun() {
        LaneState live = new LaneState(BOOKMARK, NOW, Duration.ofHours(3), 2, NOW);
        LaneState remap = new LaneState(BOOKMARK.minusSeconds(9), NOW.minusSeconds(1), Duration.ofSeconds(1), 0, NOW.plusSeconds(1));
        collect.setLane(SOURCE, Lane.LIVE, new LaneState(BOOKMARK, BOOKMARK, Duration.ofDays(1), 0, NOW));
        collect.setLane(SOURCE, Lane.LIVE, live);
        collect.setLane(SOURCE, Lane.REMAP, remap);

        assertThat(collect.lane(SOURCE, Lane.LIVE)).contains(live);
        assertThat(collect.lane(SOURCE, Lane.REMAP)).contains(remap);
        assertThat(collect.lane("another", Lane.LIVE)).isEmpty();
    }

    @Test
    void shouldKeepTheLengthThatAPageLeavesTheWindowAt() {
        long run = store.run(Lane.LIVE);
        collect.storePage(new PageToStore(SOURCE, run, Lane.LIVE, 0, List.of(), new Progress(null, Duration.ofMinutes(7)), NOW));

        assertThat(collect.lane(SOURCE, Lane.LIVE)).contains(new LaneState(BOOKMARK, NOW, Duration.ofMinutes(7), 1, NOW));
    }

    @Test
    void shouldMoveNoBookmarkWhenOneRecordIsStored() {
        store.run(Lane.LIVE);
        long one = store.run(Lane.ONE);
        var lanes = store.rows("SELECT * FROM lane");

        store.store(one, Lane.ONE, rated("1", 1));

        assertThat(store.rows("SELECT * FROM lane")).isEqualTo(lanes);
    }

    @Test
    void shouldKeepARunsBooksAndItsEnd() {
        long run = store.run(Lane.LIVE);
        collect.expect(run, new Count(100_000, true));
        store.store(run, Lane.LIVE, rated("1", 1), rated("2", 1));
        collect.endRun(run, NOW.plusSeconds(5), "collecting zendesk-ratings: HTTP 401");

        assertThat(store.rows("SELECT source, lane, wish, started_at, ended_at, error, expected, at_least, fetched, stored FROM run"))
                .containsExactly(SOURCE + "|live|null|" + NOW.toEpochMilli() + "|" + NOW.plusSeconds(5).toEpochMilli()
                        + "|collecting zendesk-ratings: HTTP 401|100000|1|2|2");
    }

    @Test
    void shouldBeginTheRunOfAWishOnce() {
        long wish = new ControlSql(store.database()).wish(RunRequest.one(SOURCE, "7"), NOW);

        assertThat(collect.beginRun(SOURCE, Lane.ONE, wish, NOW)).isPresent();
        assertThat(collect.beginRun(SOURCE, Lane.ONE, wish, NOW)).isEmpty();
        assertThat(store.rows("SELECT wish FROM run")).containsExactly(String.valueOf(wish));
    }

    @Test
    void shouldForgetRunsOnlyWhenTheyAreLongPast() {
        store.database().write(tx -> tx.update("INSERT INTO run (id, source, lane, started_at) VALUES (1, ?, 'live', 0), (2, 'another', 'live', 0), "
                + "(20000, ?, 'live', 0), (29000, ?, 'live', 0)", SOURCE, SOURCE, SOURCE));
        collect.endRun(29000, NOW, null);

        assertThat(store.rows("SELECT id FROM run ORDER BY id")).containsExactly("2", "20000", "29000");
    }

    @Test
    void shouldWaitAsTheVendorAskedUntilARunGoesWell() {
        assertThat(collect.waitingUntil(SOURCE)).isEmpty();
        collect.waiting(SOURCE, NOW.plusSeconds(600), "the vendor asked for 600 s");
        assertThat(collect.waitingUntil(SOURCE)).contains(NOW.plusSeconds(600));

        long failed = store.run(Lane.LIVE);
        collect.endRun(failed, NOW, "failed");
        assertThat(collect.waitingUntil(SOURCE)).contains(NOW.plusSeconds(600));

        collect.endRun(store.run(Lane.LIVE), NOW, null);
        assertThat(collect.waitingUntil(SOURCE)).isEmpty();
    }

    @Test
    void shouldNotUndercutWhatTheVendorAskedForWhenAPersonPausesAndResumes() {
        collect.waiting(SOURCE, NOW.plusSeconds(600), "the vendor asked for 600 s");
        ControlSql control = new ControlSql(store.database());

        control.pauseSource(SOURCE, true);
        control.pauseSource(SOURCE, false);

        assertThat(collect.waitingUntil(SOURCE)).contains(NOW.plusSeconds(600));
    }

    @Test
    void shouldKeepAWishOpenWhileItIsWaitedFor() {
        ControlSql control = new ControlSql(store.database());
        long wish = control.wish(RunRequest.scheduled(SOURCE, Lane.LIVE), NOW);
        long other = control.wish(RunRequest.scheduled(SOURCE, Lane.LIVE), NOW);

        control.stillWished(List.of(wish), NOW.plusSeconds(50));
        control.refuseWish(other, NOW, "why");

        assertThat(control.openWishes()).containsExactly(new ControlSql.Wish(RunRequest.scheduled(SOURCE, Lane.LIVE).by(wish), NOW.plusSeconds(50)));
        assertThat(control.refusedWish(other)).contains("why");
        assertThat(control.refusedWish(wish)).isEmpty();
    }

    @Test
    void shouldForgetWishesAMonthAfterTheyWereFulfilled() {
        ControlSql control = new ControlSql(store.database());
        long old = control.wish(RunRequest.scheduled(SOURCE, Lane.LIVE), NOW);
        collect.beginRun(SOURCE, Lane.LIVE, old, NOW);
        long open = control.wish(RunRequest.scheduled(SOURCE, Lane.LIVE), NOW);

        long now = control.wish(RunRequest.scheduled(SOURCE, Lane.LIVE), NOW.plus(Duration.ofDays(31)));

        assertThat(store.rows("SELECT id FROM wish ORDER BY id")).containsExactly("" + open, "" + now);
    }

    @Test
    void shouldStayPausedUntilAPersonResumesWhateverTheSourceWaitsFor() {
        ControlSql control = new ControlSql(store.database());
        assertThat(collect.paused(SOURCE)).isFalse();

        control.pauseSource(SOURCE, true);
        collect.waiting(SOURCE, NOW, "words");
        assertThat(collect.paused(SOURCE)).isTrue();

        control.pauseSource(SOURCE, false);
        assertThat(collect.paused(SOURCE)).isFalse();
    }
}
