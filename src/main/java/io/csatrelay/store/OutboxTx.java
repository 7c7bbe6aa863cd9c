package io.csatrelay.store;

import io.csatrelay.deliver.BatchState;
import io.csatrelay.deliver.DeliverStore;
import io.csatrelay.deliver.SinkState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The outbox within one transaction. What becomes of its ratings is gathered and written together, before anything is read
 * and at the end.
 */
final class OutboxTx implements DeliverStore.Outbox {
    /** What the ledger never needs again; kept a while for those who look, and for a clock that is set back. */
    private static final Duration KEEP_REQUESTS = Duration.ofHours(1);

    /** The condition of the index of open batches: who looks for one has to repeat it, so that settled history is not read. */
    static final String OPEN_BATCH = "state NOT IN ('SETTLED', 'REFUSED', 'DISSOLVED', 'PROBED', 'UNKNOWN')";

    private final Tx tx;
    private final boolean firstOnly;
    private final Books books = new Books();
    private final Map<Long, String> states = new HashMap<>();
    private final List<Object[]> changes = new ArrayList<>();
    private final List<Long> ended = new ArrayList<>();
    private final List<Long> taken = new ArrayList<>();

    OutboxTx(Tx tx, boolean firstOnly) {
        this.tx = tx;
        this.firstOnly = firstOnly;
    }

    /** Writes what was gathered. */
    void flush() {
        run(() -> {
            tx.updateAll("UPDATE outbox SET state = ?, batch = CASE WHEN ? = 1 THEN NULL ELSE batch END, "
                    + "maestro_id = COALESCE(?, maestro_id), reason = ?, changed_at = ? WHERE id = ?", changes);
            changes.clear();
            letWaitingGo();
            books.write(tx);
            return null;
        });
    }

    /** A newer version that waited for these may go now, or, where only the first counts, is not owed any more. */
    private void letWaitingGo() throws SQLException {
        if (firstOnly && !taken.isEmpty()) {
            for (String state : List.of("pending", "held")) {
                int dropped = tx.update("DELETE FROM outbox WHERE state = '" + state + "' AND batch IS NULL AND waits_for IN "
                        + Tx.in(taken.size()), taken.toArray());
                books.add(Books.OUTBOX, Books.OWED, -dropped);
                books.add(Books.OUTBOX, state, -dropped);
            }
        }
        if (!ended.isEmpty()) {
            tx.update("UPDATE outbox SET waits_for = NULL WHERE waits_for IN " + Tx.in(ended.size()), ended.toArray());
        }
        taken.clear();
        ended.clear();
    }

    @Override
    public SinkState sink() {
        return run(() -> SinkSql.read(tx));
    }

    @Override
    public void sink(SinkState state) {
        run(() -> {
            SinkSql.write(tx, state);
            return null;
        });
    }

    @Override
    public void pausedFor(String words) {
        run(() -> {
            SinkSql.answer(tx, words);
            return null;
        });
    }

    @Override
    public List<DeliverStore.BatchRow> claimed() {
        return run(() -> tx.list("SELECT * FROM batch WHERE state = 'CLAIMED' AND " + OPEN_BATCH + " ORDER BY id", OutboxTx::batch));
    }

    @Override
    public DeliverStore.BatchRow oldest(BatchState state) {
        return run(() -> tx.one("SELECT * FROM batch WHERE state = ? AND " + OPEN_BATCH + " ORDER BY id LIMIT 1", OutboxTx::batch, state.name()).orElse(null));
    }

    @Override
    public DeliverStore.BatchRow batch(long id) {
        return run(() -> tx.one("SELECT * FROM batch WHERE id = ?", OutboxTx::batch, id).orElseThrow());
    }

    @Override
    public List<DeliverStore.BatchRow> children(long parent) {
        return run(() -> tx.list("SELECT * FROM batch WHERE parent = ? ORDER BY id", OutboxTx::batch, parent));
    }

    @Override
    public List<Long> members(long batch) {
        flush();
        return run(() -> tx.list("SELECT id, state FROM outbox WHERE batch = ? ORDER BY place", row -> {
            states.put(row.getLong("id"), row.getString("state"));
            return row.getLong("id");
        }, batch));
    }

