package io.csatrelay.store;

import io.csatrelay.collect.Tally;
import io.csatrelay.deliver.SinkState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What status, metrics and commands read from the store. Safe for use by several threads. */
public final class StatusSql {
    /** Every second bucket of a day. */
    private static final int MOST_GAPS = 144;

    private final Database database;

    /** @param database where */
    public StatusSql(Database database) {
        this.database = database;
    }

    /** Everything that status shows, read at one moment. */
    public View view() {
        return database.read(tx -> new View(books(tx), sources(tx), SinkSql.read(tx), SinkSql.answer(tx), oldestPending(tx)));
    }

    private static Map<String, Map<String, Long>> books(Tx tx) throws SQLException {
        Map<String, Map<String, Long>> books = new HashMap<>();
        tx.list("SELECT account, entry, n FROM book", row -> books.computeIfAbsent(row.getString("account"), any -> new HashMap<>())
                .put(row.getString("entry"), row.getLong("n")));
        return books;
    }

    private static Map<String, SourceRow> sources(Tx tx) throws SQLException {
        Map<String, SourceRow> found = new HashMap<>();
        TreeSet<String> ids = new TreeSet<>(tx.list("SELECT id FROM source UNION SELECT source FROM lane UNION SELECT DISTINCT source FROM run",
                row -> row.getString(1)));
        for (String id : ids) {
            found.put(id, source(tx, id));
        }
        return found;
    }

    private static SourceRow source(Tx tx, String id) throws SQLException {
        Instant bookmark = tx.one("SELECT position FROM lane WHERE source = ? AND lane = 'live'", row -> Tx.at(row, "position"), id).orElse(null);
        Runs runs = new Runs(newest(tx, id, "ended_at IS NULL AND lane <> 'intake'"), newest(tx, id, "ended_at IS NOT NULL AND lane IN ('live', 'reread', 'backfill', 'remap')"),
                newest(tx, id, "ended_at IS NOT NULL AND left_early = 0 AND lane IN ('live', 'backfill', 'remap')"),
                newest(tx, id, "ended_at IS NOT NULL AND left_early = 0 AND lane = 'reread'"));
        List<Gap> gaps = gaps(tx, id);
        return tx.one("SELECT paused, wait_until, wait_words, absent, said FROM source WHERE id = ?", row -> new SourceRow(bookmark, runs,
                row.getInt("paused") != 0, Tx.at(row, "wait_until"), row.getString("wait_words"), row.getString("absent"), row.getString("said"), gaps), id)
                .orElseGet(() -> new SourceRow(bookmark, runs, false, null, null, null, null, gaps));
    }

    /** What lies between two spans that are filled without a break, the newest first. */
    private static List<Gap> gaps(Tx tx, String source) throws SQLException {
        List<Gap> spans = tx.list("SELECT from_at, to_at, began_at FROM filled WHERE source = ? ORDER BY from_at DESC LIMIT " + (MOST_GAPS + 1),
                row -> new Gap(Tx.at(row, "from_at"), Tx.at(row, "to_at"), Tx.at(row, "began_at")), source);
        List<Gap> gaps = new ArrayList<>();
        for (int i = 1; i < spans.size(); i++) {
            gaps.add(new Gap(spans.get(i).to(), spans.get(i - 1).from(), spans.get(i - 1).foundAt()));
        }
        return gaps;
    }

    private static RunRow newest(Tx tx, String source, String which) throws SQLException {
        return tx.one("SELECT * FROM run WHERE source = ? AND " + which + " ORDER BY id DESC LIMIT 1", StatusSql::run, source).orElse(null);
    }

    private static RunRow run(ResultSet row) throws SQLException {
        Long expected = Tx.number(row, "expected");
        return new RunRow(row.getLong("id"), row.getString("source"), row.getString("lane"), Tx.at(row, "started_at"), Tx.at(row, "ended_at"),
                row.getString("error"), row.getInt("left_early") != 0, expected, row.getInt("at_least") != 0, new Tally(row.getLong("fetched"),
                        row.getLong("stored"), row.getLong("unchanged"), row.getLong("filtered"), row.getLong("quarantined")));
    }

    private static Instant oldestPending(Tx tx) throws SQLException {
        return tx.one("SELECT owed_at FROM outbox WHERE state = 'pending' ORDER BY owed_at LIMIT 1", row -> Tx.at(row, "owed_at")).orElse(null);
    }

    /** The runs that a wish began. */
    public List<RunRow> runsOf(long wish) {
        return database.read(tx -> tx.list("SELECT * FROM run WHERE wish = ? ORDER BY id", StatusSql::run, wish));
    }

