package io.csatrelay.store;

import static io.csatrelay.store.TestingDatabase.SOURCE;
import static io.csatrelay.store.TestingOutcomes.bad;
import static io.csatrelay.store.TestingOutcomes.filtered;
import static io.csatrelay.store.TestingOutcomes.rated;
import static io.csatrelay.store.TestingOutcomes.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.collect.CollectStore.Quarantined;
import io.csatrelay.collect.Lane;
import io.csatrelay.collect.Tally;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class QuarantineTest {
    private final TestingDatabase store;
    private final ControlSql control;
    private long run;

    QuarantineTest(TestingDatabase.Kind kind) {
        this.store = TestingDatabase.empty(kind);
        this.control = new ControlSql(store.database());
    }

    @BeforeEach
    void begin() {
        run = store.run(Lane.LIVE);
    }

    @AfterEach
    void booksBalanceAndCountWhatIsInside() {
        assertThat(store.differences()).isEmpty();
        assertThat(store.book(SOURCE, "quarantined")).isEqualTo(
                Long.parseLong(store.rows("SELECT COALESCE(SUM(reads), 0) FROM quarantine").get(0)));
    }

    @Test
    void shouldKeepTheRecordWithItsReasonWhenItCouldNotBecomeARating() {
        store.store(run, Lane.LIVE, bad("1", 1));

        assertThat(store.rows("SELECT source, external_id, version, input, reason, run, retry FROM quarantine")).containsExactly(
                SOURCE + "|1|" + version(1).text() + "|{\"record\":{\"id\":\"1\"}}|score: is not an integer|" + run + "|0");
        assertThat(store.rows("SELECT * FROM rating")).isEmpty();
        assertThat(store.rows("SELECT * FROM outbox")).isEmpty();
    }

    @Test
    void shouldCallItUnchangedWhenItIsReadAgain() {
        store.store(run, Lane.LIVE, bad("1", 1));

        assertThat(store.store(run, Lane.LIVE, bad("1", 1))).isEqualTo(new Tally(1, 0, 1, 0, 0));
        assertThat(store.store(run, Lane.LIVE, rated("1", 1))).isEqualTo(new Tally(1, 0, 1, 0, 0));
    }

    @Test
    void shouldMendItWhenANewerVersionIsARating() {
        store.store(run, Lane.LIVE, bad("1", 1));
        store.store(run, Lane.LIVE, bad("1", 2));
        assertThat(store.book(SOURCE, "quarantined")).isEqualTo(2);

        assertThat(store.store(run, Lane.LIVE, rated("1", 3))).isEqualTo(new Tally(1, 1, 0, 0, 0));

        assertThat(store.rows("SELECT * FROM quarantine")).isEmpty();
        assertThat(store.rows("SELECT version FROM rating")).containsExactly(version(3).text());
        assertThat(books()).containsExactly(3L, 3L, 0L, 0L, 0L);
    }

    @Test
    void shouldLetItGoWhenANewerVersionIsNoRatingAtAll() {
        store.store(run, Lane.LIVE, bad("1", 1));
        store.store(run, Lane.LIVE, filtered("1", 2));

        assertThat(store.rows("SELECT * FROM quarantine")).isEmpty();
        assertThat(books()).containsExactly(2L, 0L, 0L, 2L, 0L);
    }

    @Test
    void shouldKeepTheRatingWhenItsNewerVersionIsQuarantined() {
        store.store(run, Lane.LIVE, rated("1", 1));
        store.store(run, Lane.LIVE, bad("1", 2));

        assertThat(store.rows("SELECT version FROM rating")).containsExactly(version(1).text());
        assertThat(store.collect().known(SOURCE, List.of("1"))).containsEntry("1", version(2));
    }

    @Test
    void shouldMoveWhatTheMappingTakesNowWhenMappedAgain() {
        store.store(run, Lane.LIVE, bad("1", 1), bad("2", 1), bad("3", 1));
        assertThat(control.retryQuarantined(null)).isEqualTo(3);
        assertThat(control.toMend()).containsExactly(SOURCE);
        assertThat(store.collect().toMend(SOURCE, 0)).extracting(Quarantined::externalId).containsExactly("1", "2", "3");

        long mend = store.run(Lane.MEND);
        Tally tally = store.store(mend, Lane.MEND, rated("1", 1), filtered("2", 1), bad("3", 1));

        assertThat(tally).isEqualTo(new Tally(0, 1, 0, 1, -2));
        assertThat(books()).containsExactly(3L, 1L, 0L, 1L, 1L);
        assertThat(store.outbox()).containsExactly("1 " + version(1).text() + " pending");
        assertThat(store.rows("SELECT external_id, retry FROM quarantine")).containsExactly("3|0");
        assertThat(control.toMend()).isEmpty();
    }

    @Test
    void shouldKeepWhatTheVendorGaveMeanwhileWhenMappedAgain() {
        store.store(run, Lane.LIVE, bad("1", 1), bad("2", 1), bad("3", 1));
        long mend = store.run(Lane.MEND);
        store.store(run, Lane.LIVE, rated("1", 2), bad("2", 2), filtered("3", 2));

        assertThat(store.store(mend, Lane.MEND, rated("1", 1), rated("2", 1), rated("3", 1))).isEqualTo(Tally.NONE);

        assertThat(store.rows("SELECT external_id, version FROM rating")).containsExactly("1|" + version(2).text());
        assertThat(store.rows("SELECT external_id, version FROM quarantine")).containsExactly("2|" + version(2).text());
    }

    @Test
    void shouldCountARecordOnceMoreWhenRemappedInVain() {
        store.store(run, Lane.LIVE, bad("1", 1));
        long remap = store.run(Lane.REMAP);

        assertThat(store.store(remap, Lane.REMAP, bad("1", 1))).isEqualTo(new Tally(1, 0, 0, 0, 1));
        assertThat(store.store(remap, Lane.REMAP, rated("1", 1))).isEqualTo(new Tally(1, 1, 0, 0, 0));
        assertThat(books()).containsExactly(3L, 3L, 0L, 0L, 0L);
    }

    private List<Long> books() {
        return List.of("fetched", "stored", "unchanged", "filtered", "quarantined").stream().map(entry -> store.book(SOURCE, entry)).toList();
    }
}
