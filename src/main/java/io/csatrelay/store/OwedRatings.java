package io.csatrelay.store;

import io.csatrelay.collect.Outcome;
import io.csatrelay.deliver.MaestroItem;
import io.csatrelay.rating.HeldReason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides what the outbox owes for a page's ratings that are new or newer, within one transaction.
 *
 * <p>A version is owed only if a field sent to MaestroQA differs from what was sent before. One that was not sent yet is
 * replaced; while an earlier one is in flight, the newer waits for its answer.
 */
final class OwedRatings {
    private static final String HISTORY = """
            SELECT o.id, o.external_id, o.version, o.state, o.item, o.batch, b.state AS batch_state
            FROM outbox o LEFT JOIN batch b ON b.id = o.batch
            WHERE o.source = ? AND o.external_id IN\s""";
    private static final String INSERT = """
            INSERT INTO outbox (source, external_id, version, ticket_id, item, state, urgency, waits_for, reason, run, owed_at, changed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final Tx tx;
    private final Books books;
    private final String source;
    private final boolean firstOnly;
    private final Map<String, OwedHistory> histories = new HashMap<>();
    private final List<Object[]> owed = new ArrayList<>();
    private final List<Object[]> replaced = new ArrayList<>();

    OwedRatings(Tx tx, Books books, String source, boolean firstOnly, Collection<String> externalIds) throws SQLException {
        this.tx = tx;
        this.books = books;
        this.source = source;
        this.firstOnly = firstOnly;
        if (!externalIds.isEmpty()) {
            tx.list(HISTORY + Tx.in(externalIds.size()) + " ORDER BY o.id", this::read, Tx.with(externalIds, source));
        }
    }

    private OwedHistory read(ResultSet row) throws SQLException {
        OwedHistory history = history(row.getString("external_id"));
        history.add(row.getString("version"), new OwedHistory.Row(row.getLong("id"), row.getString("state"), row.getString("item"),
                Tx.number(row, "batch"), row.getString("batch_state")));
        return history;
    }

    private OwedHistory history(String externalId) {
        return histories.computeIfAbsent(externalId, any -> new OwedHistory());
    }

    /** Whether this rating would be sent if it were stored now: it would be owed, and lacks nothing that MaestroQA requires. */
    boolean wouldSend(Outcome.Rated rated) {
        return HeldReason.heldReason(rated.rating()).isEmpty() && history(rated.externalId()).wouldOwe(MaestroItem.json(rated.rating()), firstOnly);
    }

    /** Owes the rating if it is owed; {@link #write} stores that. */
    void owe(Outcome.Rated rated, int urgency, long run, Instant at) {
        OwedHistory history = history(rated.externalId());
        String item = MaestroItem.json(rated.rating());
        if (history.waitsAlready(item)) {
            return;
        }
        for (OwedHistory.Row unsent : history.unsent()) {
            replaced.add(new Object[] {at, unsent.id()});
            books.moves(unsent.state(), "replaced", 1);
        }
        if (!history.wouldOwe(item, firstOnly)) {
            return;
        }
        Optional<String> held = HeldReason.heldReason(rated.rating(), rated.ticketGone());
        String state = held.isPresent() ? "held" : "pending";
        owed.add(new Object[] {source, rated.externalId(), history.nameFor(rated.version().text(), run), rated.rating().ticketId(),
            item, state, urgency, history.inFlight(), held.orElse(null), run, at, at});
        books.owes(state);
    }

    void write() throws SQLException {
        tx.updateAll("UPDATE outbox SET state = 'replaced', waits_for = NULL, changed_at = ? WHERE id = ?", replaced);
        tx.updateAll(INSERT, owed);
    }
}
