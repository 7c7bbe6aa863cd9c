package io.csatrelay.store;

import io.csatrelay.collect.Tally;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The changes of one transaction to the books, written together at its end. */
final class Books {
    static final String OUTBOX = "outbox";
    static final String OWED = "owed";
    /** What the outbox counts still, though its rows were purged or erased. */
    static final String FORGOTTEN = "forgotten";

    private final Map<String, Map<String, Long>> changes = new LinkedHashMap<>();

    void add(String account, String entry, long n) {
        if (n != 0) {
            changes.computeIfAbsent(account, any -> new LinkedHashMap<>()).merge(entry, n, Long::sum);
        }
    }

    /** A new row of the outbox. */
    void owes(String state) {
        add(OUTBOX, OWED, 1);
        add(OUTBOX, state, 1);
    }

    /** A row of the outbox changes its state. */
    void moves(String from, String to, long n) {
        add(OUTBOX, from, -n);
        add(OUTBOX, to, n);
    }

    /** What was read of a source. */
    void read(String source, Tally tally) {
        add(source, "fetched", tally.fetched());
        add(source, "stored", tally.stored());
        add(source, "unchanged", tally.unchanged());
        add(source, "filtered", tally.filtered());
        add(source, "quarantined", tally.quarantined());
    }

    /** Adds to the books of a run. */
    static void run(Tx tx, long run, Tally tally) throws SQLException {
        tx.update("UPDATE run SET fetched = fetched + ?, stored = stored + ?, unchanged = unchanged + ?, "
                + "filtered = filtered + ?, quarantined = quarantined + ? WHERE id = ?", tally.fetched(), tally.stored(),
                tally.unchanged(), tally.filtered(), tally.quarantined(), run);
    }

    void write(Tx tx) throws SQLException {
        List<Object[]> rows = new ArrayList<>();
        changes.forEach((account, entries) -> entries.forEach((entry, n) -> {
            if (n != 0) {
                rows.add(new Object[] {account, entry, n});
            }
        }));
        tx.updateAll("INSERT INTO book (account, entry, n) VALUES (?, ?, ?) "
                + "ON CONFLICT (account, entry) DO UPDATE SET n = book.n + excluded.n", rows);
        changes.clear();
    }
}
