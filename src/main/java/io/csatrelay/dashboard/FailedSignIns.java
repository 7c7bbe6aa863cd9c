package io.csatrelay.dashboard;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** How often a wrong token was tried, by address: a few a minute, so that nobody guesses one. Safe for use by several threads. */
final class FailedSignIns {
    /** Wrong tokens of one address in a minute. */
    static final int MOST = 10;
    static final Duration SPAN = Duration.ofMinutes(1);
    /** The address that failed first is forgotten when there are more. */
    static final int ADDRESSES = 10_000;

    private final LongSupplier nanos;
    private final Map<String, Deque<Long>> failures = new LinkedHashMap<>();

    /** @param nanos a monotonic clock, nanoseconds */
    FailedSignIns(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** How many seconds an address has to wait before its next try; 0 when it need not. */
    synchronized long secondsToWait(String address) {
        Deque<Long> of = recent(address);
        return of.size() < MOST ? 0 : Duration.ofNanos(of.getFirst() + SPAN.toNanos() - nanos.getAsLong()).toSeconds() + 1;
    }

    /** A wrong token came. */
    synchronized void failed(String address) {
        Deque<Long> of = recent(address);
        of.addLast(nanos.getAsLong());
        failures.put(address, of);
        Iterator<String> first = failures.keySet().iterator();
        if (failures.size() > ADDRESSES && first.hasNext()) {
            first.next();
            first.remove();
        }
    }

    private Deque<Long> recent(String address) {
        Deque<Long> of = failures.getOrDefault(address, new ArrayDeque<>());
        while (!of.isEmpty() && nanos.getAsLong() - of.getFirst() >= SPAN.toNanos()) {
            of.removeFirst();
        }
        return of;
    }
}
