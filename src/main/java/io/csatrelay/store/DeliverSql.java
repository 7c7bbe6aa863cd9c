package io.csatrelay.store;

import io.csatrelay.deliver.DeliverStore;
import io.csatrelay.deliver.SinkState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** What delivering needs of the store, in SQL. Safe for use by several threads. */
public final class DeliverSql implements DeliverStore {
    private final Database database;
    private final boolean firstOnly;

    /** @param firstOnly whether a newer version is no more owed once one was delivered (MAESTROQA_CHANGED) */
    public DeliverSql(Database database, boolean firstOnly) {
        this.database = database;
        this.firstOnly = firstOnly;
    }

    @Override
    public <T> T inTransaction(Function<Outbox, T> work) {
        return database.write(tx -> {
            OutboxTx outbox = new OutboxTx(tx, firstOnly);
            T result = work.apply(outbox);
            outbox.flush();
            return result;
        });
    }

    @Override
    public int unclaimed(int limit) {
        return database.read(tx -> tx.one("SELECT COUNT(*) FROM (SELECT 1 FROM outbox WHERE state = 'pending' AND batch IS NULL "
                + "AND waits_for IS NULL LIMIT ?) AS found", row -> row.getInt(1), limit)).orElse(0);
    }

    @Override
    public boolean batchWaits() {
        return database.read(tx -> tx.one("SELECT 1 FROM batch WHERE state IN ('READY', 'LOST') AND " + OutboxTx.OPEN_BATCH
                + " LIMIT 1", row -> 1)).isPresent();
    }

    @Override
    public SinkState sink() {
        return database.read(SinkSql::read);
    }

    @Override
    public List<Duration> requestAges(Instant now, Duration longest) {
        return database.read(tx -> tx.list("SELECT answered_at FROM request WHERE answered_at IS NULL OR answered_at > ?", row -> {
            Instant answered = Tx.at(row, "answered_at");
            // The store cut the part of a millisecond. A clock that was set back must not make a request count for longer than its span.
            return answered == null || !answered.plusMillis(1).isBefore(now) ? Duration.ZERO : Duration.between(answered.plusMillis(1), now);
        }, now.minus(longest).minusMillis(1)));
    }
}
