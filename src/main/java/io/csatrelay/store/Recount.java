package io.csatrelay.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        outbox(tx, books.getOrDefault(Books.OUTBOX, Map.of()), differences);
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

    private static void outbox(Tx tx, Map<String, Long> entries, List<String> differences) throws SQLException {
        Map<String, Long> counted = new HashMap<>();
        tx.list("SELECT state, COUNT(*) AS n FROM outbox GROUP BY state", row -> counted.put(row.getString("state"), row.getLong("n")));
        long total = 0;
        for (String state : STATES) {
            long rows = counted.getOrDefault(state, 0L);
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
