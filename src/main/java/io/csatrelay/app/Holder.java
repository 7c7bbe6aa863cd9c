package io.csatrelay.app;

import io.csatrelay.collect.RunRequest;
import io.csatrelay.store.StoreLock;
import java.time.Duration;
import java.util.Optional;

/**
 * Who does a command's work: another process that holds the store, or, when there is none, this one. Used by one thread.
 */
final class Holder implements AutoCloseable {
    /** How long a holder may be away, as one that is started anew: then this process takes its place. */
    private static final Duration AWAY = Duration.ofSeconds(5);

    private final StoreReader store;
    private StoreLock lock;
    private Relay relay;
    private Long awaySince;

    /** @param store the caller's; closed after this */
    Holder(StoreReader store) {
        this.store = store;
    }

    /** Whether it is this process. */
    boolean isHere() {
        return relay != null;
    }

    /** Becomes the holder when there is none. */
    void take() throws Exception {
        Optional<StoreLock> free = store.lock();
        if (free.isEmpty()) {
            return;
        }
        lock = free.get();
        relay = new Relay(new Parts(store.settings(), store.time(), store.database(), free), false);
        relay.start();
    }

    /** The same, once there has been none for a while. */
    void takeIfThereIsNone() throws Exception {
        if (away().compareTo(AWAY) > 0) {
            take();
            awaySince = null;
        }
    }

    /** @throws Errand.Ended when there has been none for a moment. @param when in words, what that comes amid */
    void requireOne(String when) throws Errand.Ended {
        if (away().toSeconds() >= 1) {
            throw new Errand.Ended("the process that holds the store ended " + when);
        }
    }

    /** How long there has been no holder. */
    private Duration away() {
        if (isHere() || store.held()) {
            awaySince = null;
            return Duration.ZERO;
        }
        long now = store.time().nanos().getAsLong();
        if (awaySince == null) {
            awaySince = now;
        }
        return Duration.ofNanos(now - awaySince);
    }

    /** Asks for the run at once when it is done here; it need not be found first. */
    void askHere(RunRequest wished) {
        if (isHere()) {
            relay.request(wished);
        }
    }

    @Override
    public void close() throws Exception {
        try {
            if (relay != null) {
                relay.close();
            }
        } finally {
            if (lock != null) {
                lock.close();
            }
        }
    }
}
