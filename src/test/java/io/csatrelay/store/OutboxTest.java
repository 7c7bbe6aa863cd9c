package io.csatrelay.store;

import static io.csatrelay.store.TestingDatabase.NOW;
import static io.csatrelay.store.TestingOutcomes.held;
import static io.csatrelay.store.TestingOutcomes.rated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csatrelay.collect.Lane;
import io.csatrelay.collect.Outcome;
import io.csatrelay.deliver.BatchState;
import io.csatrelay.deliver.DeliverStore.BatchRow;
import io.csatrelay.deliver.SinkState;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class OutboxTest {
    private final TestingDatabase store;
    private final DeliverSql deliver;

    OutboxTest(TestingDatabase.Kind kind) {
        this.store = TestingDatabase.empty(kind);
        this.deliver = store.deliver();
    }

    @AfterEach
    void booksBalance() {
        assertThat(store.differences()).isEmpty();
    }

    @Test
    void shouldClaimLiveRatingsFirstOldestFirstThenBackfills() {
        stored(Lane.BACKFILL, "b1", "b2");
        stored(Lane.LIVE, "l1");
        stored(Lane.REMAP, "m1");
        stored(Lane.REREAD, "r1");
        stored(Lane.LIVE, "l2");

        assertThat(idsOf(deliver.inTransaction(outbox -> outbox.claimable(5)))).containsExactly("l1", "r1", "l2", "b1", "b2");
    }

    @Test
    void shouldCountAndClaimOnlyWhatMayGo() {
        stored(Lane.LIVE, "1", "2", "3");
        store.store(store.run(Lane.LIVE), Lane.LIVE, held("4", 1));
        batch(BatchState.READY, claimable().subList(0, 1));

        assertThat(deliver.unclaimed(100)).isEqualTo(2);
        assertThat(deliver.unclaimed(1)).isEqualTo(1);
        assertThat(idsOf(claimable())).containsExactly("2", "3");
    }

    @Test
    void shouldKeepMembersAndTheirOrderWhenABatchIsReadAgain() {
        stored(Lane.LIVE, IntStream.range(0, 100).mapToObj(String::valueOf).toArray(String[]::new));
        List<Long> shuffled = new java.util.ArrayList<>(claimable());
        java.util.Collections.shuffle(shuffled, new java.util.Random(7));
        BatchRow batch = batch(BatchState.READY, shuffled);

        List<String> items = deliver.inTransaction(outbox -> outbox.items(batch.id()));
        stored(Lane.LIVE, "0", "1");

        assertThat(deliver.<List<Long>>inTransaction(outbox -> outbox.members(batch.id()))).isEqualTo(shuffled);
        assertThat(items).extracting(item -> item.replaceAll(".*\"ticket_id\":\"ticket-([0-9]+)\".*", "$1")).isEqualTo(idsOf(shuffled));
        assertThat(deliver.<List<String>>inTransaction(outbox -> outbox.items(batch.id()))).isEqualTo(items);
        assertThat(deliver.<BatchRow>inTransaction(outbox -> outbox.batch(batch.id()))).isEqualTo(
                new BatchRow(batch.id(), null, BatchState.READY, 0, 100));
    }

    @Test
    void shouldMoveMembersToTheHalvesWhenABatchIsCut() {
        stored(Lane.LIVE, "1", "2", "3");
        List<Long> members = claimable();
        BatchRow whole = batch(BatchState.REFUSED, members);
        BatchRow first = deliver.inTransaction(outbox -> outbox.create(whole.id(), BatchState.READY, 2, members.subList(0, 2), NOW));
        BatchRow second = deliver.inTransaction(outbox -> outbox.create(whole.id(), BatchState.READY, 2, members.subList(2, 3), NOW));

        deliver.transact(outbox -> {
            assertThat(outbox.members(whole.id())).isEmpty();
            assertThat(outbox.members(first.id())).isEqualTo(members.subList(0, 2));
            assertThat(outbox.members(second.id())).isEqualTo(members.subList(2, 3));
            assertThat(outbox.children(whole.id())).containsExactly(new BatchRow(first.id(), whole.id(), BatchState.READY, 2, 2),
                    new BatchRow(second.id(), whole.id(), BatchState.READY, 2, 1));
            assertThat(outbox.oldest(BatchState.READY)).isEqualTo(first);
            assertThat(outbox.claimable(10)).isEmpty();
        });
    }

    @Test
    void shouldOweReleasedMembersAsBeforeWhenABatchIsTakenApart() {
        stored(Lane.LIVE, "1", "2");
        stored(Lane.BACKFILL, "3");
        BatchRow batch = batch(BatchState.READY, claimable());
        stored(Lane.LIVE, "4");
        deliver.transact(outbox -> {
            outbox.members(batch.id()).forEach(member -> outbox.released(member, NOW));
            outbox.state(batch.id(), BatchState.DISSOLVED);
        });

        assertThat(idsOf(claimable())).containsExactly("1", "2", "4", "3");
        assertThat(store.book("outbox", "pending")).isEqualTo(4);
    }

    @Test
    void shouldKeepWhatMaestroQaSaidOfEach() {
        stored(Lane.LIVE, "1", "2", "3", "4");
        BatchRow batch = batch(BatchState.SENT, claimable());
        deliver.transact(outbox -> {
            List<Long> members = outbox.members(batch.id());
            outbox.delivered(members.get(0), "abc", NOW);
            outbox.refused(members.get(1), "Failed: no\u0000 such agent", NOW);
            outbox.unknown(members.get(2), true, "the answer was lost", NOW);
            outbox.released(members.get(3), NOW);
        });

        assertThat(store.rows("SELECT external_id, state, maestro_id, reason FROM outbox ORDER BY id")).containsExactly("1|delivered|abc|null",
                "2|refused|null|Failed: no\ufffd such agent", "3|unknown|null|the answer was lost", "4|pending|null|null");
        assertThat(List.of("owed", "pending", "delivered", "refused", "unknown")).extracting(entry -> store.book("outbox", entry))
                .containsExactly(4L, 1L, 1L, 1L, 1L);
    }

    @Test
    void shouldForgetTheReasonWhenAnUnknownOneIsDelivered() {
        stored(Lane.LIVE, "1");
        BatchRow batch = batch(BatchState.LOST, claimable());
        deliver.transact(outbox -> outbox.members(batch.id()).forEach(member -> outbox.unknown(member, false, "lost", NOW)));
        deliver.transact(outbox -> outbox.members(batch.id()).forEach(member -> outbox.delivered(member, "abc", NOW)));

        assertThat(store.rows("SELECT state, maestro_id, reason FROM outbox")).containsExactly("delivered|abc|null");
    }

    @Test
    void shouldUndoAllOfItWhenTheWorkThrows() {
        stored(Lane.LIVE, "1");
        BatchRow batch = batch(BatchState.SENT, claimable());
        var before = store.everything();

        assertThatThrownBy(() -> deliver.transact(outbox -> {
            outbox.members(batch.id()).forEach(member -> outbox.delivered(member, "abc", NOW));
            outbox.state(batch.id(), BatchState.SETTLED);
            outbox.sink(new SinkState(true, false, null, null, "a test", 0));
            outbox.oldest(BatchState.READY);
            throw new IllegalStateException("in the middle");
        })).hasMessage("in the middle");

        assertThat(store.everything()).isEqualTo(before);
    }

    @Test
    void shouldSayWhetherABatchWaits() {
        stored(Lane.LIVE, "1", "2");
        assertThat(deliver.batchWaits()).isFalse();

        BatchRow batch = batch(BatchState.READY, claimable());
        for (BatchState state : BatchState.values()) {
            deliver.transact(outbox -> outbox.state(batch.id(), state));
            assertThat(deliver.batchWaits()).as(state.name()).isEqualTo(state == BatchState.READY || state == BatchState.LOST);
        }
    }

    @Test
    void shouldFindOpenBatchesOldestFirst() {
        stored(Lane.LIVE, "1", "2", "3");
        List<Long> members = claimable();
        BatchRow first = batch(BatchState.READY, members.subList(0, 1));
        BatchRow second = batch(BatchState.READY, members.subList(1, 2));
        batch(BatchState.CLAIMED, members.subList(2, 3));

        deliver.transact(outbox -> {
            assertThat(outbox.oldest(BatchState.READY)).isEqualTo(first);
            outbox.state(first.id(), BatchState.SETTLED);
            outbox.losses(second.id(), 2);
            assertThat(outbox.oldest(BatchState.READY)).isEqualTo(new BatchRow(second.id(), null, BatchState.READY, 2, 1));
            assertThat(outbox.claimed()).hasSize(1);
            assertThat(outbox.oldest(BatchState.SENT)).isNull();
        });
    }

    @Test
    void shouldKeepTheSinksState() {
        SinkState waiting = new SinkState(false, false, NOW.plusSeconds(41), NOW.plusSeconds(40), "waiting", 3);
        assertThat(deliver.sink()).isEqualTo(SinkState.READY);

        deliver.transact(outbox -> outbox.sink(waiting));

        assertThat(deliver.sink()).isEqualTo(waiting);
    }

    private void stored(Lane lane, String... ids) {
        long run = store.run(lane);
        store.store(run, lane, java.util.Arrays.stream(ids).map(id -> rated(id, 1)).toArray(Outcome[]::new));
    }

    private List<Long> claimable() {
        return deliver.inTransaction(outbox -> outbox.claimable(1000));
    }

    private BatchRow batch(BatchState state, List<Long> members) {
        return deliver.inTransaction(outbox -> outbox.create(null, state, 0, members, NOW));
    }

    private List<String> idsOf(List<Long> members) {
        return members.stream().map(member -> store.rows("SELECT external_id FROM outbox WHERE id = " + member).get(0)).toList();
    }
}
