package io.csatrelay.store;

import static io.csatrelay.store.TestingDatabase.BOOKMARK;
import static io.csatrelay.store.TestingDatabase.NOW;
import static io.csatrelay.store.TestingDatabase.SOURCE;
import static io.csatrelay.store.TestingDatabase.page;
import static io.csatrelay.store.TestingOutcomes.bad;
import static io.csatrelay.store.TestingOutcomes.filtered;
import static io.csatrelay.store.TestingOutcomes.held;
import static io.csatrelay.store.TestingOutcomes.rated;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.collect.CollectStore.PageToStore;
import io.csatrelay.collect.Lane;
import io.csatrelay.deliver.BatchState;
import io.csatrelay.deliver.DeliverStore.BatchRow;
import io.csatrelay.deliver.SinkState;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Whichever statement of a transaction fails, its commit included: nothing has changed, and the same work done again succeeds. */
@ParameterizedClass
@EnumSource
class FailingWritesTest {
    private final TestingDatabase store;

    FailingWritesTest(TestingDatabase.Kind kind) {
        this.store = TestingDatabase.empty(kind);
    }

    @Test
    void shouldChangeNothingWhenAnyStatementOfAPageFails() {
        long run = store.run(Lane.LIVE);
        store.store(run, Lane.LIVE, rated("1", 1), held("2", 1), bad("3", 1), bad("4", 1));
        PageToStore last = page(run, Lane.LIVE, BOOKMARK.plusSeconds(60), rated("1", 2), rated("2", 2), rated("3", 2), bad("4", 2), bad("5", 1),
                filtered("6", 1), rated("7", 1));

        failEverywhere(database -> new CollectSql(database, false).storePage(last));

        assertThat(store.book("outbox", "owed")).isEqualTo(6);
    }

    @Test
    void shouldChangeNothingWhenAnyStatementOfAnAnswerFails() {
        long run = store.run(Lane.LIVE);
        store.store(run, Lane.LIVE, rated("1", 1), rated("2", 1), rated("3", 1));
        BatchRow batch = store.deliver().inTransaction(outbox -> outbox.create(null, BatchState.CLAIMED, 0, outbox.claimable(10), NOW));
        store.store(run, Lane.LIVE, rated("1", 2));
        long request = store.deliver().inTransaction(outbox -> outbox.request(batch.id(), NOW));

        failEverywhere(database -> new DeliverSql(database, false).transact(outbox -> {
            outbox.answered(request, 201, NOW);
            List<Long> members = outbox.members(batch.id());
            outbox.delivered(members.get(0), "abc", NOW);
            outbox.refused(members.get(1), "no", NOW);
            outbox.unknown(members.get(2), true, "lost", NOW);
            outbox.state(batch.id(), BatchState.SETTLED);
            outbox.sink(new SinkState(true, false, null, null, "a test", 0));
        }));

        assertThat(store.deliver().unclaimed(10)).isEqualTo(1);
    }

    @Test
    void shouldChangeNothingWhenAnyStatementOfAClaimFails() {
        store.store(store.run(Lane.LIVE), Lane.LIVE, rated("1", 1), rated("2", 1));

        failEverywhere(database -> new DeliverSql(database, false).transact(outbox -> {
            BatchRow batch = outbox.create(null, BatchState.READY, 0, outbox.claimable(10), NOW);
            outbox.state(batch.id(), BatchState.CLAIMED);
            outbox.request(batch.id(), NOW);
        }));

        assertThat(store.deliver().unclaimed(10)).isZero();
    }

    @Test
    void shouldForgetNothingWhenAnyStatementOfAnErasureOrAPurgeFails() {
        long run = store.run(Lane.LIVE);
        store.store(run, Lane.LIVE, rated("1", 1), held("2", 1), bad("3", 1), rated("4", 1));
        store.database().write(tx -> tx.update("UPDATE outbox SET state = 'dismissed' WHERE external_id = '4'"));
        store.database().write(tx -> tx.update("UPDATE book SET n = n - 1 WHERE account = 'outbox' AND entry = 'pending'"));
        store.database().write(tx -> tx.update("INSERT INTO book (account, entry, n) VALUES ('outbox', 'dismissed', 1)"));

        failEverywhere(database -> new ErasureSql(database, TestingDatabase.KEY).erase(SOURCE, List.of("1", "2", "3"), NOW));
        failEverywhere(database -> new PurgeSql(database, TestingDatabase.KEY).purgeSome(SOURCE, NOW, PurgeSql.Position.START, NOW));

        assertThat(store.rows("SELECT * FROM rating")).isEmpty();
        assertThat(store.rows("SELECT * FROM quarantine")).isEmpty();
    }

    /** Does the work with its first statement failing, its second, and so on, until none does. */
    private void failEverywhere(Consumer<Database> work) {
        var before = store.everything();
        for (int n = 1; ; n++) {
            TestingFailures failures = new TestingFailures(store.database().writer(), n);
            Database failing = new Database(store.database().url(), failures, store.database().readers());
            if (!failed(work, failing)) {
                assertThat(failures.statements()).last().isEqualTo("COMMIT");
                assertThat(n).isGreaterThan(5).isEqualTo(failures.statements().size() + 1);
                assertThat(store.everything()).isNotEqualTo(before);
                assertThat(store.differences()).isEmpty();
                return;
            }
            assertThat(store.everything()).as("after statement %d failed: %s", n, failures.statements().get(n - 1)).isEqualTo(before);
        }
    }

    private static boolean failed(Consumer<Database> work, Database database) {
        try {
            work.accept(database);
            return false;
        } catch (StoreException failure) {
            assertThat(failure).hasMessageContaining("a failure of the test");
            return true;
        }
    }
}
