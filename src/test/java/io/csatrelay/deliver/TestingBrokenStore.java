package io.csatrelay.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * A store whose transactions fail as told: before anything is written, or after the commit, as when a connection is lost before the
 * answer to COMMIT arrives. Used by one thread.
 */
final class TestingBrokenStore implements DeliverStore {
    private final DeliverStore store;
    private final IntPredicate failsBefore;
    private final IntPredicate failsAfter;
    private int transactions;

    /** What it throws. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Broken() {
            super("the store is broken");
        }
    }

    /** Each predicate is asked with the number of the transaction, from 1. */
    TestingBrokenStore(DeliverStore store, IntPredicate failsBefore, IntPredicate failsAfter) {
        this.store = store;
        this.failsBefore = failsBefore;
        this.failsAfter = failsAfter;
    }

    @Override
    public <T> T inTransaction(Function<Outbox, T> work) {
        transactions++;
        if (failsBefore.test(transactions)) {
            throw new Broken();
        }
        T result = store.inTransaction(work);
        if (failsAfter.test(transactions)) {
            throw new Broken();
        }
        return result;
    }

    @Override
    public int unclaimed(int limit) {
        return store.unclaimed(limit);
    }

    @Override
    public boolean batchWaits() {
        return store.batchWaits();
    }

    @Override
    public SinkState sink() {
        return store.sink();
    }

    @Override
    public List<Duration> requestAges(Instant now, Duration longest) {
        return store.requestAges(now, longest);
    }
}
