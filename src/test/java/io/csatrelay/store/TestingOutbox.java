package io.csatrelay.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.csatrelay.collect.CollectStore.PageToStore;
import io.csatrelay.collect.Lane;
import io.csatrelay.collect.Outcome;
import io.csatrelay.collect.Version;
import io.csatrelay.deliver.SinkState;
import io.csatrelay.rating.TestingRatings;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** An outbox to deliver from: owes ratings as collecting does, and tells what became of them. Used by one thread. */
public final class TestingOutbox {
    private static final String SOURCE = "zendesk-ratings";

    private final Database database;

    /** @param database open; stays the caller's */
    public TestingOutbox(Database database) {
        this.database = database;
    }

    /** A batch as the store has it. */
    public record BatchRow(long id, Long parent, String state, int losses, int size) {
    }

    /** Owes ratings {@code from} (inclusive) to {@code to} (exclusive), each a ticket of that number, in their first version. */
    public void owe(int from, int to, Instant at) {
        oweSaying("v1", from, to, at);
    }

    /** The same with these words as the customer's comment. */
    public void oweSaying(String words, int from, int to, Instant at) {
        store(IntStream.range(from, to).mapToObj(id -> rated(id, 1, words)).toList(), at);
    }

    /** Owes a version of one rating. Its comment is {@code v} and the version's number. */
    public void oweVersion(int id, int version, Instant at) {
        store(List.of(rated(id, version, "v" + version)), at);
    }

    private static Outcome rated(int id, int version, String words) {
        return new Outcome.Rated(String.valueOf(id), Version.of(Instant.parse("2026-04-01T00:00:00Z").plusSeconds(version).toString()),
                TestingRatings.rating("{\"external_id\":\"" + id + "\",\"submitted_at\":\"2026-04-01T00:00:00Z\",\"ticket_id\":\"" + id
                        + "\",\"agent_id\":\"135\",\"score\":1,\"min_score\":0,\"max_score\":1,\"comment\":\"" + words + "\"}"));
    }

    private void store(List<Outcome> outcomes, Instant at) {
        new CollectSql(database, false).storePage(new PageToStore(SOURCE, 1, Lane.LIVE, 0, outcomes, null, at));
    }

    /** State → how many (rating, version) pairs are in it; states without any are absent. */
    public Map<String, Integer> states() {
        Map<String, Integer> states = new HashMap<>();
        database.read(tx -> tx.list("SELECT state, COUNT(*) AS n FROM outbox GROUP BY state", row -> states.put(row.getString(1), row.getInt(2))));
        return states;
    }

    /** The ratings in a state, by the numbers they were owed under, a number for each version. */
    public List<Integer> in(String state) {
        return database.read(tx -> tx.list("SELECT external_id FROM outbox WHERE state = ? ORDER BY id",
                row -> Integer.valueOf(row.getString(1)), state));
    }

    /** The items in a state, each as its ticket, a slash and its comment. */
    public List<String> items(String state) {
        return database.read(tx -> tx.list("SELECT item FROM outbox WHERE state = ? ORDER BY id", row -> {
            JsonNode item = TestingRatings.json(row.getString(1));
            return item.get("ticket_id").textValue() + "/" + item.get("comment").textValue();
        }, state));
    }

    /** The reasons in a state, without repeats. */
    public List<String> reasons(String state) {
        return database.read(tx -> tx.list("SELECT DISTINCT reason FROM outbox WHERE state = ?", row -> row.getString(1), state));
    }

    /** How many delivered ratings have MaestroQA's id. */
    public int withMaestroId() {
        return database.read(tx -> tx.one("SELECT COUNT(*) FROM outbox WHERE maestro_id IS NOT NULL", row -> row.getInt(1))).orElseThrow();
    }

    /** The batches, oldest first. */
    public List<BatchRow> batches() {
        return database.read(tx -> tx.list("SELECT * FROM batch ORDER BY id", row -> new BatchRow(row.getLong("id"),
                Tx.number(row, "parent"), row.getString("state"), row.getInt("losses"), row.getInt("size"))));
    }

    /** Requests whose answer the store does not have. */
    public int unanswered() {
        return database.read(tx -> tx.one("SELECT COUNT(*) FROM request WHERE answered_at IS NULL", row -> row.getInt(1))).orElseThrow();
    }

    /** The sink. */
    public SinkState sink() {
        return database.read(SinkSql::read);
    }

    /** Sets the sink's state. */
    public void sinkState(SinkState state) {
        database.write(tx -> {
            SinkSql.write(tx, state);
            return null;
        });
    }

    /** What a recount finds wrong in the books. */
    public List<String> differences() {
        return database.read(Recount::differences);
    }

    /** Empties the store. */
    public void clear() {
        database.write(tx -> {
            for (String table : List.of("outbox", "batch", "request", "book", "rating", "run")) {
                tx.update("DELETE FROM " + table);
            }
            SinkSql.write(tx, SinkState.READY);
            return null;
        });
    }
}
