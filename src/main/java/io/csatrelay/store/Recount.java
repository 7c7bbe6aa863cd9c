package io.csatrelay.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares the books with what they count. */
final class Recount {
    private static final List<String> STATES = List.of("pending", "delivered", "refused", "unknown", "held", "replaced", "dismissed");

    private Recount() {
    }

    static List<String> differences(Tx tx) throws SQLException {
        Map<String, Map<String, Long>> books = new HashMap<>();
        tx.list("SELECT account, entry, n FROM book", row -> books.computeIfAbsent(row.getString("account"), any -> new HashMap<>())
                .put(row.getString("entry"), row.getLong("n")));
        List<String> differences = new ArrayList<>();
        books.forEach((account, entries) -> {
            if (!account.equals(Books.OUTBOX)) {
                source(account, entries, differences);
            }
        });
        quarantine(tx, books, differences);
        outbox(tx, books.getOrDefault(Books.OUTBOX, Map.of()), books.getOrDefault(Books.FORGOTTEN, Map.of()), differences);
        neverOwed(tx, differences);
        return differences;
    }

    private static void source(String source, Map<String, Long> entries, List<String> differences) {
        long fetched = entries.getOrDefault("fetched", 0L);
        long accounted = entries.getOrDefault("stored", 0L) + entries.getOrDefault("unchanged", 0L) + entries.getOrDefault("filtered", 0L)
                + entries.getOrDefault("quarantined", 0L);
        if (fetched != accounted) {
            differences.add(source + ": fetched " + fetched + ", accounted for " + accounted);
        }
    }

    /** The books count the reads of the records that are in quarantine. */
    private static void quarantine(Tx tx, Map<String, Map<String, Long>> books, List<String> differences) throws SQLException {
        Map<String, Long> reads = new HashMap<>();
        tx.list("SELECT source, SUM(reads) AS n FROM quarantine GROUP BY source", row -> reads.put(row.getString("source"), row.getLong("n")));
        Set<String> sources = new TreeSet<>(reads.keySet());
        sources.addAll(books.keySet());
        sources.remove(Books.OUTBOX);
        for (String source : sources) {
            long inside = reads.getOrDefault(source, 0L);
            long said = books.getOrDefault(source, Map.of()).getOrDefault("quarantined", 0L);
            if (inside != said) {
                differences.add(source + ": " + inside + " quarantined, the books say " + said);
            }
        }
    }

    /** Every rating that was stored was owed, held ones too. */
    private static void neverOwed(Tx tx, List<String> differences) throws SQLException {
        long lost = tx.one("SELECT COUNT(*) FROM rating WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.source = rating.source "
                + "AND outbox.external_id = rating.external_id)", row -> row.getLong(1)).orElse(0L);
        if (lost > 0) {
            differences.add("outbox: " + lost + " ratings are in it in no version");
        }
    }

    /** Each state's entry is the number of its rows, with those that were purged or erased. */
    private static void outbox(Tx tx, Map<String, Long> entries, Map<String, Long> forgotten, List<String> differences) throws SQLException {
        Map<String, Long> counted = new HashMap<>();
        tx.list("SELECT state, COUNT(*) AS n FROM outbox GROUP BY state", row -> counted.put(row.getString("state"), row.getLong("n")));
        long total = 0;
        for (String state : STATES) {
            long rows = counted.getOrDefault(state, 0L) + forgotten.getOrDefault(state, 0L);
            total += rows;
            if (rows != entries.getOrDefault(state, 0L)) {
                differences.add("outbox: " + rows + " " + state + ", the books say " + entries.getOrDefault(state, 0L));
            }
        }
        if (total != entries.getOrDefault(Books.OWED, 0L)) {
            differences.add("outbox: " + total + " owed, the books say " + entries.getOrDefault(Books.OWED, 0L));
        }
    }
}
