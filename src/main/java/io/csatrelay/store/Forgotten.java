package io.csatrelay.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The records that were purged or erased, known by hashes alone. No version of them is taken again: one that was erased must not come
 * back, and one that was purged is past its retention whatever became of it since. Safe for use by several threads.
 */
final class Forgotten {
    /** What is hashed to tell whether a key is the one of this store. */
    private static final String MARK = "mark";

    private final PrivacyKey key;

    Forgotten(PrivacyKey key) {
        this.key = key;
    }

    /**
     * Which of a source's records were.
     *
     * @throws StoreException when they were hashed with another key: without it what was erased would be stored again
     */
    Set<String> among(Tx tx, String source, Collection<String> externalIds) throws SQLException {
        Optional<KeyedHash> hash = key.find();
        Map<String, String> ids = new LinkedHashMap<>();
        hash.ifPresent(with -> {
            ids.put(with.of(MARK), null);
            externalIds.forEach(id -> ids.put(identity(with, source, id), id));
        });
        Set<String> found = new HashSet<>();
        boolean marked = false;
        for (String identity : ids.isEmpty() ? List.<String>of() : tx.list("SELECT identity FROM forgotten WHERE identity IN " + Tx.in(ids.size()),
                row -> row.getString(1), ids.keySet().toArray())) {
            marked |= ids.get(identity) == null;
            found.add(ids.get(identity));
        }
        if (!marked) {
            requireNothingForgotten(tx);
        }
        found.remove(null);
        return found;
    }

    private static void requireNothingForgotten(Tx tx) throws SQLException {
        if (tx.one("SELECT 1 FROM forgotten LIMIT 1", row -> 1).isPresent()) {
            throw new StoreException("looking whether a record was purged or erased: this is not the key that they were hashed with: put back "
                    + "the PRIVACY_KEY, or the file " + PrivacyKey.FILE + " in DATA_DIR, that this store was used with; without it what was "
                    + "erased would be stored again", null);
        }
    }

    /** Adds records. @param versions external id → the version that is forgotten */
    void add(Tx tx, String source, Map<String, String> versions, Instant at) throws SQLException {
        among(tx, source, Set.of());
        KeyedHash hash = key.make();
        List<Object[]> rows = new ArrayList<>();
        rows.add(new Object[] {hash.of(MARK), "", at});
        versions.forEach((id, version) -> rows.add(new Object[] {identity(hash, source, id), hash.of("version", source, id, version), at}));
        tx.updateAll("INSERT INTO forgotten (identity, version, at) VALUES (?, ?, ?) ON CONFLICT (identity) DO NOTHING", rows);
    }

    /** Notes that somebody was erased at a time, in one source or, with null, in all. */
    void addSubject(Tx tx, Subject subject, Instant at) throws SQLException {
        add(tx, "", Map.of(), at);
        tx.update("INSERT INTO forgotten (identity, version, at) VALUES (?, '', ?) ON CONFLICT (identity) DO UPDATE SET at = excluded.at",
                subject(key.make(), subject.kind(), subject.source(), subject.id()), at);
    }

    /** Which of these agents of a source were erased → when last. @throws StoreException as {@link #among} */
    Map<String, Instant> agents(Tx tx, String source, Collection<String> agents) throws SQLException {
        among(tx, source, Set.of());
        Map<String, Instant> erased = new HashMap<>();
        if (key.find().isEmpty()) {
            return erased;
        }
        KeyedHash hash = key.find().get();
        for (String agent : agents) {
            tx.list("SELECT at FROM forgotten WHERE identity IN (?, ?)", row -> erased.merge(agent, Tx.at(row, "at"), (a, b) -> a.isAfter(b) ? a : b),
                    agent(hash, source, agent), agent(hash, null, agent));
        }
        return erased;
    }

    /**
     * What tells whether an id is of somebody of a source who was erased later than a time, customer, ticket or agent; empty when nobody was.
     *
     * @throws StoreException as {@link #among}
     */
    Optional<Predicate<String>> erasedAfter(Tx tx, String source, Instant time) throws SQLException {
        among(tx, source, Set.of());
        Optional<KeyedHash> known = key.find();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        KeyedHash hash = known.get();
        // Subjects have no version, nor has the mark.
        Set<String> erased = new HashSet<>(tx.list("SELECT identity FROM forgotten WHERE version = '' AND at > ? AND identity <> ?", row -> row.getString(1),
                time, hash.of(MARK)));
        return erased.isEmpty() ? Optional.empty() : Optional.of(id -> Arrays.stream(Subject.Kind.values())
                .anyMatch(kind -> erased.contains(subject(hash, kind, source, id)) || erased.contains(subject(hash, kind, null, id))));
    }

    private static String subject(KeyedHash hash, Subject.Kind kind, String source, String id) {
        return hash.of(kind.word(), source == null ? "" : source, id.toLowerCase(Locale.ROOT));
    }

    private static String agent(KeyedHash hash, String source, String agent) {
        return subject(hash, Subject.Kind.AGENT, source, agent);
    }

    private static String identity(KeyedHash hash, String source, String externalId) {
        return hash.of("record", source, externalId);
    }
}
