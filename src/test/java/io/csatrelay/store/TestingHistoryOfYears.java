package io.csatrelay.store;

import java.sql.SQLException;

/** Fills a store as years of use do: nearly all is delivered, a little is not. By SQL, for it has to be quick. */
final class TestingHistoryOfYears {
    private static final String NUMBERS = "WITH RECURSIVE numbers (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < ?) ";

    private TestingHistoryOfYears() {
    }

    /** So many ratings, each delivered but the last thousand: those are pending, held, refused, unknown, waiting or in batches. */
    static void fill(Database database, int ratings) {
        database.write(tx -> {
            fill(tx, ratings);
            return null;
        });
        database.write(tx -> tx.update("ANALYZE"));
    }

    private static void fill(Tx tx, int ratings) throws SQLException {
        tx.update("INSERT INTO rating (source, external_id, version, submitted_at, score, min_score, max_score, ticket_id, slice, score_of_five, "
                + "counts, body, first_seen_at, stored_at) " + NUMBERS + "SELECT 'zendesk-ratings', 'r' || i, 'v' || i, i, 1, 0, 1, 't' || i, 1, 5, 1, '{\"comment\":\"' || i || '\"}', "
                + "i, i FROM numbers", ratings);
        tx.update("INSERT INTO outbox (source, external_id, version, ticket_id, item, state, urgency, batch, place, waits_for, run, owed_at, "
                + "changed_at) " + NUMBERS + "SELECT 'zendesk-ratings', 'r' || i, 'v' || i, 't' || i, '{\"comment\":\"' || i || '\"}', "
                + "CASE WHEN i <= ? - 1000 THEN 'delivered' ELSE CASE i % 8 WHEN 0 THEN 'held' WHEN 1 THEN 'refused' WHEN 2 THEN 'unknown' "
                + "WHEN 3 THEN 'replaced' WHEN 4 THEN 'dismissed' ELSE 'pending' END END, i % 2, "
                + "CASE WHEN i <= ? - 1000 OR i % 8 IN (1, 2, 5) THEN 1000000000 + i / 100 END, i % 100, CASE WHEN i > ? - 1000 AND i % 8 = 6 THEN i - 1 END, "
                + "i / 1000, i, i FROM numbers", ratings, ratings, ratings, ratings);
        tx.update("INSERT INTO batch (id, state, losses, size, created_at) " + NUMBERS
                + "SELECT 1000000000 + i, CASE WHEN i <= ? - 10 THEN 'SETTLED' ELSE 'READY' END, 0, 100, i FROM numbers", ratings / 100, ratings / 100);
        tx.update("INSERT INTO batch (id, parent, state, losses, size, created_at) " + NUMBERS + "SELECT 2000000000 + i, 1000000000 + i, 'SETTLED', 0, 50, i "
                + "FROM numbers", ratings / 1000);
        tx.update("INSERT INTO request (batch, sent_at, answered_at, status) " + NUMBERS + "SELECT i, i, i, 201 FROM numbers", 6000);
        tx.update("INSERT INTO run (source, lane, started_at, ended_at) " + NUMBERS + "SELECT 'zendesk-ratings', 'live', i, i FROM numbers", 10_000);
        tx.update("INSERT INTO quarantine (source, external_id, version, input, reason, reads, run, at) " + NUMBERS
                + "SELECT 'zendesk-ratings', 'q' || i, 'v', '{}', 'bad', 1, i, i FROM numbers", 1000);
    }
}
