package io.csatrelay.store;

import static io.csatrelay.store.TestingDatabase.BOOKMARK;
import static io.csatrelay.store.TestingDatabase.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.collect.Lane;
import io.csatrelay.collect.LaneState;
import io.csatrelay.distribution.Sources;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Up to when reports say that ratings are collected. */
@ParameterizedClass
@EnumSource
class DataThroughTest {
    private static final Instant OLDER = BOOKMARK.minusSeconds(3600);
    private static final Instant LONG_AGO = Instant.parse("2025-01-01T00:00:00Z");

    private final TestingDatabase store;

    DataThroughTest(TestingDatabase.Kind kind) {
        this.store = TestingDatabase.empty(kind);
        bookmark("one", Lane.LIVE, BOOKMARK);
        bookmark("two", Lane.LIVE, OLDER);
        bookmark("two", Lane.BACKFILL, LONG_AGO);
        bookmark("gone", Lane.LIVE, LONG_AGO);
    }

    private void bookmark(String source, Lane lane, Instant at) {
        store.collect().setLane(source, lane, new LaneState(at, at, Duration.ofHours(6), 0, NOW));
    }

    private DistributionSql on(Set<String> polled, Set<String> pushed) {
        return new DistributionSql(store.database(), new Sources(polled, pushed), () -> NOW.plusSeconds(299));
    }

    @Test
    void shouldBeTheOldestBookmarkOfThePolledSourcesThatAreOn() {
        DistributionSql both = on(Set.of("one", "two", "new"), Set.of("webhook"));

        assertThat(both.dataThrough(Set.of())).contains(OLDER);
        assertThat(both.dataThrough(Set.of("one", "webhook"))).contains(BOOKMARK);
        assertThat(both.dataThrough(Set.of("one", "gone"))).as("nobody waits for what is gone").contains(BOOKMARK);
    }

    @Test
    void shouldBeNowWhereAllIsPushed() {
        assertThat(on(Set.of("one"), Set.of("webhook")).dataThrough(Set.of("webhook"))).contains(NOW);
        assertThat(on(Set.of(), Set.of("webhook")).dataThrough(Set.of())).as("one that was polled once is gone").contains(NOW);
    }

    @Test
    void shouldBeWhatASourceReachedThatIsGoneAndAskedForAlone() {
        assertThat(on(Set.of("one"), Set.of("webhook")).dataThrough(Set.of("gone"))).contains(LONG_AGO);
    }

    @Test
    void shouldBeUnknownWhenNoneRanYet() {
        assertThat(on(Set.of("new"), Set.of()).dataThrough(Set.of())).isEmpty();
        assertThat(on(Set.of("one"), Set.of("webhook")).dataThrough(Set.of("unknown"))).isEmpty();
    }

    @Test
    void shouldNotWaitForASourceWhoseAccountHasNothingForIt() {
        store.database().write(tx -> tx.update("INSERT INTO source (id, paused, absent) VALUES ('two', 0, 'no such kind')"));

        assertThat(on(Set.of("one", "two"), Set.of()).dataThrough(Set.of())).contains(BOOKMARK);
    }
}
