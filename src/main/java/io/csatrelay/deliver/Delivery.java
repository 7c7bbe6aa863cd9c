package io.csatrelay.deliver;

import java.util.function.LongSupplier;

/**
 * A batch on its way to MaestroQA. Used by one exchange alone.
 */
public final class Delivery {
    private final Batch batch;
    private final RequestLedger.Slot slot;
    private final LongSupplier nanos;
    private long request;
    private long sentNanos;

    Delivery(Batch batch, RequestLedger.Slot slot, LongSupplier nanos) {
        this.batch = batch;
        this.slot = slot;
        this.nanos = nanos;
    }

    /** The batch's number. */
    public long getBatchId() {
        return batch.id();
    }

    /** How long to wait from now before the request may be sent, milliseconds, rounded up: early would be over the limit. */
    public long getWaitMillis() {
        return Math.max(0, (tooEarlyBy() + 999_999) / 1_000_000);
    }

    /** Whether its ledger row is committed: the request may be leaving, or have left. */
    public boolean isSent() {
        return request != 0;
    }

    /** How much too early it would be to send it now, nanoseconds. */
    long tooEarlyBy() {
        return slot.sendAt() - nanos.getAsLong();
    }

    Batch batch() {
        return batch;
    }

    RequestLedger.Slot slot() {
        return slot;
    }

    /** Not named sent: a route reads the property of that name, and Camel would call this instead. */
    void leaves(long requestNumber) {
        request = requestNumber;
        sentNanos = nanos.getAsLong();
    }

    long request() {
        return request;
    }

    /** How long it waited for the ledger, nanoseconds. */
    long waitedNanos() {
        return sentNanos - slot.plannedAt();
    }

    long sentNanos() {
        return sentNanos;
    }
}
