package io.csatrelay.deliver;

import io.csatrelay.settings.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
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
    /** A batch that is not full is claimed when its oldest rating has waited this long: a backlog fills it meanwhile. */
    static final Duration LINGER = Duration.ofSeconds(1);
    /** How long a request may wait for its slot within an exchange; a longer wait is the next tick's. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private final DeliverStore store;
    private final RequestLedger ledger;
    private final Settlement settlement;
    private final int batchSize;
    private final int workers;
    private final Time time;
    private final Consumer<Sent> observer;
    private final Queue<Unsettled> unsettled = new ConcurrentLinkedQueue<>();
    private Long lingeringSince;
    private int inFlight;
    private volatile Wait wait;
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
        this.batchSize = batchSize;
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
            for (var left = outbox.oldest(BatchState.CLAIMED); left != null; left = outbox.oldest(BatchState.CLAIMED)) {
                outbox.state(left.id(), BatchState.READY);
            }
        });
    }

    /** No more batches are claimed; those in flight are finished. */
    public void stop() {
        stopping = true;
    }

    /** Claims the next batch. @return null when there is none to send now */
    public synchronized Delivery claim() {
        settleWhatWasLeft();
        return stopping || inFlight >= workers ? null : next();
    }

    private Delivery next() {
        Instant now = time.now();
        if (!ready(store.sink(), now) || !due()) {
            return null;
        }
        RequestLedger.Slot slot = ledger.plan(PATIENCE);
        if (slot == null) {
            return null;
        }
        Batch batch = null;
        try {
            batch = store.inTransaction(outbox -> batch(outbox, now));
        } finally {
            if (batch == null) {
                ledger.released(slot.id());
            }
        }
        if (batch == null) {
            return null;
        }
        lingeringSince = null;
        inFlight++;
        return new Delivery(batch, slot, nanos());
    }

    /** A wait that began in this process is measured on the monotonic clock: a jump of the wall clock does not cut it short. */
    private boolean ready(SinkState sink, Instant now) {
        Wait known = wait;
        if (!sink.paused() && known != null && known.until().equals(sink.waitUntil())) {
            return nanos() - known.overNanos() >= 0;
        }
        return sink.ready(now);
    }

    private boolean due() {
        if (store.batchWaits()) {
            return true;
        }
        int unclaimed = store.unclaimed(batchSize);
        if (unclaimed == 0 || unclaimed >= batchSize) {
            return unclaimed > 0;
        }
        if (lingeringSince == null) {
            lingeringSince = nanos();
        }
        return nanos() - lingeringSince >= LINGER.toNanos();
    }

    private Batch batch(DeliverStore.Outbox outbox, Instant now) {
        if (outbox.sink().paused()) {
            return null;
        }
        DeliverStore.BatchRow row = waiting(outbox, now);
        if (row == null && outbox.oldest(BatchState.WAITING) == null) {
            List<Long> members = outbox.claimable(batchSize);
            row = members.isEmpty() ? null : outbox.create(null, BatchState.READY, 0, members, now);
        }
        if (row == null) {
            return null;
        }
        outbox.state(row.id(), BatchState.CLAIMED);
        return new Batch(row.id(), outbox.items(row.id()));
    }

    /** Halves, and batches to be sent again, go before new claims; while a lost one is probed nothing else goes. */
    private DeliverStore.BatchRow waiting(DeliverStore.Outbox outbox, Instant now) {
        DeliverStore.BatchRow ready = outbox.oldest(BatchState.READY);
        if (ready != null) {
            return ready;
        }
        DeliverStore.BatchRow lost = outbox.oldest(BatchState.LOST);
        return lost == null ? null : settlement.probe(outbox, lost, now);
    }

    /** Commits the ledger's row; after this the request may leave. @return the request's body */
    public String send(@Variable("delivery") Delivery delivery) {
        Instant now = time.now();
        long request = store.inTransaction(outbox -> outbox.request(delivery.getBatchId(), now));
        delivery.sent(request, nanos());
        return MaestroItem.request(delivery.batch().items());
    }

    /**
     * Settles the batch by MaestroQA's answer, or, when no whole answer came, by what the transport said.
     *
     * @param failure what went wrong before a whole answer was there, or null
     */
    public void settle(@Variable("delivery") Delivery delivery, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable failure,
            @Header(Exchange.HTTP_RESPONSE_CODE) Integer status, @Header("Retry-After") String retryAfter, @Body String body) {
        if (failure == null) {
            settle(delivery, MaestroAnswer.read(status, body, retryAfter, delivery.batch().items().size(), time.now()), body);
        } else if (delivery.isSent()) {
            settle(delivery, MaestroAnswer.read(failure), null);
        } else {
            settle(delivery, new Verdict.NotNow(0, "the request could not be prepared (" + failure.getClass().getSimpleName() + ")",
                    null), null);
        }
    }

    private void settle(Delivery delivery, Verdict verdict, String body) {
        long answeredNanos = nanos();
        ledger.answered(delivery.slot().id());
        Sent sent = new Sent(delivery.getBatchId(), delivery.batch().items().size(), verdict.status(),
                body == null ? 0 : body.length(), Duration.ofNanos(delivery.waitedNanos()),
                Duration.ofNanos(answeredNanos - delivery.sentNanos()));
        observer.accept(sent);
        LOG.atLevel(verdict instanceof Verdict.Taken ? Level.DEBUG : Level.WARN)
                .log("posting batch {} of {} to MaestroQA: {}", sent.batch(), sent.ratings(), verdict.inWords());
        unsettled.add(new Unsettled(delivery, verdict, time.now()));
        synchronized (this) {
            inFlight--;
        }
        settleWhatWasLeft();
    }

    /** An answer that could not be stored is kept until it can: it says what MaestroQA took. */
    private synchronized void settleWhatWasLeft() {
        for (Unsettled next = unsettled.peek(); next != null; next = unsettled.peek()) {
            commit(next);
            unsettled.remove();
        }
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
        if (sink.waitUntil() != null && (wait == null || !sink.waitUntil().equals(wait.until()))) {
            wait = new Wait(sink.waitUntil(), nanos() + Duration.between(time.now(), sink.waitUntil()).toNanos());
        }
    }

    private long nanos() {
        return time.nanos().getAsLong();
    }

    private record Unsettled(Delivery delivery, Verdict verdict, Instant at) {
    }

    private record Wait(Instant until, long overNanos) {
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
