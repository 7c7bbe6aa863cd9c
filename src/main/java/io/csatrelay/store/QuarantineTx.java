package io.csatrelay.store;

import io.csatrelay.collect.CollectStore.PageToStore;
import io.csatrelay.collect.Lane;
import io.csatrelay.collect.Outcome;
import io.csatrelay.collect.Tally;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The quarantine within one transaction. {@code quarantined} in the books counts the reads of the records that are in it: who
 * leaves it moves them to stored or filtered.
 */
final class QuarantineTx {
    private final Tx tx;
    private final Books books;
    private final PageToStore page;
    private final Map<String, Row> inside = new HashMap<>();
    private long movedToStored;
    private long movedToFiltered;

    QuarantineTx(Tx tx, Books books, PageToStore page, Collection<String> externalIds) throws SQLException {
        this.tx = tx;
        this.books = books;
        this.page = page;
        if (!externalIds.isEmpty()) {
            tx.list("SELECT external_id, version, reads FROM quarantine WHERE source = ? AND external_id IN " + Tx.in(externalIds.size()),
                    row -> inside.put(row.getString("external_id"), new Row(row.getString("version"), row.getLong("reads"))),
                    Tx.with(externalIds, page.source()));
        }
    }

    /** Whether this version of the record is in quarantine: while it was mapped again the vendor may have given a newer one. */
    boolean holds(Outcome outcome) {
        Row row = inside.get(outcome.externalId());
        return row != null && row.version().equals(outcome.version().text());
    }

    /** The record became a rating, or none at all: its reads were not quarantined after all. */
    void leaves(Outcome outcome) throws SQLException {
        Row row = inside.remove(outcome.externalId());
        if (row == null) {
            return;
        }
        tx.update("DELETE FROM quarantine WHERE source = ? AND external_id = ?", page.source(), outcome.externalId());
        boolean rated = outcome instanceof Outcome.Rated;
        movedToStored += rated ? row.reads() : 0;
        movedToFiltered += rated ? 0 : row.reads();
        books.add(page.source(), rated ? "stored" : "filtered", row.reads());
        books.add(page.source(), "quarantined", -row.reads());
    }

    /** The record could not become a rating. */
    void takes(Outcome.Quarantined bad) throws SQLException {
        int read = page.lane() == Lane.MEND ? 0 : 1;
        tx.update("""
                INSERT INTO quarantine (source, external_id, version, version_at, input, reason, reads, run, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (source, external_id) DO UPDATE SET version = excluded.version, version_at = excluded.version_at,
                  input = excluded.input, reason = excluded.reason, reads = quarantine.reads + excluded.reads, run = excluded.run,
                  at = excluded.at, retry = 0""",
                page.source(), bad.externalId(), bad.version().text(), bad.version().at(), bad.input(), bad.reason(), read, page.run(),
                page.at());
        inside.merge(bad.externalId(), new Row(bad.version().text(), read), (a, b) -> new Row(b.version(), a.reads() + b.reads()));
    }

    /** What mapping again moved: nothing was fetched. */
    Tally moved() {
        return new Tally(0, movedToStored, 0, movedToFiltered, -movedToStored - movedToFiltered);
    }

    private record Row(String version, long reads) {
    }
}
