package io.csatrelay.store;

import io.csatrelay.distribution.Supersession;
import io.csatrelay.distribution.Supersession.Answered;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks whether of the ratings with one supersedes_key exactly the latest counts. One key's ratings are in memory at a time. */
final class SupersessionCheck {
    private final Differences found;
    private final Map<Answered, Boolean> rivals = new HashMap<>();
    private List<String> key = List.of();

    private SupersessionCheck(Differences found) {
        this.found = found;
    }

    static void check(Tx tx, Differences found) throws SQLException {
        SupersessionCheck check = new SupersessionCheck(found);
        tx.each("SELECT source, supersedes_key, external_id, submitted_at, updated_at, counts FROM rating WHERE supersedes_key IS NOT NULL "
                + "ORDER BY source, supersedes_key", row -> check.next(List.of(row.getString("source"), row.getString("supersedes_key")),
                        new Answered(row.getString("external_id"), row.getString("supersedes_key"), Tx.at(row, "submitted_at"),
                                Tx.at(row, "updated_at")), row.getInt("counts") != 0));
        check.finish();
        long alone = tx.one("SELECT COUNT(*) FROM rating WHERE supersedes_key IS NULL AND counts = 0", row -> row.getLong(1)).orElse(0L);
        if (alone > 0) {
            found.add(alone + " ratings do not count, though nothing supersedes them");
        }
    }

    private void next(List<String> its, Answered rating, boolean counts) {
        if (!its.equals(key)) {
            finish();
            key = its;
        }
        rivals.put(rating, counts);
    }

    private void finish() {
        Set<String> counted = Supersession.counted(rivals.keySet());
        rivals.forEach((rating, counts) -> {
            if (counts != counted.contains(rating.externalId())) {
                found.add("rating " + rating.externalId() + " of " + key.get(0) + (counts ? ": counts, though a later one supersedes it"
                        : ": does not count, though it is the latest"));
            }
        });
        rivals.clear();
    }
}
