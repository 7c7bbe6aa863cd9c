package io.csatrelay.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Erases what there is of a customer, a ticket or an agent, beside whoever else uses the store: ratings with their counts, their rows of
 * the outbox, records in quarantine. What is on its way to MaestroQA is left, for its answer has to be told apart from the others'. The
 * search reads whole tables: a few seconds with millions of ratings, which writers do not notice. Safe for use by several threads.
 */
public final class ErasureSql {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int AT_A_TIME = 100;
    /** Sent, or of a batch whose answer was lost and that goes again; one that was certainly not sent yet may be taken out of its batch. */
    private static final String ON_ITS_WAY = "o.state IN ('pending', 'unknown') AND EXISTS (SELECT 1 FROM batch b WHERE b.id = o.batch AND "
            + "(b.state IN ('CLAIMED', 'SENT', 'LOST', 'WAITING') OR b.state = 'READY' AND b.losses > 0))";

    private final Database database;
    private final PrivacyKey key;
    private final Forgotten forgotten;
    private final Slices slices = new Slices();
    private final AgentFigures figures;
    private final OutboxMentions mentions;
    private final KeptAnswers answers;

    /** @param key what is erased is remembered by */
    public ErasureSql(Database database, PrivacyKey key) {
        this.database = database;
        this.key = key;
        this.forgotten = new Forgotten(key);
        this.figures = new AgentFigures(database, slices);
        this.mentions = new OutboxMentions(database);
        this.answers = new KeptAnswers(database);
    }

    /** What {@link #erase} would erase now; changes nothing. */
    public Erased look(Subject subject) {
        Map<String, Set<String>> found = find(subject);
        Erased all = inPieces(found, (source, ids) -> database.read(tx -> look(tx, source, ids)));
        return all.plus(mentions.look(subject, found)).plus(figures.look(subject)).plus(answers.look(subject));
    }

    /**
     * Erases it, in many short transactions: one that was cut short has erased some, and is asked for again.
     *
     * @return what was erased; the store keeps a note of it, by {@link #note}
     */
    public Erased erase(Subject subject, Instant at) {
        // First: what its source counts or lists meanwhile must not come in behind.
        database.write(tx -> {
            forgotten.addSubject(tx, subject, at);
            return null;
        });
        Map<String, Set<String>> found = find(subject);
        Erased erased = inPieces(found, (source, ids) -> erase(source, ids, at)).plus(mentions.blank(subject, found, at)).plus(figures.erase(subject))
                .plus(answers.erase(subject));
        database.write(tx -> {
            if (!erased.isNothing()) {
                // MaestroQA's words that the sink is paused for may quote one of them.
                tx.update("UPDATE sink SET answer = NULL");
            }
            return tx.update("INSERT INTO erasure (at, kind, subject, ratings, records, left_over) VALUES (?, ?, ?, ?, ?, ?)", at, subject.kind().word(),
                    subject(subject), erased.ratings(), erased.records(), erased.left());
        });
        database.settle();
        return erased;
    }

    /** What the store notes an erasure of this subject under: the beginning of a keyed hash. */
    public String note(Subject subject) {
        return subject(subject).substring(0, 12);
    }

    private String subject(Subject subject) {
        return key.make().of("subject", subject.kind().word(), subject.id());
    }

    private interface Piece {
        Erased with(String source, List<String> ids);
    }

    private static Erased inPieces(Map<String, Set<String>> found, Piece piece) {
        Erased all = Erased.NOTHING;
        for (var source : found.entrySet()) {
            List<String> ids = new ArrayList<>(source.getValue());
            for (int i = 0; i < ids.size(); i += AT_A_TIME) {
                all = all.plus(piece.with(source.getKey(), ids.subList(i, Math.min(ids.size(), i + AT_A_TIME))));
            }
        }
        return all;
    }

    /** The records, by source. */
    private Map<String, Set<String>> find(Subject subject) {
        Map<String, Set<String>> found = new TreeMap<>();
        Mentions mentions = subject.mentions();
        database.read(tx -> {
            tx.each("SELECT source, external_id FROM rating WHERE " + subject.rating(),
                    row -> found.computeIfAbsent(row.getString(1), any -> new TreeSet<>()).add(row.getString(2)), subject.parameters());
            tx.each("SELECT source, external_id, input FROM quarantine WHERE 1 = 1" + subject.ofSource(), row -> {
                if (mentioned(mentions, row.getString(3))) {
                    found.computeIfAbsent(row.getString(1), any -> new TreeSet<>()).add(row.getString(2));
                }
            }, subject.with());
            return null;
        });
        return found;
    }

    private static boolean mentioned(Mentions mentions, String input) {
        try {
            return mentions.in(JSON.readTree(input));
        } catch (JsonProcessingException changedFromOutside) {
            return false;
        }
    }

    /** Erases records of a source. */
    Erased erase(String source, Collection<String> ids, Instant at) {
        return database.write(tx -> {
            Set<String> gone = new HashSet<>(ids);
            gone.removeAll(onTheirWay(tx, source, ids));
            if (gone.isEmpty()) {
                return Erased.ratings(0, 0, ids.size(), List.of());
            }
            List<String> maestroIds = maestroIds(tx, source, gone);
            new BucketsTx(tx, source, slices).remove(gone);
            Forgetting.Gone counted = new Forgetting(tx, forgotten, source, at).forget(gone);
            return Erased.ratings(counted.ratings(), counted.records(), ids.size() - gone.size(), maestroIds);
        });
    }

    private static Erased look(Tx tx, String source, Collection<String> ids) throws SQLException {
        Set<String> gone = new HashSet<>(ids);
        gone.removeAll(onTheirWay(tx, source, ids));
        return gone.isEmpty() ? Erased.ratings(0, 0, ids.size(), List.of()) : Erased.ratings(count(tx, "rating", source, gone),
                count(tx, "quarantine", source, gone), ids.size() - gone.size(), maestroIds(tx, source, gone));
    }

    private static List<String> onTheirWay(Tx tx, String source, Collection<String> ids) throws SQLException {
        return tx.list("SELECT DISTINCT o.external_id FROM outbox o WHERE o.source = ? AND o.external_id IN " + Tx.in(ids.size()) + " AND " + ON_ITS_WAY,
                row -> row.getString(1), Tx.with(ids, source));
    }

    private static long count(Tx tx, String table, String source, Collection<String> ids) throws SQLException {
        return tx.one("SELECT COUNT(*) FROM " + table + " WHERE source = ? AND external_id IN " + Tx.in(ids.size()), row -> row.getLong(1),
                Tx.with(ids, source)).orElse(0L);
    }

    private static List<String> maestroIds(Tx tx, String source, Collection<String> ids) throws SQLException {
        return tx.list("SELECT maestro_id FROM outbox WHERE maestro_id IS NOT NULL AND source = ? AND external_id IN " + Tx.in(ids.size()) + " ORDER BY id",
                row -> row.getString(1), Tx.with(ids, source));
    }
}
