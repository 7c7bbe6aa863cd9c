package io.csatrelay.store;

import static io.csatrelay.store.TestingDatabase.KEY;
import static io.csatrelay.store.TestingDatabase.NOW;
import static io.csatrelay.store.TestingDatabase.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csatrelay.collect.Lane;
import io.csatrelay.collect.Outcome;
import io.csatrelay.collect.Tally;
import io.csatrelay.collect.Version;
import io.csatrelay.deliver.BatchState;
import io.csatrelay.rating.Rating;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is past its retention goes; what was counted, what is owed, and that it was there stay. */
@ParameterizedClass
@EnumSource
class PurgeTest {
    private static final Instant BEFORE = NOW.minus(Duration.ofDays(30));
    private static final Instant OLD = BEFORE.minus(Duration.ofDays(3));

    private final TestingDatabase store;
    private final PurgeSql purge;
    private final BucketRecount recount;
    private final long run;

    PurgeTest(TestingDatabase.Kind kind) {
        this.store = TestingDatabase.empty(kind);
        this.purge = new PurgeSql(store.database(), KEY);
        this.recount = new BucketRecount(store.database(), () -> NOW);
        this.run = store.run(Lane.LIVE);
    }

    @AfterEach
    void booksAndDistributionsAgree() {
        assertThat(store.differences()).isEmpty();
        assertThat(recount.differences(10)).isEmpty();
    }

    private static Outcome.Rated rated(String id, Instant at, String key) {
        return new Outcome.Rated(id, Version.of(at.toString()), new Rating(id, at, at, "ticket-" + id, "agent", null, 4, 1, 5, null,
                "words of " + id, List.of(), null, null, null, null, null, "requester-" + id, key));
    }

    private void deliverAll() {
        store.deliver().transact(outbox -> {
            long batch = outbox.create(null, BatchState.CLAIMED, 0, outbox.claimable(1000), NOW).id();
            outbox.members(batch).forEach(member -> outbox.delivered(member, "maestro-" + member, NOW));
            outbox.state(batch, BatchState.SETTLED);
        });
    }

    private PurgeSql.Step purge() {
        long ratings = 0;
        long records = 0;
        long left = 0;
        PurgeSql.Position at = PurgeSql.Position.START;
        while (at != null) {
            PurgeSql.Step step = purge.purgeSome(SOURCE, BEFORE, at, NOW);
            ratings += step.ratings();
            records += step.records();
            left += step.left();
            at = step.next();
        }
        return new PurgeSql.Step(ratings, records, left, null);
    }

    @Test
    void shouldPurgeWhatIsOlderAndKeepWhatIsCounted() {
        List<Outcome> old = new ArrayList<>();
        IntStream.range(0, 450).forEach(i -> old.add(rated("old" + i, OLD.plusSeconds(i), null)));
        store.store(run, Lane.LIVE, old.toArray(Outcome[]::new));
        store.store(run, Lane.LIVE, rated("last", BEFORE.minusMillis(1), null), rated("first", BEFORE, null), rated("new", NOW, null));
        deliverAll();
        List<String> books = books();
        List<String> buckets = store.rows("SELECT * FROM bucket ORDER BY ends_at, slice");

        assertThat(purge()).isEqualTo(new PurgeSql.Step(451, 0, 0, null));

        assertThat(store.rows("SELECT external_id FROM rating ORDER BY id")).containsExactly("first", "new");
        assertThat(store.outbox()).hasSize(2);
        assertThat(books()).isEqualTo(books);
        assertThat(store.rows("SELECT * FROM bucket ORDER BY ends_at, slice")).isEqualTo(buckets);
        assertThat(purge()).isEqualTo(new PurgeSql.Step(0, 0, 0, null));
    }

    private List<String> books() {
        return store.rows("SELECT account, entry, n FROM book WHERE account <> 'forgotten' AND n <> 0 ORDER BY account, entry");
    }

    @Test
    void shouldNeverTakeAForgottenRecordAgainWhateverItsVersionAndLane() {
        store.store(run, Lane.LIVE, rated("1", OLD, null), rated("2", NOW, null));
        deliverAll();
        purge();

        assertThat(store.collect().known(SOURCE, List.of("1", "2", "3"))).containsEntry("1", Version.FORGOTTEN)
                .containsEntry("2", Version.of(NOW.toString())).doesNotContainKey("3");
        Outcome newer = new Outcome.Rated("1", Version.of(NOW.toString()), rated("1", OLD, null).rating());
        for (Lane lane : EnumSet.complementOf(EnumSet.of(Lane.MEND))) {
            for (Outcome again : List.of(rated("1", OLD, null), newer, TestingOutcomes.bad("1", 1), TestingOutcomes.filtered("1", 1))) {
                assertThat(store.store(store.run(lane), lane, again)).as("%s %s", lane, again).isEqualTo(new Tally(1, 0, 1, 0, 0));
            }
        }
        assertThat(store.outbox()).singleElement().asString().startsWith("2 ");
        assertThat(store.rows("SELECT * FROM quarantine")).isEmpty();
    }

