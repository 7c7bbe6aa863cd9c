package io.csatrelay.store;

import static io.csatrelay.store.TestingDatabase.NOW;
import static io.csatrelay.store.TestingDatabase.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.collect.Lane;
import io.csatrelay.collect.Outcome;
import io.csatrelay.collect.Version;
import io.csatrelay.rating.Rating;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code reports verify} finds and {@code reports rebuild} mends. */
@ParameterizedClass
@EnumSource
class BucketRecountTest {
    private static final Instant ANSWERED = NOW.minus(Duration.ofDays(40));

    private final TestingDatabase store;
    private final BucketRecount recount;

    BucketRecountTest(TestingDatabase.Kind kind) {
        this.store = TestingDatabase.empty(kind);
        this.recount = new BucketRecount(store.database(), () -> NOW);
    }

    @BeforeEach
    void storeSomeRatings() {
        long run = store.run(Lane.LIVE);
        store.store(run, Lane.LIVE, rated("1", "a", 0, null), rated("2", "a", 1, "ticket:1"), rated("3", "b", 1, "ticket:1"),
                rated("4", "b", 60 * 24 * 3, null), rated("5", null, 60 * 24 * 39, null));
        new Rollups(store.database(), () -> NOW).makeSome();
    }

    private static Outcome.Rated rated(String id, String agent, int minutesLater, String key) {
        Instant at = ANSWERED.plus(Duration.ofMinutes(minutesLater));
        return new Outcome.Rated(id, Version.of(at.toString()), new Rating(id, at, at, "t", agent, null, 1, 0, 1, "good", null, List.of(), null, null,
                null, null, null, null, key));
    }

    @Test
    void shouldFindNothingWhenNobodyTouchedTheStore() {
        assertThat(store.rows("SELECT COUNT(*) FROM rollup WHERE level = 'MONTH'")).containsExactly("2");
        assertThat(store.rows("SELECT SUM(score5) FROM bucket")).as("one is superseded").containsExactly("4");
        assertThat(recount.differences(10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE bucket SET score5 = 7 WHERE slice = (SELECT MIN(slice) FROM bucket)",
        "DELETE FROM bucket", "INSERT INTO bucket SELECT ends_at + 300000, slice, 1, 0, 0, 0, 0 FROM bucket", "DELETE FROM rollup WHERE level = 'DAY'",
        "UPDATE rollup SET ends_at = ends_at + 864000000 WHERE level = 'MONTH'", "UPDATE rating SET counts = 1", "UPDATE rating SET counts = 0",
        "UPDATE rating SET slice = (SELECT MAX(id) FROM slice)", "UPDATE rating SET score_of_five = 2"})
    void shouldFindAndMendWhatSomebodyChanged(String change) {
        Map<String, List<String>> before = store.everything();
        store.database().write(tx -> tx.update(change));

        assertThat(recount.differences(100)).isNotEmpty();
        recount.rebuild();

        assertThat(recount.differences(10)).isEmpty();
        Map<String, List<String>> after = store.everything();
        before.remove("publish_due");
        after.remove("publish_due");
        assertThat(after).isEqualTo(before);
    }

    @Test
    void shouldTakeTheCountsOfWhatIsRemovedAndCountWhatItSuperseded() {
        store.database().write(tx -> {
            new BucketsTx(tx, SOURCE, new Slices()).remove(List.of("3", "4", "unknown"));
            return tx.update("DELETE FROM rating WHERE external_id IN ('3', '4')");
        });

        assertThat(store.rows("SELECT SUM(score5) FROM bucket")).as("1, 5, and 2 that 3 superseded").containsExactly("3");
        assertThat(store.rows("SELECT counts FROM rating WHERE external_id = '2'")).containsExactly("1");
        assertThat(recount.differences(10)).isEmpty();
        new Rollups(store.database(), () -> NOW).makeSome();
        assertThat(recount.differences(10)).isEmpty();
    }

    @Test
    void shouldNameTheFirstAndCountTheRestWhenMuchDiffers() {
        store.database().write(tx -> tx.update("DELETE FROM bucket"));

        assertThat(recount.differences(2)).hasSize(3).last().asString().startsWith("and ").endsWith(" more");
    }
}
