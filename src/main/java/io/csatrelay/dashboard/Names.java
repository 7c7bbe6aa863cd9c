package io.csatrelay.dashboard;

import io.csatrelay.settings.NamesFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The names of agents, groups and the rest, by id: those of NAMES_FILE first, then what a vendor said. Safe for use by several threads. */
public final class Names {
    private final Map<Key, String> given = new HashMap<>();
    private final Map<Key, String> found = new ConcurrentHashMap<>();

    /** @param word a kind's word, or {@code group} */
    private record Key(String word, String id) {
    }

    /** @param given from a file; they win over what a vendor says */
    public Names(List<NamesFile.Row> given) {
        given.forEach(row -> this.given.put(new Key(row.kind(), row.id()), row.name()));
    }

    /** The name of an id; empty when nobody knows one. */
    public Optional<String> of(Kind kind, String id) {
        Key own = new Key(kind.word(), id);
        Key shared = new Key(kind.shared(), id);
        return Optional.ofNullable(given.get(own)).or(() -> Optional.ofNullable(given.get(shared))).or(() -> Optional.ofNullable(found.get(shared)));
    }

    /** A vendor's name for an agent or a group. */
    void learn(String word, String id, String name) {
        found.put(new Key(word, id), name);
    }
}
