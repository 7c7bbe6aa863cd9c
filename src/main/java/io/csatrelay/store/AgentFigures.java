package io.csatrelay.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is counted for an agent beside the ratings: the answers of those that were purged, what sources counted themselves, and the agent's
 * place in what was published. Intervals that change are published again.
 */
final class AgentFigures {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DAYS = "SELECT DISTINCT (ends_at - 1 - ((ends_at - 1) % 86400000 + 86400000) % 86400000) FROM bucket WHERE ";

    private final Database database;
    private final Slices slices;

    AgentFigures(Database database, Slices slices) {
        this.database = database;
        this.slices = slices;
    }

    /** Before, or after, the agent's ratings are erased: their own answers are not among it. */
    Erased look(Subject subject) {
        return subject.kind() == Subject.Kind.AGENT ? database.read(tx -> look(tx, subject)) : Erased.NOTHING;
    }

    private static Erased look(Tx tx, Subject subject) throws SQLException {
        long figures = 0;
        for (AggregateTable table : AggregateTable.values()) {
            figures += tx.one("SELECT COUNT(*) FROM " + of(table, subject), row -> row.getLong(1), subject.with(subject.id())).orElse(0L);
        }
        List<Long> numbers = numbers(tx, subject);
        if (numbers.isEmpty()) {
            return Erased.ofAgent(0, figures);
        }
        long counted = tx.one("SELECT SUM(score1 + score2 + score3 + score4 + score5) FROM bucket WHERE " + in(numbers), row -> row.getLong(1)).orElse(0L);
        long theirs = tx.one("SELECT COUNT(*) FROM rating WHERE counts = 1 AND " + in(numbers), row -> row.getLong(1)).orElse(0L);
        return Erased.ofAgent(counted - theirs, figures);
    }

    /** After the agent's ratings are erased. */
    Erased erase(Subject subject) {
        if (subject.kind() != Subject.Kind.AGENT) {
            return Erased.NOTHING;
        }
        Erased erased = look(subject);
        List<Long> numbers = database.read(tx -> numbers(tx, subject));
        if (!numbers.isEmpty()) {
            for (Instant day : database.read(tx -> tx.list(DAYS + in(numbers), row -> Instant.ofEpochMilli(row.getLong(1))))) {
                database.write(tx -> {
                    BucketsTx.change(tx, slices, BucketRecount.difference(tx, day, " AND " + in(numbers)));
                    return null;
                });
            }
            database.write(tx -> Slices.remove(tx, unused(tx, numbers)));
        }
        published(subject);
        database.write(tx -> {
            for (AggregateTable table : AggregateTable.values()) {
                tx.update("DELETE FROM " + of(table, subject), subject.with(subject.id()));
            }
            return tx.update("DELETE FROM csat_snapshot WHERE " + subject.has("answer") + subject.ofSource(), subject.with(subject.like("", ":")));
        });
        return erased;
    }

    private static String of(AggregateTable table, Subject subject) {
        return table.id() + " WHERE " + subject.is("agent") + subject.ofSource();
    }

    private static List<Long> numbers(Tx tx, Subject subject) throws SQLException {
        return tx.list("SELECT id FROM slice WHERE " + subject.is("agent") + subject.ofSource(), row -> row.getLong(1), subject.with(subject.id()));
    }

    /** Numbers alone: nothing of them has to be quoted. */
    private static String in(List<Long> numbers) {
        return "slice IN (" + numbers.stream().map(String::valueOf).collect(Collectors.joining(",")) + ")";
    }

    private static Set<Long> unused(Tx tx, List<Long> numbers) throws SQLException {
        Set<Long> unused = new HashSet<>(numbers);
        for (String table : List.of("bucket", "rating")) {
            unused.removeAll(tx.list("SELECT DISTINCT slice FROM " + table + " WHERE " + in(numbers), row -> row.getLong(1)));
        }
        return unused;
    }

    /** Intervals that are published again have no such agent then; until that, and where the interval has another length now, it goes here. */
    private void published(Subject subject) {
        String which = " FROM published WHERE " + subject.has("agents") + subject.ofSource();
        Object[] parameters = subject.with(subject.like("", ":"));
        for (String id : database.read(tx -> tx.list("SELECT id" + which, row -> row.getString(1), parameters))) {
            database.write(tx -> {
                List<Object[]> changes = new ArrayList<>();
                tx.list("SELECT agents FROM published WHERE id = ?", row -> changes.add(new Object[] {without(row.getString(1), subject.id()), id}), id);
                tx.updateAll("UPDATE published SET agents = ? WHERE id = ?", changes);
                return null;
            });
        }
    }

    private static String without(String agents, String id) {
        try {
            JsonNode left = JSON.readTree(agents);
            List<String> theirs = new ArrayList<>();
            left.fieldNames().forEachRemaining(agent -> theirs.addAll(agent.equalsIgnoreCase(id) ? List.of(agent) : List.of()));
            return left instanceof ObjectNode object ? object.without(theirs).toString() : agents;
        } catch (JsonProcessingException changedFromOutside) {
            return "{}";
        }
    }
}
