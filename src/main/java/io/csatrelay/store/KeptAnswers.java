package io.csatrelay.store;

import com.fasterxml.jackson.databind.node.TextNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Gnatta's kept answers, requests and figures say of somebody. Nobody knows which part of an answer is whose, so that the figures stay
 * and the id gives way: they are nobody's then. The answer's version stays too: the same answer again is unchanged, and does not bring it back.
 */
final class KeptAnswers {
    /** In place of an id. */
    static final String NOBODY = "***";
    /** A shorter id may be a count or somebody else's. */
    private static final int TELLING = 5;

    private final Database database;

    KeptAnswers(Database database) {
        this.database = database;
    }

    /** How many answers name them. */
    Erased look(Subject subject) {
        return Erased.ofAnswers(keys(subject).size());
    }

    /** Takes the id out of all of them, each in a transaction. */
    Erased erase(Subject subject) {
        List<Key> keys = keys(subject);
        for (Key key : keys) {
            database.write(tx -> {
                erase(tx, key, pattern(subject));
                return null;
            });
        }
        return Erased.ofAnswers(keys.size());
    }

    private record Key(String source, String request) {
    }

    private List<Key> keys(Subject subject) {
        if (subject.id().length() < TELLING) {
            return List.of();
        }
        String like = "%" + inner(subject.id()).replaceAll("[!%_]", "!$0") + "%";
        Pattern pattern = pattern(subject);
        List<Key> keys = new ArrayList<>();
        database.read(tx -> {
            tx.each("SELECT source, request, body, request_body FROM gnatta_answer WHERE (LOWER(body) LIKE LOWER(?) ESCAPE '!' OR LOWER(request_body) "
                    + "LIKE LOWER(?) ESCAPE '!')" + subject.ofSource(), row -> {
                        if (pattern.matcher(row.getString("body")).find() || pattern.matcher(row.getString("request_body")).find()) {
                            keys.add(new Key(row.getString("source"), row.getString("request")));
                        }
                    }, subject.with(like, like));
            return null;
        });
        return keys;
    }

    /** The id by itself, in JSON and in CSV alike. */
    private static Pattern pattern(Subject subject) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(inner(subject.id())) + "(?![\\w-])", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** As JSON writes it, without the quotes around it. */
    private static String inner(String id) {
        String json = TextNode.valueOf(id).toString();
        return json.substring(1, json.length() - 1);
    }

    private static void erase(Tx tx, Key key, Pattern pattern) throws SQLException {
        List<Object[]> answers = new ArrayList<>();
        tx.each("SELECT body, request_body FROM gnatta_answer WHERE source = ? AND request = ?", row -> answers.add(new Object[] {
            without(pattern, row.getString("body")), without(pattern, row.getString("request_body")), key.source(), key.request()}), key.source(), key.request());
        tx.updateAll("UPDATE gnatta_answer SET body = ?, request_body = ? WHERE source = ? AND request = ?", answers);
        List<Object[]> figures = new ArrayList<>();
        tx.each("SELECT place, path, name, label FROM gnatta_figure WHERE source = ? AND request = ?", row -> figures.add(new Object[] {
            without(pattern, row.getString("path")), without(pattern, row.getString("name")), without(pattern, row.getString("label")), key.source(),
            key.request(), row.getInt("place")}), key.source(), key.request());
        tx.updateAll("UPDATE gnatta_figure SET path = ?, name = ?, label = ? WHERE source = ? AND request = ? AND place = ?", figures);
    }

    private static String without(Pattern pattern, String text) {
        return pattern.matcher(text).replaceAll(Matcher.quoteReplacement(NOBODY));
    }
}
