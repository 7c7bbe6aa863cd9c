package io.csatrelay.store;

import io.csatrelay.collect.Outcome;
import io.csatrelay.deliver.MaestroItem;
import io.csatrelay.rating.HeldReason;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides what the outbox owes for a rating that is new or newer, within one transaction.
 *
 * <p>A version is owed only if a field sent to MaestroQA differs from what was owed before. One that was not sent yet is
 * replaced; while an earlier one is in flight, the newer waits for its answer.
 */
final class OwedRatings {
    private static final String LATEST = """
            SELECT o.id, o.external_id, o.state, o.item, o.batch, o.waits_for, b.state AS batch_state
            FROM outbox o LEFT JOIN batch b ON b.id = o.batch
            WHERE o.source = ? AND o.state <> 'replaced' AND o.external_id IN\s""";

    private final Tx tx;
    private final Books books;
    private final String source;
    private final boolean firstOnly;
    private final Map<String, Row> latest = new HashMap<>();
    private final Map<String, Boolean> delivered = new HashMap<>();

    OwedRatings(Tx tx, Books books, String source, boolean firstOnly, Collection<String> externalIds) throws SQLException {
        this.tx = tx;
        this.books = books;
        this.source = source;
        this.firstOnly = firstOnly;
        List<Row> rows = externalIds.isEmpty() ? List.of() : tx.list(LATEST + Tx.in(externalIds.size()) + " ORDER BY o.id",
                row -> new Row(row.getLong("id"), row.getString("external_id"), row.getString("state"), row.getString("item"),
                        Tx.number(row, "batch"), Tx.number(row, "waits_for"), row.getString("batch_state")),
                Tx.with(externalIds, source));
        for (Row row : rows) {
            latest.put(row.externalId(), row);
            delivered.merge(row.externalId(), row.state().equals("delivered"), Boolean::logicalOr);
        }
    }

    /** Whether this rating would be owed if it were stored now. */
    boolean wouldOwe(Outcome.Rated rated) {
        Row before = latest.get(rated.externalId());
        if (firstOnly && delivered.getOrDefault(rated.externalId(), false)) {
            return false;
        }
        return before == null || !before.item().equals(MaestroItem.json(rated.rating()));
    }

    /** Owes the rating. @param version distinguishes it from what was owed before for the same rating */
    void owe(Outcome.Rated rated, String version, int urgency, long run, Instant at) throws SQLException {
        if (!wouldOwe(rated)) {
            return;
        }
        Row before = latest.get(rated.externalId());
        Long waitsFor = before == null ? null : before.inFlight() ? Long.valueOf(before.id()) : before.waitsFor();
        if (before != null && before.unsent()) {
            tx.update("UPDATE outbox SET state = 'replaced', waits_for = NULL, changed_at = ? WHERE id = ?", at, before.id());
            books.moves(before.state(), "replaced", 1);
        }
        Optional<String> held = HeldReason.heldReason(rated.rating());
        String state = held.isPresent() ? "held" : "pending";
        tx.update("""
                INSERT INTO outbox (source, external_id, version, ticket_id, item, state, urgency, waits_for, reason, run, owed_at, changed_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                source, rated.externalId(), version, rated.rating().ticketId(), MaestroItem.json(rated.rating()), state, urgency,
                held.isPresent() ? null : waitsFor, held.orElse(null), run, at, at);
        books.owes(state);
    }

    private record Row(long id, String externalId, String state, String item, Long batch, Long waitsFor, String batchState) {
        boolean unsent() {
            return state.equals("held") || state.equals("pending") && batch == null;
        }

        /** In a batch whose answer is still to come, or that goes again. */
        boolean inFlight() {
            return batch != null && (state.equals("pending") || state.equals("unknown") && !"UNKNOWN".equals(batchState));
        }
    }
}
