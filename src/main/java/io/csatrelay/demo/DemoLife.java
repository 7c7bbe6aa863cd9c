package io.csatrelay.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Customers who go on answering: every few seconds a new rating, sometimes one that is changed or an offered one that is answered. */
public final class DemoLife implements AutoCloseable {

    private static final double CHANGE = 0.2;

    private final DemoZendesk zendesk;
    private final DemoData data;
    private final InstantSource clock;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "demo-life");
        thread.setDaemon(true);
        return thread;
    });

    private DemoLife(DemoZendesk zendesk, long seed, InstantSource clock) {
        this.zendesk = zendesk;
        this.data = new DemoData(seed);
        this.clock = clock;
    }

    /** Begins to live in this account, one event after each {@code every}, until closed. */
    public static DemoLife start(DemoZendesk zendesk, long seed, Duration every, InstantSource clock) {
        DemoLife life = new DemoLife(zendesk, seed, clock);
        life.executor.scheduleWithFixedDelay(life::step, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        return life;
    }

    private void step() {
        Instant now = clock.instant();
        List<DemoRating> rateable = zendesk.ratings().stream().filter(rating -> !rating.score().equals("unoffered")).toList();
        if (!rateable.isEmpty() && data.chance(CHANGE)) {
            zendesk.update(data.anyOf(rateable).id(), old -> data.answered(old, now));
        } else {
            zendesk.addNext(id -> data.fresh(id, now));
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
