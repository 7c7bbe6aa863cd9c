package io.csatrelay.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Forgets records of one source within one transaction: their rating, what the outbox had of it, what the quarantine has, all but a hash
 * of them. The books go on counting what became of them.
 */
final class Forgetting {
    /** Given up by being forgotten. */
    private static final Set<String> OPEN = Set.of("pending", "held", "unknown");

    private final Tx tx;
    private final Forgotten forgotten;
    private final String source;
    private final Instant at;

    Forgetting(Tx tx, Forgotten forgotten, String source, Instant at) {
        this.tx = tx;
        this.forgotten = forgotten;
        this.source = source;
        this.at = at;
    }

    /** What was forgotten. @param ratings of how many records a rating @param records how many records in quarantine */
    record Gone(long ratings, long records) {
        static final Gone NOTHING = new Gone(0, 0);
    }

    /** Their counts in buckets stay as they are; whoever wants those gone takes them away first. */
    Gone forget(Collection<String> ids) throws SQLException {
        if (ids.isEmpty()) {
            return Gone.NOTHING;
        }
        Object[] these = Tx.with(ids, source);
        String which = " WHERE source = ? AND external_id IN " + Tx.in(ids.size());
        Map<String, String> versions = new HashMap<>();
        for (String table : List.of("quarantine", "rating")) {
            tx.list("SELECT external_id, version FROM " + table + which, row -> versions.put(row.getString(1), row.getString(2)), these);
        }
        forgotten.add(tx, source, versions, at);
        Books books = new Books();
        tx.list("SELECT state, COUNT(*) AS n FROM outbox" + which + " GROUP BY state", row -> {
            outbox(books, row.getString("state"), row.getLong("n"));
            return null;
        }, these);
        long reads = tx.one("SELECT SUM(reads) FROM quarantine" + which, row -> row.getLong(1), these).orElse(0L);
        // No rating came of them, and none will.
        books.add(source, "filtered", reads);
        books.add(source, "quarantined", -reads);
        books.write(tx);
        tx.update("DELETE FROM outbox" + which, these);
        tx.update("UPDATE wish SET record_id = NULL WHERE begun_at IS NOT NULL AND source = ? AND record_id IN " + Tx.in(ids.size()), these);
        return new Gone(tx.update("DELETE FROM rating" + which, these), tx.update("DELETE FROM quarantine" + which, these));
    }

    private static void outbox(Books books, String state, long n) {
        String ended = OPEN.contains(state) ? "dismissed" : state;
        if (!ended.equals(state)) {
            books.moves(state, ended, n);
        }
        books.add(Books.FORGOTTEN, ended, n);
    }
}