    /** How far a lane of a source is: its bookmark. */
    public Optional<Instant> bookmark(String source, String lane) {
        return database.read(tx -> tx.one("SELECT position FROM lane WHERE source = ? AND lane = ?", row -> Tx.at(row, "position"), source, lane));
    }

    /**
     * How many ratings of a wish's runs are in each state of the outbox; {@code quarantined} beside them. What is unknown and goes
     * again by itself counts as {@code pending}.
     */
    public Map<String, Long> leftBy(long wish) {
        return database.read(tx -> {
            Map<String, Long> states = new HashMap<>();
            // CROSS: SQLite joins in this order then, from the few runs to their rows.
            tx.list("SELECT CASE WHEN o.state = 'unknown' AND b.state NOT IN ('SETTLED', 'REFUSED', 'UNKNOWN') THEN 'pending' ELSE o.state END "
                    + "AS now, COUNT(*) AS n FROM run r CROSS JOIN outbox o LEFT JOIN batch b ON b.id = o.batch "
                    + "WHERE r.wish = ? AND o.run = r.id GROUP BY 1",
                    row -> states.put(row.getString("now"), row.getLong("n")), wish);
            states.put("quarantined", tx.one("SELECT COUNT(*) FROM run r CROSS JOIN quarantine q WHERE r.wish = ? AND q.run = r.id",
                    row -> row.getLong(1), wish).orElse(0L));
            return states;
        });
    }

    /** How many of these records are in quarantine. @param ids their numbers, or null for all */
    public long quarantined(List<Long> ids) {
        return database.read(tx -> tx.one("SELECT COUNT(*) FROM quarantine" + (ids == null ? "" : " WHERE id IN " + Tx.in(ids.size())),
                row -> row.getLong(1), ids == null ? new Object[0] : ids.toArray())).orElse(0L);
    }

    /** Books that do not agree with a recount of what they count, in words; empty when all do. Reads every row. */
    public List<String> recount() {
        return database.read(Recount::differences);
    }

    /**
     * The store at one moment.
     *
     * @param books account → entry → count; an account is a source's id, or {@code outbox}
     * @param sources by id, those that ever ran or were paused
     * @param sink the sink's state
     * @param sinkAnswer MaestroQA's words that it is paused for, or null; may quote a rating
     * @param oldestPending when the oldest pending rating was owed, or null
     */
    public record View(Map<String, Map<String, Long>> books, Map<String, SourceRow> sources, SinkState sink, String sinkAnswer, Instant oldestPending) {
        /** An entry of the books, 0 when there is none. */
        public long count(String account, String entry) {
            return books.getOrDefault(account, Map.of()).getOrDefault(entry, 0L);
        }
    }

    /**
     * A source as the store knows it.
     *
     * @param bookmark all before it is stored, or null
     * @param runs its newest
     * @param paused whether a person paused it
     * @param waitUntil until when it waits by itself, or null
     * @param waitWords why, in words
     * @param absent why the account has nothing for it, or null when it may have
     * @param said the vendor's words with the error of the last run, or null; may quote anything
     * @param gaps the newest gaps first, as many as a day can have
     */
    public record SourceRow(Instant bookmark, Runs runs, boolean paused, Instant waitUntil, String waitWords, String absent, String said,
            List<Gap> gaps) {
    }

    /**
     * What a source that gives counts was not asked for in time, or gave a row of that is no count: nobody can ask for it any more.
     *
     * @param from its start
     * @param to its end, exclusive
     * @param foundAt when collecting went on after it
     */
    public record Gap(Instant from, Instant to, Instant foundAt) {
    }

    /**
     * The newest runs of a source, each null when there is none.
     *
     * @param open did not end, and collects
     * @param last ended, and collected a span of time
     * @param forward the same, but for re-reads, and was not left early
     * @param reread a re-read that was not left early
     */
    public record Runs(RunRow open, RunRow last, RunRow forward, RunRow reread) {
    }

    /**
     * A run.
     *
     * @param id its number
     * @param source the source's id
     * @param lane what for
     * @param startedAt when it began
     * @param endedAt when it ended, or null
     * @param error why it failed, or null
     * @param leftEarly whether it ended before its work was done because somebody wanted it so, or with its process
     * @param expected how many records the vendor says there are, or null
     * @param atLeast whether there may be more than that
     * @param tally its books
     */
    public record RunRow(long id, String source, String lane, Instant startedAt, Instant endedAt, String error, boolean leftEarly, Long expected,
            boolean atLeast, Tally tally) {
    }
}
