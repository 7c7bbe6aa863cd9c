package io.csatrelay.store;

import io.csatrelay.collect.CollectStore;
import io.csatrelay.collect.Count;
import io.csatrelay.collect.Lane;
import io.csatrelay.collect.LaneState;
import io.csatrelay.collect.Tally;
import io.csatrelay.collect.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What collecting needs of the store, in SQL. Safe for use by several threads. */
public final class CollectSql implements CollectStore {
    private final Database database;
    private final boolean firstOnly;
    private final Forgotten forgotten;
    private final Slices slices = new Slices();

    /** For a store of which nothing was purged or erased. */
    public CollectSql(Database database, boolean firstOnly) {
        this(database, firstOnly, PrivacyKey.none());
    }

    /**
     * @param firstOnly whether a rating that was delivered is never owed again (MAESTROQA_CHANGED)
     * @param key what was purged or erased is known by
     */
    public CollectSql(Database database, boolean firstOnly, PrivacyKey key) {
        this.database = database;
        this.firstOnly = firstOnly;
        this.forgotten = new Forgotten(key);
    }

    @Override
    public Map<String, Version> known(String source, Collection<String> externalIds) {
        return database.read(tx -> KnownVersions.read(tx, source, externalIds, forgotten));
    }

    @Override
    public Map<String, String> ratings(String source, Collection<String> externalIds) {
        Map<String, String> found = new HashMap<>();
        if (!externalIds.isEmpty()) {
            database.read(tx -> tx.list("SELECT external_id, body FROM rating WHERE source = ? AND external_id IN " + Tx.in(externalIds.size()),
                    row -> found.put(row.getString("external_id"), row.getString("body")), Tx.with(externalIds, source)));
        }
        return found;
    }

    @Override
    public Tally storePage(PageToStore page) {
        return database.write(tx -> new PageTx(tx, page, firstOnly, slices, forgotten).store());
    }

    @Override
    public Optional<LaneState> lane(String source, Lane lane) {
        return database.read(tx -> tx.one("SELECT position, until_at, window_seconds, pages, started_at FROM lane WHERE source = ? AND lane = ?",
                row -> new LaneState(Tx.at(row, "position"), Tx.at(row, "until_at"), Duration.ofSeconds(row.getLong("window_seconds")),
                        row.getInt("pages"), Tx.at(row, "started_at")), source, lane.id()));
    }

    @Override
    public Optional<String> continuation(String source, Lane lane) {
        return database.read(tx -> tx.one("SELECT continuation FROM lane WHERE source = ? AND lane = ?", row -> row.getString(1), source, lane.id()));
    }

    @Override
    public void setLane(String source, Lane lane, LaneState state) {
        database.write(tx -> tx.update("""
                INSERT INTO lane (source, lane, position, until_at, window_seconds, pages, started_at) VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (source, lane) DO UPDATE SET position = excluded.position, until_at = excluded.until_at,
                  window_seconds = excluded.window_seconds, pages = excluded.pages, started_at = excluded.started_at""",
                source, lane.id(), state.position(), state.until(), state.length().toSeconds(), state.pages(), state.startedAt()));
    }

    @Override
    public Map<String, Bad> bad(String source, Collection<String> externalIds) {
        Map<String, Bad> bad = new HashMap<>();
        if (!externalIds.isEmpty()) {
            database.read(tx -> tx.list("SELECT external_id, version, reason FROM quarantine WHERE source = ? AND external_id IN " + Tx.in(externalIds.size()),
                    row -> bad.put(row.getString("external_id"), new Bad(Version.of(row.getString("version")), row.getString("reason"))),
                    Tx.with(externalIds, source)));
        }
        return bad;
    }

    @Override
    public List<Quarantined> toMend(String source, long after) {
        return database.read(tx -> tx.list("SELECT id, external_id, version, input FROM quarantine "
                + "WHERE retry = 1 AND source = ? AND id > ? ORDER BY id LIMIT 100", row -> new Quarantined(row.getLong("id"),
                        row.getString("external_id"), Version.of(row.getString("version")),
                        row.getString("input")), source, after));
    }

