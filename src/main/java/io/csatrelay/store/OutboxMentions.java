package io.csatrelay.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Earlier versions in the outbox that name a ticket or an agent which the rating itself does not name any more. The row stays, for it says
 * that the rating was sent; what was sent is taken out of it.
 */
final class OutboxMentions {
    private static final Set<String> ENDED = Set.of("delivered", "replaced", "dismissed");

    private final Database database;

    OutboxMentions(Database database) {
        this.database = database;
    }

    /** A row. */
    private record Row(long id, String source, String externalId, String state) {
        boolean isOpen() {
            return state.equals("pending");
        }
    }

    Erased look(Subject subject, Map<String, Set<String>> erased) {
        return counted(database.read(tx -> rows(tx, subject, erased)));
    }

    private static Erased counted(List<Row> rows) {
        long open = rows.stream().filter(Row::isOpen).count();
        return Erased.mentions(rows.size() - open, open);
    }

    /** @param erased the records whose rows go as a whole, or are left as a whole */
    Erased blank(Subject subject, Map<String, Set<String>> erased, Instant at) {
        if (look(subject, erased).isNothing()) {
            return Erased.NOTHING;
        }
        return database.write(tx -> {
            List<Row> rows = rows(tx, subject, erased);
            Books books = new Books();
            List<Object[]> changes = new ArrayList<>();
            rows.stream().filter(row -> !row.isOpen()).forEach(row -> {
                String state = ENDED.contains(row.state()) ? row.state() : "dismissed";
                if (!state.equals(row.state())) {
                    books.moves(row.state(), state, 1);
                }
                changes.add(new Object[] {state, at, row.id()});
            });
            tx.updateAll("UPDATE outbox SET state = ?, item = '{}', ticket_id = NULL, reason = NULL, changed_at = ? WHERE id = ?", changes);
            books.write(tx);
            return counted(rows);
        });
    }

    private static List<Row> rows(Tx tx, Subject subject, Map<String, Set<String>> erased) throws SQLException {
        List<Row> found = new ArrayList<>();
        for (String[] condition : conditions(subject)) {
            found.addAll(tx.list("SELECT id, source, external_id, state FROM outbox WHERE " + condition[0] + subject.ofSource(),
                    row -> new Row(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)), subject.with((Object) condition[1])));
        }
        return found.stream().distinct().filter(row -> !erased.getOrDefault(row.source(), Set.of()).contains(row.externalId())).toList();
    }

    /** SQL and its parameter. A customer's id is never sent. */
    private static List<String[]> conditions(Subject subject) {
        return switch (subject.kind()) {
            case REQUESTER -> List.of();
            case TICKET -> List.<String[]>of(new String[] {"ticket_id = ?", subject.id()});
            case AGENT -> Stream.of("agent_id", "agent_email").map(field -> new String[] {subject.has("item"),
                subject.like("\"" + field + "\":", "")}).toList();
        };
    }
}
