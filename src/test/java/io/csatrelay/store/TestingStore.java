package io.csatrelay.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csatrelay.collect.Count;
import io.csatrelay.collect.Lane;
import io.csatrelay.collect.LaneState;
import io.csatrelay.collect.Tally;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a store the way a test asks: books, lanes, runs, ratings, quarantine. Safe for use by several threads. */
public final class TestingStore {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Database database;

    /** @param database open; stays the caller's */
    public TestingStore(Database database) {
        this.database = database;
    }

    /** A run, as the store has it; {@code endedAt} and {@code error} are null while it is at work. */
    public record RunRow(long id, String source, String lane, Long wish, Instant startedAt, Instant endedAt, String error, Tally tally) {
    }

    /** A stored rating: the newest version; {@code body} is the whole rating. */
    public record RatingRow(String externalId, String version, JsonNode body) {
    }

    /** A quarantined record; {@code input} is what the mapping was given. */
    public record QuarantineRow(String externalId, String version, String reason, JsonNode input) {
    }

    /** A row of the outbox; {@code item} is what is sent. */
    public record OutboxRow(long id, String externalId, String version, String state, String reason, int urgency, JsonNode item) {
    }

    /** The books of a source. */
    public Tally tally(String source) {
        Map<String, Long> book = book(source);
        return new Tally(book.getOrDefault("fetched", 0L), book.getOrDefault("stored", 0L), book.getOrDefault("unchanged", 0L),
                book.getOrDefault("filtered", 0L), book.getOrDefault("quarantined", 0L));
    }

    /** The books of the outbox: state → how many; {@code owed} is their sum. */
    public Map<String, Long> outboxBook() {
        return book(Books.OUTBOX);
    }

    private Map<String, Long> book(String account) {
        Map<String, Long> book = new HashMap<>();
        database.read(tx -> tx.list("SELECT entry, n FROM book WHERE account = ?",
                row -> book.put(row.getString(1), row.getLong(2)), account));
        return book;
    }

    /** Where a lane stands. */
    public Optional<LaneState> lane(String source, Lane lane) {
        return new CollectSql(database, false).lane(source, lane);
    }

    /** The vendor's mark that is kept with a lane's bookmark. */
    public Optional<String> continuation(String source, Lane lane) {
        return new CollectSql(database, false).continuation(source, lane);
    }

    /** The runs of a source, oldest first. */
    public List<RunRow> runs(String source) {
        return database.read(tx -> tx.list("SELECT * FROM run WHERE source = ? ORDER BY id", row -> new RunRow(row.getLong("id"),
                row.getString("source"), row.getString("lane"), Tx.number(row, "wish"), Tx.at(row, "started_at"), Tx.at(row, "ended_at"),
                row.getString("error"), new Tally(row.getLong("fetched"), row.getLong("stored"), row.getLong("unchanged"),
                        row.getLong("filtered"), row.getLong("quarantined"))), source));
    }

    /** What the vendor said a run would find, or null. */
    public Count expected(long run) {
        return database.read(tx -> tx.one("SELECT expected, at_least FROM run WHERE id = ? AND expected IS NOT NULL",
                row -> new Count(row.getLong(1), row.getInt(2) != 0), run)).orElse(null);
    }

    /** The ratings of a source by their ids. */
    public Map<String, RatingRow> ratings(String source) {
        Map<String, RatingRow> byId = new HashMap<>();
        database.read(tx -> tx.list("SELECT external_id, version, body FROM rating WHERE source = ?", row -> byId.put(row.getString(1),
                new RatingRow(row.getString(1), row.getString(2), json(row.getString(3)))), source));
        return byId;
    }

    /** How many ratings of a source are stored. */
    public long ratingCount(String source) {
        return database.read(tx -> tx.one("SELECT COUNT(*) FROM rating WHERE source = ?", row -> row.getLong(1), source)).orElse(0L);
    }

    /** The kept answers of windows, the newest ones first: when each begins and ends, and what was said. */
    public List<String> snapshots(String source) {
        return database.read(tx -> tx.list("SELECT from_at, to_at, answer FROM csat_snapshot WHERE source = ? ORDER BY to_at DESC, from_at DESC",
                row -> Tx.at(row, "from_at") + " " + Tx.at(row, "to_at") + " " + row.getString("answer"), source));
    }

    /** What is quarantined, oldest first. */
    public List<QuarantineRow> quarantine(String source) {
        return database.read(tx -> tx.list("SELECT external_id, version, reason, input FROM quarantine WHERE source = ? ORDER BY id",
                row -> new QuarantineRow(row.getString(1), row.getString(2), row.getString(3), json(row.getString(4))), source));
    }

    /** Asks for all that is quarantined of a source to be mapped again, as `retry --quarantined` does. */
    public void retryQuarantined(String source) {
        database.write(tx -> tx.update("UPDATE quarantine SET retry = 1 WHERE source = ?", source));
    }

    /** The same, as if the mapping took one text in a record for another. */
    public void editQuarantined(String source, String externalId, String from, String to) {
        database.write(tx -> tx.update("UPDATE quarantine SET retry = 1, input = REPLACE(input, ?, ?) WHERE source = ? AND external_id = ?",
                from, to, source, externalId));
    }

    /** The outbox, oldest first. */
    public List<OutboxRow> outbox() {
        return database.read(tx -> tx.list("SELECT * FROM outbox ORDER BY id", row -> new OutboxRow(row.getLong("id"),
                row.getString("external_id"), row.getString("version"), row.getString("state"), row.getString("reason"),
                row.getInt("urgency"), json(row.getString("item")))));
    }

    /** What a source says while it waits, or null. */
    public String waitWords(String source) {
        return database.read(tx -> tx.one("SELECT wait_words FROM source WHERE id = ?", row -> row.getString(1), source)).orElse(null);
    }

    /** Pauses a source, or lets it go on, as a person does. */
    public void pause(String source, boolean paused) {
        database.write(tx -> tx.update("INSERT INTO source (id, paused) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET paused = excluded.paused",
                source, paused));
    }

    /** Whether all books balance: each source's, and the outbox's. */
    public boolean balanced(String... sources) {
        Map<String, Long> outbox = new HashMap<>(outboxBook());
        long owed = outbox.getOrDefault(Books.OWED, 0L);
        outbox.remove(Books.OWED);
        return List.of(sources).stream().allMatch(source -> tally(source).balanced())
                && owed == outbox.values().stream().mapToLong(Long::longValue).sum();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the store holds JSON that is none", broken);
        }
    }
}
