package io.csatrelay.deliver;

import io.csatrelay.deliver.DeliverStore.BatchRow;
import io.csatrelay.deliver.DeliverStore.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;

/** Chooses what goes next: halves and batches to be sent again ahead of new claims. Used by one thread at a time. */
final class NextBatch {
    /** A batch that is not full is claimed when its oldest rating has waited this long: a backlog fills it meanwhile. */
    static final Duration LINGER = Duration.ofSeconds(1);

    private final DeliverStore store;
    private final Settlement settlement;
    private final int batchSize;
    private final LongSupplier nanos;
    private Long lingeringSince;

    NextBatch(DeliverStore store, Settlement settlement, int batchSize, LongSupplier nanos) {
        this.store = store;
        this.settlement = settlement;
        this.batchSize = batchSize;
        this.nanos = nanos;
    }

    /** Whether there is something to send now. */
    boolean due() {
        if (store.batchWaits()) {
            return true;
        }
        int unclaimed = store.unclaimed(batchSize);
        if (unclaimed == 0) {
            lingeringSince = null;
        }
        if (unclaimed == 0 || unclaimed >= batchSize) {
            return unclaimed > 0;
        }
        if (lingeringSince == null) {
            lingeringSince = nanos.getAsLong();
        }
        return nanos.getAsLong() - lingeringSince >= LINGER.toNanos();
    }

    /** Claims it. @return null when there is none */
    Batch claim(Instant now) {
        Batch batch = store.inTransaction(outbox -> outbox.sink().paused() ? null : claim(outbox, now));
        if (batch != null) {
            lingeringSince = null;
        }
        return batch;
    }

    private Batch claim(Outbox outbox, Instant now) {
        for (BatchRow row = next(outbox, now); row != null; row = next(outbox, now)) {
            List<String> items = outbox.items(row.id());
            if (!items.isEmpty()) {
                outbox.state(row.id(), BatchState.CLAIMED);
                return new Batch(row.id(), items);
            }
            outbox.state(row.id(), BatchState.SETTLED);
        }
        return null;
    }

    /** While a lost batch is probed nothing new goes. */
    private BatchRow next(Outbox outbox, Instant now) {
        BatchRow ready = outbox.oldest(BatchState.READY);
        if (ready != null) {
            return ready;
        }
        BatchRow lost = outbox.oldest(BatchState.LOST);
        if (lost != null) {
            return settlement.probe(outbox, lost, now);
        }
        List<Long> members = outbox.oldest(BatchState.WAITING) == null ? outbox.claimable(batchSize) : List.of();
        return members.isEmpty() ? null : outbox.create(null, BatchState.READY, 0, members, now);
    }
}