    @Override
    public List<String> items(long batch) {
        flush();
        return run(() -> tx.list("SELECT item FROM outbox WHERE batch = ? ORDER BY place", row -> row.getString("item"), batch));
    }

    @Override
    public List<Long> claimable(int size) {
        flush();
        return run(() -> tx.list("SELECT id FROM outbox WHERE state = 'pending' AND batch IS NULL AND waits_for IS NULL "
                + "ORDER BY urgency, id LIMIT ?", row -> row.getLong("id"), size));
    }

    @Override
    public DeliverStore.BatchRow create(Long parent, BatchState state, int losses, List<Long> members, Instant at) {
        return run(() -> {
            long id = tx.insert("INSERT INTO batch (parent, state, losses, size, created_at) VALUES (?, ?, ?, ?, ?) RETURNING id",
                    parent, state.name(), losses, members.size(), at);
            List<Object[]> places = new ArrayList<>();
            for (int place = 0; place < members.size(); place++) {
                places.add(new Object[] {id, place, members.get(place)});
            }
            tx.updateAll("UPDATE outbox SET batch = ?, place = ? WHERE id = ?", places);
            return new DeliverStore.BatchRow(id, parent, state, losses, members.size());
        });
    }

    @Override
    public void state(long batch, BatchState state) {
        run(() -> tx.update("UPDATE batch SET state = ? WHERE id = ?", state.name(), batch));
    }

    @Override
    public void losses(long batch, int losses) {
        run(() -> tx.update("UPDATE batch SET losses = ? WHERE id = ?", losses, batch));
    }

    @Override
    public void delivered(long member, String maestroId, Instant at) {
        change(member, "delivered", false, maestroId, null, at);
        ended.add(member);
        taken.add(member);
    }

    @Override
    public void refused(long member, String words, Instant at) {
        change(member, "refused", false, null, words, at);
        ended.add(member);
    }

    @Override
    public void unknown(long member, boolean forPerson, String why, Instant at) {
        change(member, "unknown", false, null, why, at);
        if (forPerson) {
            ended.add(member);
        }
    }

    @Override
    public void released(long member, Instant at) {
        change(member, "pending", true, null, null, at);
    }

    private void change(long member, String to, boolean leavesBatch, String maestroId, String reason, Instant at) {
        String from = states.put(member, to);
        if (from == null) {
            throw new IllegalStateException("changing rating " + member + " of the outbox: its batch was not read first");
        }
        books.moves(from, to, 1);
        changes.add(new Object[] {to, leavesBatch, maestroId, reason, at, member});
    }

    @Override
    public long request(long batch, Instant sentAt) {
        return run(() -> {
            tx.update("UPDATE batch SET state = 'SENT' WHERE id = ?", batch);
            tx.update("DELETE FROM request WHERE answered_at < ?", sentAt.minus(KEEP_REQUESTS));
            return tx.insert("INSERT INTO request (batch, sent_at) VALUES (?, ?) RETURNING id", batch, sentAt);
        });
    }

    @Override
    public void answered(long request, int status, Instant at) {
        run(() -> tx.update("UPDATE request SET answered_at = ?, status = ? WHERE id = ?", at, status, request));
    }

    @Override
    public void answeredByNone(Instant at) {
        run(() -> tx.update("UPDATE request SET answered_at = ?, status = 0 WHERE answered_at IS NULL", at));
    }

    private static DeliverStore.BatchRow batch(ResultSet row) throws SQLException {
        return new DeliverStore.BatchRow(row.getLong("id"), Tx.number(row, "parent"), BatchState.valueOf(row.getString("state")),
                row.getInt("losses"), row.getInt("size"));
    }

    private static <T> T run(Statement<T> statement) {
        try {
            return statement.run();
        } catch (SQLException failed) {
            throw new StoreException("delivering, in the store: " + failed.getMessage(), failed);
        }
    }

    /** A statement that may fail. */
    private interface Statement<T> {
        T run() throws SQLException;
    }
}
