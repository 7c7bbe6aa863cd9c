package io.csatrelay.collect;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The signatures of deliveries that were stored, for as long as their times would let them in again. Only a sender that knows the secret
 * adds to it; beyond {@link #MOST} the oldest is forgotten, and the version of its record is what tells a repeat then. Safe for use by several
 * threads.
 */
final class IntakeMemory {
    /** 200 deliveries a second for more than eight minutes, in about 12 MB. */
    static final int MOST = 100_000;
    /** 96 bits of the 256 tell signatures apart. */
    private static final int KEPT = 16;

    private final Map<String, Instant> until = new LinkedHashMap<>();

    synchronized boolean has(String signature) {
        return until.containsKey(signature.substring(0, KEPT));
    }

    /** @param end when its time has passed */
    synchronized void add(String signature, Instant end, Instant now) {
        until.put(signature.substring(0, KEPT), end);
        Iterator<Instant> oldest = until.values().iterator();
        while (oldest.hasNext() && (oldest.next().isBefore(now) || until.size() > MOST)) {
            oldest.remove();
        }
    }

    synchronized int size() {
        return until.size();
    }
}
