package io.csatrelay.store;

import static io.csatrelay.store.TestingOutcomes.bad;
import static io.csatrelay.store.TestingOutcomes.filtered;
import static io.csatrelay.store.TestingOutcomes.held;
import static io.csatrelay.store.TestingOutcomes.rated;
import static io.csatrelay.store.TestingOutcomes.version;
import static io.csatrelay.store.TestingDatabase.BOOKMARK;
import static io.csatrelay.store.TestingDatabase.NOW;
import static io.csatrelay.store.TestingDatabase.SOURCE;
import static io.csatrelay.store.TestingDatabase.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csatrelay.collect.CollectStore.PageToStore;
import io.csatrelay.collect.CollectStore.Progress;
import io.csatrelay.collect.Lane;
import io.csatrelay.collect.LaneState;
import io.csatrelay.collect.Tally;
import io.csatrelay.collect.Version;
import io.csatrelay.rating.Rating;
import io.csatrelay.rating.RatingJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class StoringPagesTest {
    private static final Instant WINDOW_END = BOOKMARK.plus(Duration.ofHours(6));

    private final TestingDatabase store;
    private final CollectSql collect;

    StoringPagesTest(TestingDatabase.Kind kind) {
        this.store = TestingDatabase.empty(kind);
        this.collect = store.collect();
    }

    @Test
    void shouldMoveTheBookmarkOnlyWithTheLastPageOfAWindow() {
        long run = store.run(Lane.LIVE);

        collect.storePage(page(run, Lane.LIVE, null, rated("1", 1)));
        assertThat(collect.lane(SOURCE, Lane.LIVE)).get().satisfies(lane -> {
            assertThat(lane.position()).isEqualTo(BOOKMARK);
            assertThat(lane.pages()).isEqualTo(1);
        });

        collect.storePage(page(run, Lane.LIVE, WINDOW_END, rated("2", 1)));
        assertThat(collect.lane(SOURCE, Lane.LIVE)).get().satisfies(lane -> {
            assertThat(lane.position()).isEqualTo(WINDOW_END);
            assertThat(lane.pages()).isZero();
            assertThat(lane.until()).isEqualTo(NOW);
        });
    }

    @Test
    void shouldMoveTheBookmarkWhenAWindowIsEmpty() {
        Tally tally = collect.storePage(page(store.run(Lane.LIVE), Lane.LIVE, WINDOW_END));

        assertThat(tally).isEqualTo(Tally.NONE);
        assertThat(collect.lane(SOURCE, Lane.LIVE).orElseThrow().position()).isEqualTo(WINDOW_END);
    }

    @Test
    void shouldMoveOnlyItsOwnBookmarkWhenLanesShareASource() {
        store.run(Lane.LIVE);
        long backfill = store.run(Lane.BACKFILL);

        collect.storePage(page(backfill, Lane.BACKFILL, WINDOW_END, rated("1", 1)));

        assertThat(collect.lane(SOURCE, Lane.LIVE).orElseThrow().position()).isEqualTo(BOOKMARK);
        assertThat(collect.lane(SOURCE, Lane.BACKFILL).orElseThrow().position()).isEqualTo(WINDOW_END);
    }

    @Test
    void shouldStoreNothingWhenTheBookmarkCannotMove() {
        long run = collect.beginRun(SOURCE, Lane.LIVE, null, NOW).orElseThrow();

        assertThatThrownBy(() -> collect.storePage(page(run, Lane.LIVE, WINDOW_END, rated("1", 1))))
                .hasMessageContaining("the lane live has no bookmark");

        assertThat(store.rows("SELECT * FROM rating")).isEmpty();
        assertThat(store.book("outbox", "owed")).isZero();
    }

    @Test
    void shouldBookEveryRecordOnceWhenAPageHasAllKinds() {
        long run = store.run(Lane.LIVE);
        store.store(run, Lane.LIVE, rated("1", 1), bad("2", 1));

        Tally tally = collect.storePage(new PageToStore(SOURCE, run, Lane.LIVE, 7,
                List.of(rated("1", 1), rated("3", 1), held("4", 1), filtered("5", 1), bad("6", 1)), new Progress(null, Duration.ofHours(6)), NOW));

        assertThat(tally).isEqualTo(new Tally(12, 2, 8, 1, 1));
        assertThat(tally.balanced()).isTrue();
        assertThat(List.of("fetched", "stored", "unchanged", "filtered", "quarantined")).extracting(entry -> store.book(SOURCE, entry))
                .containsExactly(14L, 3L, 8L, 1L, 2L);
        assertThat(store.rows("SELECT fetched, stored, unchanged, filtered, quarantined FROM run")).containsExactly("14|3|8|1|2");
        assertThat(store.differences()).isEmpty();
    }

    @Test
    void shouldKeepTheWholeRatingWhenStored() {
        Rating rating = rated("1", 1, "naïve \"quoted\" 👍🏽\nsecond line").rating();
        store.store(store.run(Lane.LIVE), Lane.LIVE, rated("1", 1, rating.comment()));

        assertThat(RatingJson.read(store.rows("SELECT body FROM rating").get(0))).isEqualTo(rating);
    }

    @Test
    void shouldReplaceTheRowButKeepWhenItWasFirstSeenWhenAVersionIsNewer() {
        long run = store.run(Lane.LIVE);
        store.store(run, Lane.LIVE, rated("1", 1));
        collect.storePage(new PageToStore(SOURCE, run, Lane.LIVE, 0, List.of(rated("1", 2)), new Progress(null, Duration.ofHours(6)),
                NOW.plusSeconds(60)));

        assertThat(store.rows("SELECT version, first_seen_at, stored_at FROM rating")).containsExactly(
                version(2).text() + "|" + NOW.toEpochMilli() + "|" + NOW.plusSeconds(60).toEpochMilli());
    }

    @Test
    void shouldKeepWhatItHasWhenAVersionIsOlder() {
        long run = store.run(Lane.LIVE);
        store.store(run, Lane.LIVE, rated("1", 2));

        assertThat(store.store(run, Lane.LIVE, rated("1", 1)).unchanged()).isEqualTo(1);
        assertThat(store.rows("SELECT version FROM rating")).containsExactly(version(2).text());
    }

    @Test
    void shouldCallAVersionUnchangedWhenItsTimeIsFinerThanAMillisecond() {
        Version fine = Version.of("2026-05-01T10:00:00.123456Z");
        long run = store.run(Lane.LIVE);
        store.store(run, Lane.LIVE, rated("1", fine, "t", "words"));

        assertThat(store.store(run, Lane.LIVE, rated("1", fine, "t", "words")).unchanged()).isEqualTo(1);
        assertThat(store.store(run, Lane.LIVE, rated("1", Version.of("2026-05-01T10:00:00.123455Z"), "t", "older")).unchanged()).isEqualTo(1);
        assertThat(store.store(run, Lane.LIVE, rated("1", Version.of("2026-05-01T10:00:00.123457Z"), "t", "newer")).stored()).isEqualTo(1);
    }

    @Test
    void shouldKnowRatingsAndQuarantineOfThatSourceOnly() {
        store.store(store.run(Lane.LIVE), Lane.LIVE, rated("1", 3), bad("2", 4), filtered("3", 1));

        assertThat(collect.known(SOURCE, List.of("1", "2", "3", "4"))).isEqualTo(Map.of("1", version(3), "2", version(4)));
        assertThat(collect.known("another", List.of("1", "2"))).isEmpty();
        assertThat(collect.known(SOURCE, List.of())).isEmpty();
    }

    @Test
    void shouldTakeAKnownVersionAgainOnlyWhenRemapping() {
        store.store(store.run(Lane.LIVE), Lane.LIVE, rated("1", 2, "mapped before"));
        long remap = store.run(Lane.REMAP);

        assertThat(store.store(remap, Lane.REMAP, rated("1", 2, "mapped anew")).stored()).isEqualTo(1);
        assertThat(store.rows("SELECT body FROM rating")).singleElement().asString().contains("mapped anew");
    }

    @Test
    void shouldCountWhatRemappingWouldSendAndStoreNothingOfIt() {
        store.store(store.run(Lane.LIVE), Lane.LIVE, rated("1", 2, "mapped before"), rated("2", 2), rated("3", 2), held("4", 1));
        long count = store.run(Lane.COUNT);
        Map<String, List<String>> before = store.everything();

        Tally tally = collect.storePage(page(count, Lane.COUNT, NOW, rated("1", 2, "mapped anew"), rated("2", 2), rated("3", 1), held("4", 1), bad("5", 1)));

        assertThat(tally).isEqualTo(new Tally(5, 1, 4, 0, 0));
        assertThat(store.rows("SELECT fetched, stored, unchanged FROM run WHERE id = " + count)).containsExactly("5|1|4");
        assertThat(collect.lane(SOURCE, Lane.COUNT)).get().returns(NOW, LaneState::position);
        Map<String, List<String>> after = store.everything();
        assertThat(Stream.of("rating", "outbox", "quarantine", "book")).allSatisfy(table -> assertThat(after.get(table)).isEqualTo(before.get(table)));
    }

    @Test
    void shouldNeverGoBackToAnOlderVersionWhenRemapping() {
        store.store(store.run(Lane.LIVE), Lane.LIVE, rated("1", 2));

        assertThat(store.store(store.run(Lane.REMAP), Lane.REMAP, rated("1", 1)).unchanged()).isEqualTo(1);
        assertThat(store.rows("SELECT version FROM rating")).containsExactly(version(2).text());
    }

    @Test
    void shouldRefuseAPageThatHasARecordTwice() {
        assertThatThrownBy(() -> store.store(store.run(Lane.LIVE), Lane.LIVE, rated("1", 1), rated("1", 2)))
                .hasMessageContaining("a record is in it twice");
    }

    @Test
    void shouldStoreNulInWordsWhateverTheDatabase() {
        long run = store.run(Lane.LIVE);

        store.store(run, Lane.LIVE, rated("1", version(1), "ti\u0000cket", "wo\u0000rds"));

        assertThat(store.rows("SELECT ticket_id FROM rating")).containsExactly("ti\ufffdcket");
        assertThat(RatingJson.read(store.rows("SELECT body FROM rating").get(0)).comment()).isEqualTo("wo\u0000rds");
    }
}
