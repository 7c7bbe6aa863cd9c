package io.csatrelay.deliver;

import io.csatrelay.deliver.TestingMaestro.Answer;
import io.csatrelay.settings.TestingTime;
import io.csatrelay.store.ControlSql;
import io.csatrelay.store.Database;
import io.csatrelay.store.DeliverSql;
import io.csatrelay.store.TestingOutbox;
import io.csatrelay.vendor.Backoff;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Delivering on the real SQLite store and on clocks that stand until they are moved, with a model of MaestroQA in place of HTTP. A
 * process can end at any step, and another one begin on the same store. Used by one thread.
 */
final class TestingSink implements AutoCloseable {
    private static final Duration TICK = Duration.ofSeconds(1);
    /** Longer than any sequence of back-offs that a test brings about. */
    private static final int TICKS = 20_000;

    private final Path folder;
    private final Database database;
    private final TestingOutbox outbox;
    private final List<Deliveries.Sent> sent = new ArrayList<>();
    private TestingTime time = TestingTime.at("2026-05-01T00:00:00Z");
    private UnaryOperator<DeliverStore> storeAs = store -> store;
    private boolean resend = true;
    private int batchSize = 100;
    private int workers = 1;
    private double jitter;
    private Deliveries deliveries;

    TestingSink() {
        try {
            folder = Files.createTempDirectory("csat-relay-sink");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        database = Database.open("jdbc:sqlite:" + folder.resolve("sink.db"), null, null);
        outbox = new TestingOutbox(database);
        start();
    }

    /** Empties the store and begins anew. @param perRequest ratings in a request @param inFlight requests at a time */
    TestingSink fresh(boolean resendUnknown, int perRequest, int inFlight) {
        resend = resendUnknown;
        batchSize = perRequest;
        workers = inFlight;
        storeAs = store -> store;
        time = TestingTime.at("2026-05-01T00:00:00Z");
        sent.clear();
        outbox.clear();
        start();
        return this;
    }

    /** What lies between deliveries and the store from the next {@link #start()} on. */
    void storeAs(UnaryOperator<DeliverStore> wrapper) {
        storeAs = wrapper;
    }

    /** From the next {@link #start()} on: what becomes of lost answers. */
    void resendUnknown(boolean resends) {
        resend = resends;
    }

    /** Where within its range a back-off lies, 0 to 1. */
    void jitter(double part) {
        jitter = part;
    }

    /** A process begins on the store; what was there before is gone. */
    void start() {
        DeliverStore store = storeAs.apply(new DeliverSql(database, false));
        RequestLedger ledger = new RequestLedger(List.of(new Limit(10, Duration.ofSeconds(1)), new Limit(100, Duration.ofMinutes(1))),
                time.time().nanos());
        store.requestAges(time.now(), Duration.ofMinutes(1)).forEach(ledger::remember);
        deliveries = new Deliveries(store, ledger, new Settlement(resend, new Backoff(Backoff.FIRST, Backoff.LONGEST, () -> jitter)),
                batchSize, workers, time.time(), sent::add);
        deliveries.recover();
    }

    Deliveries deliveries() {
        return deliveries;
    }

    TestingTime time() {
        return time;
    }

    TestingOutbox outbox() {
        return outbox;
    }

    /** Each request that was sent. */
    List<Deliveries.Sent> sent() {
        return sent;
    }

    /** What a person does. */
    ControlSql control() {
        return new ControlSql(database);
    }

    /** Owes ratings from 0 on. */
    TestingSink owe(int ratings) {
        outbox.owe(0, ratings, time.now());
        return this;
    }

    /** Claims, letting time go on tick by tick. @return null when nothing is sent before so much time is over */
    Delivery claim(Duration within) {
        for (Duration waited = Duration.ZERO; waited.compareTo(within) <= 0; waited = waited.plus(TICK)) {
            Delivery delivery = deliveries.claim();
            if (delivery != null) {
                time.advance(Duration.ofMillis(delivery.getWaitMillis()));
                return delivery;
            }
            time.advance(TICK);
        }
        return null;
    }

    /** The same, with the patience for every back-off there is. */
    Delivery claim() {
        return claim(Duration.ofMinutes(20));
    }

    /** One request from claim to settlement. @return whether one was sent */
    boolean step(Function<String, Answer> maestro) {
        Delivery delivery = claim();
        if (delivery == null) {
            return false;
        }
        settle(delivery, maestro.apply(deliveries.send(delivery)));
        return true;
    }

    void settle(Delivery delivery, Answer answer) {
        deliveries.settle(delivery, answer.failure(), answer.status(), answer.retryAfter(), answer.body());
    }

    /** Delivers until nothing is left to do by itself: all is settled, or the sink is paused. */
    void deliver(Function<String, Answer> maestro) {
        for (int ticks = 0; ticks < TICKS; ticks++) {
            Delivery delivery = claim(Duration.ZERO);
            if (delivery != null) {
                settle(delivery, maestro.apply(deliveries.send(delivery)));
            } else if (idle()) {
                break;
            }
        }
        if (!idle()) {
            throw new AssertionError("still not settled: " + outbox.states() + ", " + outbox.batches() + ", " + outbox.sink());
        }
    }

    /** Whether nothing will be sent by itself any more. */
    boolean idle() {
        return outbox.sink().paused() || !outbox.states().containsKey("pending") && outbox.batches().stream()
                .noneMatch(batch -> List.of("READY", "CLAIMED", "SENT", "LOST", "WAITING").contains(batch.state()));
    }

    @Override
    public void close() {
        database.close();
        // Deepest first: the first store of a JVM also has SQLite's library beside it.
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
