package io.csatrelay.deliver;

import io.csatrelay.settings.Time;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Decides what goes to MaestroQA next, and what its answer means. Safe for use by several threads.
 */
public final class Deliveries {
    /** How long a request may wait for its slot within an exchange; a longer wait is the next tick's. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private final DeliverStore store;
    private final RequestLedger ledger;
    private final Settlement settlement;
    private final NextBatch batches;
    private final SinkGate gate;
    private final int workers;
    private final Time time;
    private final Consumer<Sent> observer;
    private final Queue<Unsettled> unsettled = new ConcurrentLinkedQueue<>();
    /** Numbers of the batches that exchanges have at this moment. */
    private final Set<Long> inHand = new HashSet<>();
    private final StoreFault fault = new StoreFault();
    private boolean claimFailed;
    private volatile boolean stopping;

    /**
     * @param store the outbox
     * @param ledger the one limiter
     * @param settlement what a verdict does
     * @param batchSize ratings in a request, at most 100
     * @param workers requests in flight at a time
     * @param time the clocks
     * @param observer is told of each request
     */
    public Deliveries(DeliverStore store, RequestLedger ledger, Settlement settlement, int batchSize, int workers, Time time,
            Consumer<Sent> observer) {
        this.store = store;
        this.ledger = ledger;
        this.settlement = settlement;
        this.batches = new NextBatch(store, settlement, batchSize, time.nanos());
        this.gate = new SinkGate(time);
        this.workers = workers;
        this.time = time;
        this.observer = observer;
    }

    /** Declares what an earlier process left in flight unknown. Only the holder of the store's lock may call it. */
    public void recover() {
        store.transact(outbox -> {
            Instant now = time.now();
            for (var left = outbox.oldest(BatchState.SENT); left != null; left = outbox.oldest(BatchState.SENT)) {
                settlement.leftInFlight(outbox, left, now);
            }
            outbox.claimed().forEach(left -> outbox.state(left.id(), BatchState.READY));
            settlement.holdsLost(outbox, now);
            outbox.answeredByNone(now);
        });
    }

    /** No more batches are claimed, and none that waits for its slot is sent; those in flight are finished. */
    public void stop() {
        stopping = true;
    }

    /** Claims the next batch. @return null when there is none to send now, or when the store cannot be written */
    public synchronized Delivery claim() {
        try {
            settleWhatWasLeft();
            letGoWhatNoOneHas();
            return stopping || inHand.size() >= workers ? null : next();
        } catch (RuntimeException failed) {
            fault.came(failed);
            return null;
        }
    }

    private Delivery next() {
        if (!gate.open(store.sink()) || !batches.due()) {
            return null;
        }
        RequestLedger.Slot slot = ledger.plan(PATIENCE);
        if (slot == null) {
            return null;
        }
        claimFailed = true;
        Batch batch = null;
        try {
            batch = batches.claim(time.now());
            claimFailed = false;
            fault.gone();
        } finally {
            if (batch == null) {
                ledger.released(slot.id());
            }
        }
        if (batch == null) {
            return null;
        }
        inHand.add(batch.id());
        return new Delivery(batch, slot, time.nanos());
    }

    /** A claim that failed may have been committed all the same: such a batch has no exchange. */
    private void letGoWhatNoOneHas() {
        if (claimFailed) {
            store.transact(outbox -> outbox.claimed().stream().filter(batch -> !inHand.contains(batch.id()))
                    .forEach(batch -> outbox.state(batch.id(), BatchState.READY)));
            claimFailed = false;
        }
    }

