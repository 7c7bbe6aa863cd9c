package io.csatrelay.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** What the demo MaestroQA took, in order. Thread-safe. */
final class TakenItems {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final boolean keep;
    private final List<TakenItem> items = new ArrayList<>();
    private final List<Integer> batchSizes = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private long count;

    /** @param keep whether to keep the items, or only their number and keys */
    TakenItems(boolean keep) {
        this.keep = keep;
    }

    void add(Collection<TakenItem> taken) {
        lock.lock();
        try {
            taken.forEach(item -> keys.add(item.key()));
            count += taken.size();
            batchSizes.add(taken.size());
            if (keep) {
                items.addAll(taken);
            }
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<TakenItem> items() {
        if (!keep) {
            throw new IllegalStateException("listing what was taken: this demo MaestroQA was started with keepItems=false");
        }
        return locked(() -> List.copyOf(items));
    }

    List<Integer> batchSizes() {
        return locked(() -> List.copyOf(batchSizes));
    }

    long count() {
        return locked(() -> count);
    }

    long distinct() {
        return locked(() -> (long) keys.size());
    }

    private <T> T locked(Supplier<T> read) {
        lock.lock();
        try {
            return read.get();
        } finally {
            lock.unlock();
        }
    }

    boolean await(long atLeast, Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (count < atLeast && left > 0) {
                left = grown.awaitNanos(left);
            }
            return count >= atLeast;
        } finally {
            lock.unlock();
        }
    }
}
