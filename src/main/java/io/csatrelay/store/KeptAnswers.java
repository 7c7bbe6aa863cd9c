package io.csatrelay.store;

import com.fasterxml.jackson.databind.node.TextNode;
import io.csatrelay.tile.TileErasure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Gnatta's kept answers, requests and figures say of somebody: it goes, as {@link TileErasure} takes it out. The answer's version stays, so
 * that the same answer again is unchanged.
 */
final class KeptAnswers {
    private final Database database;

    KeptAnswers(Database database) {
        this.database = database;
    }

    /** How many answers name them. */
    Erased look(Subject subject) {
        return Erased.ofAnswers(keys(subject).size());
    }

    /** Takes them out of all of them, each in a transaction. */
    Erased erase(Subject subject) {
        List<Key> keys = keys(subject);
        for (Key key : keys) {
            database.write(tx -> {
                erase(tx, key, erasure(subject));
                return null;
            });
        }
        return Erased.ofAnswers(keys.size());
    }

    private record Key(String source, String request) {
    }

    /** Those that would be others without them: a figure may be as their id by chance. */
    private List<Key> keys(Subject subject) {
        if (subject.id().length() < TileErasure.TELLING) {
            return List.of();
        }
        String json = TextNode.valueOf(subject.id()).toString();
        String like = "%" + json.substring(1, json.length() - 1).replaceAll("[!%_]", "!$0") + "%";
        AnswerErasure erasure = erasure(subject);
        List<Key> keys = new ArrayList<>();
        database.read(tx -> {
            tx.each("SELECT source, request, export, body, request_body FROM gnatta_answer WHERE (LOWER(body) LIKE LOWER(?) ESCAPE '!' OR LOWER(request_body) "
                    + "LIKE LOWER(?) ESCAPE '!')" + subject.ofSource(), row -> {
                        KeptAnswer whole = new KeptAnswer(row.getString("body"), row.getString("request_body"), List.of());
                        if (erasure.of(row.getInt("export") != 0, whole) != whole) {
                            keys.add(new Key(row.getString("source"), row.getString("request")));
                        }
                    }, subject.with(like, like));
            return null;
        });
        return keys;
    }

    /** Amid other words the id by itself, whatever it is made of. */
    private static AnswerErasure erasure(Subject subject) {
        Pattern alone = Pattern.compile("(?<![\\w-])" + Pattern.quote(subject.id()) + "(?![\\w-])", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        return new AnswerErasure(new TileErasure(subject.id()::equalsIgnoreCase,
                words -> alone.matcher(words).replaceAll(Matcher.quoteReplacement(TileErasure.NOBODY))));
    }

    private static void erase(Tx tx, Key key, AnswerErasure erasure) throws SQLException {
        record Row(boolean export, KeptAnswer whole) { }
        Optional<Row> row = tx.one("SELECT export, body, request_body FROM gnatta_answer WHERE source = ? AND request = ?", one -> new Row(one.getInt("export") != 0,
                new KeptAnswer(one.getString("body"), one.getString("request_body"), GnattaSql.figures(tx, key.source(), key.request(), Integer.MAX_VALUE))), key.source(), key.request());
        if (row.isEmpty()) {
            return;
        }
        KeptAnswer left = erasure.of(row.get().export(), row.get().whole());
        if (left == null) {
            tx.update("DELETE FROM gnatta_figure WHERE source = ? AND request = ?", key.source(), key.request());
            tx.update("DELETE FROM gnatta_answer WHERE source = ? AND request = ?", key.source(), key.request());
            return;
        }
        tx.update("UPDATE gnatta_answer SET body = ?, request_body = ? WHERE source = ? AND request = ?", left.body(), left.request(), key.source(), key.request());
        left.writeFigures(tx, key.source(), key.request());
    }
}