    /**
     * Commits the ledger's row; after this the request may leave. What an answer to another request paused meanwhile is held
     * back: then {@link Delivery#isSent()} stays false.
     *
     * @return the request's body, or null when it may not leave
     * @throws IllegalStateException when the exchange did not wait for its slot
     */
    public String send(@Variable("delivery") Delivery delivery) {
        if (delivery.tooEarlyBy() > 0) {
            throw new IllegalStateException("posting batch " + delivery.getBatchId() + " to MaestroQA: " + delivery.getWaitMillis()
                    + " ms too early for the request ledger: the route has to wait for delivery.waitMillis first");
        }
        Instant now = time.now();
        Long request = store.inTransaction(outbox -> stopping || !gate.open(outbox.sink()) ? null
                : Long.valueOf(outbox.request(delivery.getBatchId(), now)));
        if (request == null) {
            return null;
        }
        delivery.leaves(request);
        return MaestroItem.request(delivery.batch().items());
    }

    /**
     * Settles the batch by MaestroQA's answer, or, when no whole answer came, by what the transport said.
     *
     * @param failure what went wrong before a whole answer was there, or null
     */
    public void settle(@Variable("delivery") Delivery delivery, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable failure,
            @Header(Exchange.HTTP_RESPONSE_CODE) Integer status, @Header("Retry-After") String retryAfter, @Body String body) {
        long atNanos = time.nanos().getAsLong();
        Instant at = time.now();
        if (!delivery.isSent()) {
            ledger.released(delivery.slot().id());
            finish(new Unsettled(delivery, failure == null ? new Verdict.HeldBack() : new Verdict.NotNow(0,
                    "the request could not be prepared (" + failure.getClass().getSimpleName() + ")", null), at, atNanos));
            return;
        }
        ledger.answered(delivery.slot().id());
        Verdict verdict = failure != null ? MaestroAnswer.read(failure)
                : MaestroAnswer.read(status, body, retryAfter, delivery.batch().items().size(), at);
        int bytes = failure != null || body == null ? 0 : body.getBytes(StandardCharsets.UTF_8).length;
        try {
            finish(new Unsettled(delivery, verdict, at, atNanos));
        } finally {
            observer.accept(new Sent(delivery.getBatchId(), delivery.batch().items().size(), verdict.status(), bytes,
                    Duration.ofNanos(delivery.waitedNanos()), Duration.ofNanos(atNanos - delivery.sentNanos())));
        }
    }

    private void finish(Unsettled answer) {
        Verdict verdict = answer.verdict();
        Level level = verdict instanceof Verdict.Taken || verdict instanceof Verdict.HeldBack ? Level.DEBUG : Level.WARN;
        LOG.atLevel(level).log("posting batch {} of {} to MaestroQA: {}", answer.delivery().getBatchId(),
                answer.delivery().batch().items().size(), verdict.inWords());
        unsettled.add(answer);
        synchronized (this) {
            inHand.remove(answer.delivery().getBatchId());
            try {
                settleWhatWasLeft();
            } catch (RuntimeException failed) {
                fault.came(failed);
            }
        }
    }

    /** An answer that could not be stored is kept until it can: it says what MaestroQA took. */
    private synchronized void settleWhatWasLeft() {
        for (Unsettled next = unsettled.peek(); next != null; next = unsettled.peek()) {
            commit(next);
            unsettled.remove();
            fault.gone();
        }
    }

    /** Whether answers came that could not be stored yet. */
    boolean keepsAnswers() {
        return !unsettled.isEmpty();
    }

    private void commit(Unsettled answer) {
        SinkState sink = store.inTransaction(outbox -> {
            Delivery delivery = answer.delivery();
            if (delivery.isSent()) {
                outbox.answered(delivery.request(), answer.verdict().status(), answer.at());
            }
            settlement.apply(outbox, delivery.getBatchId(), answer.verdict(), answer.at());
            return outbox.sink();
        });
        gate.after(sink, answer.at(), answer.atNanos());
    }

    private record Unsettled(Delivery delivery, Verdict verdict, Instant at, long atNanos) {
    }

    /**
     * A request that was answered, or not.
     *
     * @param batch the batch's number
     * @param ratings its members
     * @param status the HTTP status, 0 when no answer came
     * @param bytes of the answer's body
     * @param waited for the ledger
     * @param atVendor from sending to the answer
     */
    public record Sent(long batch, int ratings, int status, int bytes, Duration waited, Duration atVendor) {
    }
}