    @Override
    public void expect(long run, Count expected) {
        database.write(tx -> tx.update("UPDATE run SET expected = ?, at_least = ? WHERE id = ?", expected.value(), expected.atLeast(), run));
    }

    @Override
    public OptionalLong beginRun(String source, Lane lane, Long wish, Instant at) {
        return database.write(tx -> {
            if (wish != null && tx.update("UPDATE wish SET begun_at = ? WHERE id = ? AND begun_at IS NULL", at, wish) == 0) {
                return OptionalLong.empty();
            }
            return OptionalLong.of(tx.insert("INSERT INTO run (source, lane, wish, started_at) VALUES (?, ?, ?, ?) RETURNING id",
                    source, lane.id(), wish, at));
        });
    }

    @Override
    public void endRun(long run, Instant at, String error) {
        database.write(tx -> {
            tx.update("UPDATE run SET ended_at = ?, error = ? WHERE id = ?", at, error, run);
            if (error == null) {
                tx.update("UPDATE source SET wait_until = NULL, wait_words = NULL, said = NULL WHERE (wait_until IS NOT NULL OR said IS NOT NULL) "
                        + "AND id = (SELECT source FROM run WHERE id = ?)", run);
            }
            // Status and commands look at the newest; a source with a run a minute keeps about a week.
            return tx.update("DELETE FROM run WHERE source = (SELECT source FROM run WHERE id = ?) AND id < ? - 10000", run, run);
        });
    }

    @Override
    public void leaveRun(long run, Instant at, String why) {
        database.write(tx -> tx.update("UPDATE run SET ended_at = ?, error = ?, left_early = 1 WHERE id = ?", at, why, run));
    }

    @Override
    public boolean paused(String source) {
        return database.read(tx -> tx.one("SELECT paused FROM source WHERE id = ?", row -> row.getInt(1) != 0, source)).orElse(false);
    }

    @Override
    public void waiting(String source, Instant until, String inWords) {
        database.write(tx -> tx.update("INSERT INTO source (id, paused, wait_until, wait_words) VALUES (?, 0, ?, ?) "
                + "ON CONFLICT (id) DO UPDATE SET wait_until = excluded.wait_until, wait_words = excluded.wait_words", source, until, inWords));
    }

    @Override
    public boolean absent(String source, String inWords) {
        return inWords == null
                ? database.write(tx -> tx.update("UPDATE source SET absent = NULL WHERE id = ? AND absent IS NOT NULL", source)) > 0
                : database.write(tx -> tx.update("INSERT INTO source (id, paused, absent) VALUES (?, 0, ?) "
                        + "ON CONFLICT (id) DO UPDATE SET absent = excluded.absent WHERE source.absent IS NULL", source, inWords)) > 0;
    }

    @Override
    public void said(String source, String words) {
        database.write(tx -> tx.update("INSERT INTO source (id, paused, said) VALUES (?, 0, ?) ON CONFLICT (id) DO UPDATE SET said = excluded.said", source, words));
    }

    @Override
    public Optional<Instant> waitingUntil(String source) {
        return database.read(tx -> tx.one("SELECT wait_until FROM source WHERE id = ?", row -> Tx.at(row, "wait_until"), source));
    }

    @Override
    public boolean taken(String source, String signature) {
        return database.read(tx -> tx.one("SELECT 1 FROM intake_signature WHERE source = ? AND signature = ?", row -> true, source, signature)).orElse(false);
    }

    @Override
    public boolean fileRead(String source, String content) {
        return database.read(tx -> tx.one("SELECT 1 FROM file_read WHERE source = ? AND content = ?", row -> true, source, content)).orElse(false);
    }

    @Override
    public void readFile(String source, String content, Instant at) {
        database.write(tx -> tx.update("INSERT INTO file_read (source, content, at) VALUES (?, ?, ?) ON CONFLICT (source, content) DO NOTHING",
                source, content, at));
    }
}
