package io.csatrelay.deliver;

/**
 * A batch on its way to MaestroQA. Used by one exchange alone.
 */
public final class Delivery {
    private final Batch batch;
    private final RequestLedger.Slot slot;
    private final long plannedNanos;
    private long request;
    private long sentNanos;

    Delivery(Batch batch, RequestLedger.Slot slot, long plannedNanos) {
        this.batch = batch;
        this.slot = slot;
        this.plannedNanos = plannedNanos;
    }

    /** The batch's number. */
    public long getBatchId() {
        return batch.id();
    }

    /** How long to wait before the request may be sent, milliseconds, rounded up: early would be over the limit. */
    public long getWaitMillis() {
        return (slot.waitNanos() + 999_999) / 1_000_000;
    }

    Batch batch() {
        return batch;
    }

    RequestLedger.Slot slot() {
        return slot;
    }

    void sent(long requestNumber, long nanos) {
        request = requestNumber;
        sentNanos = nanos;
    }

    long request() {
        return request;
    }

    boolean isSent() {
        return request != 0;
    }

    /** How long it waited for the ledger, nanoseconds. */
    long waitedNanos() {
        return sentNanos - plannedNanos;
    }

    long sentNanos() {
        return sentNanos;
    }
}
