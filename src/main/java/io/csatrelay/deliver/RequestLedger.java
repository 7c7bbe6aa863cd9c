package io.csatrelay.deliver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * When each request to MaestroQA was sent and answered: the one limiter. MaestroQA allows 10 requests in any second and 100 in
 * any minute.
 *
 * <p>A request counts from its sending until a limit's span after its answer arrived, because it reached the server at some
 * moment in between: so at the server no span ever holds more than the limit, whatever the network did. A slot may be planned a
 * little ahead: it counts from the planning, so that the waiting request has its place.
 *
 * <p>Time is monotonic nanoseconds. Safe for use by several threads. What must outlive the process is the store's: its rows are
 * given to {@link #remember} at the start.
 */
public final class RequestLedger {
    private final List<Limit> limits;
    private final long longestNanos;
    private final LongSupplier nanos;
    private final Set<Long> open = new HashSet<>();
    /** Oldest first. Moments are only ever subtracted, never compared: the clock may pass the end of its range. */
    private final List<Long> answeredAt = new ArrayList<>();
    private long lastSlot;

    /**
     * @param limits all of them hold
     * @param nanos a monotonic clock, nanoseconds
     */
    public RequestLedger(Collection<Limit> limits, LongSupplier nanos) {
        this.limits = List.copyOf(limits);
        this.longestNanos = limits.stream().mapToLong(limit -> limit.span().toNanos()).max().orElse(0);
        this.nanos = nanos;
    }

    /** Takes over a request that an earlier process sent. @param age how long ago it was answered; zero when it never was */
    public synchronized void remember(Duration age) {
        long now = nanos.getAsLong();
        answeredAt.add(now - Math.max(0, age.toNanos()));
        answeredAt.sort(Comparator.comparingLong(at -> at - now));
    }

    /**
     * Takes a slot if one is free within {@code patience}.
     *
     * @return the slot; null when none comes free in that time
     */
    public synchronized Slot plan(Duration patience) {
        long now = nanos.getAsLong();
        OptionalLong wait = nanosUntilFree(now);
        if (wait.isEmpty() || wait.getAsLong() > patience.toNanos()) {
            return null;
        }
        long slot = ++lastSlot;
        open.add(slot);
        return new Slot(slot, now, now + wait.getAsLong());
    }

    /** The answer of a slot's request arrived, or its time-out ran out. */
    public synchronized void answered(long slot) {
        if (open.remove(slot)) {
            answeredAt.add(nanos.getAsLong());
        }
    }

    /** The slot's request was never sent. */
    public synchronized void released(long slot) {
        open.remove(slot);
    }

    /** How many requests a limit has left now. */
    public synchronized int free(Limit limit) {
        long now = nanos.getAsLong();
        long counted = open.size() + answeredAt.stream().filter(at -> now - at < limit.span().toNanos()).count();
        return (int) Math.max(0, limit.requests() - counted);
    }

    /** How long until a request may be sent; empty when that hangs on requests that are not answered yet. */
    private OptionalLong nanosUntilFree(long now) {
        forget(now);
        long wait = 0;
        for (Limit limit : limits) {
            int room = limit.requests() - open.size();
            if (room <= 0) {
                return OptionalLong.empty();
            }
            // Of the answered ones at most room − 1 may still count: the one at that place from the end has to leave first.
            int leaving = answeredAt.size() - room;
            if (leaving >= 0) {
                long leavesAt = answeredAt.get(leaving) + limit.span().toNanos();
                wait = Math.max(wait, leavesAt - now);
            }
        }
        return OptionalLong.of(wait);
    }

    private void forget(long now) {
        int gone = 0;
        while (gone < answeredAt.size() && now - answeredAt.get(gone) >= longestNanos) {
            gone++;
        }
        answeredAt.subList(0, gone).clear();
    }

    /**
     * A place in the ledger.
     *
     * @param id names it
     * @param plannedAt when it was taken, on the ledger's clock
     * @param sendAt its request may not be sent before this, on the ledger's clock
     */
    public record Slot(long id, long plannedAt, long sendAt) {
    }
}