    @Test
    void shouldKnowARecordOfAnotherSourceByTheSameIdNot() {
        store.store(run, Lane.LIVE, rated("1", OLD, null));
        deliverAll();
        purge();

        assertThat(store.collect().known("another", List.of("1"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"pending, true", "unknown, true", "held, true", "refused, false", "replaced, false", "dismissed, false", "delivered, false"})
    void shouldLeaveWhatMaestroQAIsOwed(String state, boolean stays) {
        store.store(run, Lane.LIVE, rated("1", OLD, null));
        store.database().write(tx -> {
            Books books = new Books();
            books.moves("pending", state, 1);
            books.write(tx);
            return tx.update("UPDATE outbox SET state = ?", state);
        });

        assertThat(purge()).isEqualTo(new PurgeSql.Step(stays ? 0 : 1, 0, stays ? 1 : 0, null));

        assertThat(store.rows("SELECT * FROM rating")).hasSize(stays ? 1 : 0);
        assertThat(store.book("outbox", state)).isEqualTo(1);
    }

    @Test
    void shouldLeaveTheRatingThatSupersedesOneWhichHasToStay() {
        store.store(run, Lane.LIVE, rated("later", OLD.plusSeconds(60), "ticket:1"), rated("other", OLD, "ticket:2"));
        deliverAll();
        store.store(run, Lane.LIVE, rated("earlier", OLD, "ticket:1"));

        assertThat(purge()).isEqualTo(new PurgeSql.Step(1, 0, 2, null));

        assertThat(store.rows("SELECT external_id, counts FROM rating ORDER BY external_id")).containsExactly("earlier|0", "later|1");
        assertThat(store.rows("SELECT SUM(score4) FROM bucket")).containsExactly("2");
        deliverAll();
        assertThat(purge().ratings()).isEqualTo(2);
        assertThat(store.rows("SELECT SUM(score4) FROM bucket")).containsExactly("2");
    }

    @Test
    void shouldPurgeTheQuarantineToo() {
        store.store(run, Lane.LIVE, TestingOutcomes.bad("old", 1), TestingOutcomes.bad("new", 1), rated("1", OLD, null));
        deliverAll();
        store.store(run, Lane.LIVE, TestingOutcomes.bad("1", 99));
        store.database().write(tx -> tx.update("UPDATE quarantine SET at = ?, reads = reads + 1 WHERE external_id = 'old'", OLD));
        store.database().write(tx -> tx.update("UPDATE book SET n = n + 1 WHERE account = ? AND entry IN ('fetched', 'quarantined')", SOURCE));

        assertThat(purge()).isEqualTo(new PurgeSql.Step(1, 2, 0, null));

        assertThat(store.rows("SELECT external_id FROM quarantine")).containsExactly("new");
        assertThat(store.book(SOURCE, "quarantined")).isEqualTo(1);
        assertThat(store.book(SOURCE, "filtered")).isEqualTo(3);
        assertThat(store.store(run, Lane.LIVE, TestingOutcomes.bad("old", 1)).unchanged()).isEqualTo(1);
    }

    @Test
    void shouldKeepNoIdInTheClear() {
        store.store(run, Lane.LIVE, rated("canary", OLD, "key-canary"));
        deliverAll();
        purge();

        Map<String, List<String>> all = store.everything();
        assertThat(all.get("forgotten")).hasSize(2);
        KeyedHash hash = KEY.find().orElseThrow();
        assertThat(store.rows("SELECT identity, version FROM forgotten WHERE version <> ''"))
                .containsExactly(hash.of("record", SOURCE, "canary") + "|" + hash.of("version", SOURCE, "canary", OLD.toString()));
        assertThat(all.toString()).doesNotContain("canary");
    }

    @Test
    void shouldRefuseToGoOnWithAnotherKey() {
        store.store(run, Lane.LIVE, rated("1", OLD, null));
        deliverAll();
        purge();

        for (PrivacyKey other : List.of(PrivacyKey.given("another"), PrivacyKey.none())) {
            assertThatThrownBy(() -> new CollectSql(store.database(), false, other).known(SOURCE, List.of("1")))
                    .isInstanceOf(StoreException.class).hasMessageContaining("this is not the key that they were hashed with")
                    .hasMessageContaining("PRIVACY_KEY");
        }
        store.store(run, Lane.LIVE, rated("2", OLD, null));
        deliverAll();
        assertThatThrownBy(() -> new PurgeSql(store.database(), PrivacyKey.given("another")).purgeSome(SOURCE, BEFORE, PurgeSql.Position.START, NOW))
                .hasMessageContaining("not the key");
        assertThat(store.rows("SELECT external_id FROM rating")).containsExactly("2");
    }

    @Test
    void shouldRebuildDistributionsFromThePurgeDateOnOnly() {
        store.store(run, Lane.LIVE, rated("1", OLD, null), rated("2", BEFORE, null), rated("3", NOW, null));
        deliverAll();
        store.store(run, Lane.LIVE, rated("owed", OLD, null));
        purge();
        List<String> right = store.rows("SELECT * FROM bucket ORDER BY ends_at");
        assertThat(right).hasSize(3);

        recount.rebuild();
        assertThat(store.rows("SELECT * FROM bucket ORDER BY ends_at")).isEqualTo(right);

        store.database().write(tx -> tx.update("DELETE FROM bucket WHERE ends_at > ?", BEFORE));
        assertThat(recount.differences(10)).isNotEmpty();
        recount.rebuild();
        assertThat(store.rows("SELECT * FROM bucket ORDER BY ends_at")).isEqualTo(right);
    }
}
