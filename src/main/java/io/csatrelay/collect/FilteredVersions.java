package io.csatrelay.collect;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Which versions of records the mapping made no rating of: when they are read again they are unchanged, and nothing is looked up for them. In
 * memory alone, so that an edited mapping, which takes a start, has them again. Safe for use by several threads.
 */
public final class FilteredVersions {
    /** Some 20 MB; of more than that the oldest are mapped again. */
    static final int MOST = 200_000;

    private final Set<UUID> marks = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
            return size() > MOST;
        }
    }));

    boolean has(String source, String externalId, Version version) {
        return marks.contains(mark(source, externalId, version));
    }

    void add(String source, Outcome.Filtered filtered) {
        marks.add(mark(source, filtered.externalId(), filtered.version()));
    }

    private static UUID mark(String source, String externalId, Version version) {
        return UUID.nameUUIDFromBytes(String.join("\n", source, externalId, version.text()).getBytes(StandardCharsets.UTF_8));
    }
}
