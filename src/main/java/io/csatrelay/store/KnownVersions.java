package io.csatrelay.store;

import io.csatrelay.collect.Version;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The newest version of each record that the store knows, quarantined ones included, and of those that were purged or erased. */
final class KnownVersions {
    private KnownVersions() {
    }

    static Map<String, Version> read(Tx tx, String source, Collection<String> externalIds, Forgotten forgotten) throws SQLException {
        Map<String, Version> known = new HashMap<>();
        if (externalIds.isEmpty()) {
            return known;
        }
        for (String table : List.of("rating", "quarantine")) {
            // The text is read again, for version_at has milliseconds only and a vendor may count finer.
            tx.list("SELECT external_id, version FROM " + table + " WHERE source = ? AND external_id IN " + Tx.in(externalIds.size()),
                    row -> known.merge(row.getString("external_id"), Version.of(row.getString("version")),
                            (a, b) -> b.newerThan(a) ? b : a), Tx.with(externalIds, source));
        }
        forgotten.among(tx, source, externalIds).forEach(id -> known.put(id, Version.FORGOTTEN));
        return known;
    }
}
