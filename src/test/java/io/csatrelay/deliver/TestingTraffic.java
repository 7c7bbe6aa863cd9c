package io.csatrelay.deliver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Requests on a simulated network: workers that take slots as the route does, a server that notes when each request arrives, lost
 * answers, and processes that end in the middle. Time is simulated; nothing waits. Used by one thread.
 */
final class TestingTraffic {
    /** The clock's origin: near the end of its range, as {@code System.nanoTime} may be. */
    private static final long ORIGIN = Long.MAX_VALUE - Duration.ofSeconds(20).toNanos();
    private static final long TICK = Duration.ofSeconds(1).toNanos();
    private static final long TIME_OUT = Duration.ofSeconds(30).toNanos();
    /** A process is not up again before what the one before it sent has arrived. */
    private static final long DOWN = Duration.ofSeconds(3).toNanos();

    /** How the network and the processes behave. @param overheadNanos of a request, for the store */
    record Weather(long maxUpNanos, long maxDownNanos, double lost, double crashes, long overheadNanos) {
    }

    private record Event(long at, long order, Runnable what) {
    }

    /** A row of the store: when its request was answered, or null. */
    private static final class Row {
        private Long answeredAt;
    }

    private final List<Limit> limits;
    private final Weather weather;
    private final Random random;
    private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private final List<Row> rows = new ArrayList<>();
    private final List<Long> arrivals = new ArrayList<>();
    private RequestLedger ledger;
    private long now;
    private long orders;
    private int process;
    private int workers;
    private int left;

    TestingTraffic(List<Limit> limits, Weather weather, long seed) {
        this.limits = limits;
        this.weather = weather;
        this.random = new Random(seed);
    }

    /** Sends so many requests. @return when each arrived at the server, nanoseconds since the start, in order */
    List<Long> send(int requests, int inFlight) {
        left = requests;
        workers = inFlight;
        start();
        for (Event next = events.poll(); next != null; next = events.poll()) {
            now = next.at();
            next.what().run();
        }
        arrivals.sort(null);
        return arrivals;
    }

    /** How long all of it took. */
    Duration took() {
        return Duration.ofNanos(now);
    }

    private void start() {
        process++;
        ledger = new RequestLedger(limits, () -> ORIGIN + now);
        for (Row row : rows) {
            ledger.remember(row.answeredAt == null ? Duration.ZERO : Duration.ofNanos(now - row.answeredAt));
            row.answeredAt = row.answeredAt == null ? Long.valueOf(now) : row.answeredAt;
        }
        for (int worker = 0; worker < workers; worker++) {
            ours(0, this::claim);
        }
    }

    /** What a process does later, if it still runs then. */
    private void ours(long delay, Runnable what) {
        int by = process;
        at(delay, () -> {
            if (by == process) {
                what.run();
            }
        });
    }

    private void at(long delay, Runnable what) {
        events.add(new Event(now + delay, orders++, what));
    }

    private void claim() {
        if (left == 0) {
            return;
        }
        RequestLedger.Slot slot = ledger.plan(Deliveries.PATIENCE);
        if (slot == null) {
            ours(TICK - now % TICK, this::claim);
            return;
        }
        left--;
        ours(slot.sendAt() - ORIGIN - now + weather.overheadNanos(), () -> post(slot));
    }

    private void post(RequestLedger.Slot slot) {
        Row row = new Row();
        rows.add(row);
        long up = upTo(weather.maxUpNanos());
        at(up, () -> arrivals.add(now));
        long answer = random.nextDouble() < weather.lost() ? TIME_OUT : up + upTo(weather.maxDownNanos());
        ours(answer, () -> {
            row.answeredAt = now;
            ledger.answered(slot.id());
            claim();
        });
        if (random.nextDouble() < weather.crashes()) {
            int dead = process;
            at(upTo(Duration.ofSeconds(2).toNanos()), () -> {
                if (process == dead) {
                    process = -dead;
                    at(DOWN, () -> {
                        process = dead;
                        start();
                    });
                }
            });
        }
    }

    private long upTo(long most) {
        return most == 0 ? 0 : (long) (random.nextDouble() * (most + 1));
    }
}
