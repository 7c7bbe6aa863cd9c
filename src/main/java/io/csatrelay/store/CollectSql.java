package io.csatrelay.store;

import io.csatrelay.collect.CollectStore;
import io.csatrelay.collect.Count;
import io.csatrelay.collect.Lane;
import io.csatrelay.collect.LaneState;
import io.csatrelay.collect.Outcome;
import io.csatrelay.collect.Tally;
import io.csatrelay.collect.Version;
import io.csatrelay.rating.Rating;
import io.csatrelay.rating.RatingJson;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What collecting needs of the store, in SQL. Safe for use by several threads. */
public final class CollectSql implements CollectStore {
    private static final int LIVE_FIRST = 0;
    private static final int BACKFILL_AFTER = 1;

    private final Database database;
    private final boolean firstOnly;

    /** @param firstOnly whether a rating that was delivered is never owed again (MAESTROQA_CHANGED) */
    public CollectSql(Database database, boolean firstOnly) {
        this.database = database;
        this.firstOnly = firstOnly;
    }

    @Override
    public Map<String, Version> known(String source, Collection<String> externalIds) {
        return database.read(tx -> known(tx, source, externalIds));
    }

    private static Map<String, Version> known(Tx tx, String source, Collection<String> externalIds) throws SQLException {
        Map<String, Version> known = new HashMap<>();
        if (externalIds.isEmpty()) {
            return known;
        }
        for (String table : List.of("rating", "quarantine")) {
            tx.list("SELECT external_id, version, version_at FROM " + table + " WHERE source = ? AND external_id IN "
                    + Tx.in(externalIds.size()), row -> known.merge(row.getString("external_id"),
                            new Version(row.getString("version"), Tx.at(row, "version_at")),
                            (a, b) -> b.newerThan(a) ? b : a), Tx.with(externalIds, source));
        }
        return known;
    }

    @Override
    public Tally storePage(PageToStore page) {
        return database.write(tx -> {
            Books books = new Books();
            Tally tally = store(tx, books, page);
            books.add(page.source(), "fetched", tally.fetched());
            books.add(page.source(), "stored", tally.stored());
            books.add(page.source(), "unchanged", tally.unchanged());
            books.add(page.source(), "filtered", tally.filtered());
            books.add(page.source(), "quarantined", tally.quarantined());
            books.write(tx);
            tx.update("UPDATE run SET fetched = fetched + ?, stored = stored + ?, unchanged = unchanged + ?, "
                    + "filtered = filtered + ?, quarantined = quarantined + ? WHERE id = ?", tally.fetched(), tally.stored(),
                    tally.unchanged(), tally.filtered(), tally.quarantined(), page.run());
            progress(tx, page);
            return tally;
        });
    }

    private Tally store(Tx tx, Books books, PageToStore page) throws SQLException {
        List<String> ids = page.outcomes().stream().map(Outcome::externalId).toList();
        Map<String, Version> known = page.lane() == Lane.MEND ? Map.of() : known(tx, page.source(), ids);
        OwedRatings owed = new OwedRatings(tx, books, page.source(), firstOnly, ids);
        long stored = 0;
        long unchanged = page.unchanged();
        long filtered = 0;
        long quarantined = 0;
        List<Outcome.Rated> ratings = new ArrayList<>();
        for (Outcome outcome : page.outcomes()) {
            boolean newer = outcome.version().newerThan(known.get(outcome.externalId()));
            if (!newer && !page.lane().mapsAgain()) {
                unchanged++;
            } else if (outcome instanceof Outcome.Rated rated) {
                ratings.add(rated);
                owed.owe(rated, newer ? rated.version().text() : rated.version().text() + "#" + page.run(),
                        page.lane().isBackfill() ? BACKFILL_AFTER : LIVE_FIRST, page.run(), page.at());
                stored++;
            } else if (outcome instanceof Outcome.Quarantined bad) {
                quarantine(tx, page, bad);
                quarantined++;
            } else {
                filtered++;
            }
        }
        write(tx, page, ratings);
        if (page.lane() == Lane.MEND) {
            leaveQuarantine(tx, page);
            return new Tally(0, stored, 0, filtered, -stored - filtered);
        }
        return new Tally(stored + unchanged + filtered + quarantined, stored, unchanged, filtered, quarantined);
    }

    /** Nothing was fetched: what the mapping takes now moves from quarantined to stored or filtered. */
    private static void leaveQuarantine(Tx tx, PageToStore page) throws SQLException {
        tx.updateAll("DELETE FROM quarantine WHERE source = ? AND external_id = ?", page.outcomes().stream()
                .filter(outcome -> !(outcome instanceof Outcome.Quarantined))
                .map(outcome -> new Object[] {page.source(), outcome.externalId()}).toList());
    }

    private static void write(Tx tx, PageToStore page, List<Outcome.Rated> ratings) throws SQLException {
        tx.updateAll("""
                INSERT INTO rating (source, external_id, version, version_at, submitted_at, score, min_score, max_score, ticket_id,
                  agent_id, agent_email, supersedes_key, body, first_seen_at, stored_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (source, external_id) DO UPDATE SET version = excluded.version, version_at = excluded.version_at,
                  submitted_at = excluded.submitted_at, score = excluded.score, min_score = excluded.min_score,
                  max_score = excluded.max_score, ticket_id = excluded.ticket_id, agent_id = excluded.agent_id,
                  agent_email = excluded.agent_email, supersedes_key = excluded.supersedes_key, body = excluded.body,
                  stored_at = excluded.stored_at""", ratings.stream().map(rated -> row(page, rated)).toList());
        tx.updateAll("DELETE FROM quarantine WHERE source = ? AND external_id = ?",
                ratings.stream().map(rated -> new Object[] {page.source(), rated.externalId()}).toList());
    }

    private static Object[] row(PageToStore page, Outcome.Rated rated) {
        Rating rating = rated.rating();
        return new Object[] {page.source(), rated.externalId(), rated.version().text(), rated.version().at(), rating.submittedAt(),
            rating.score(), rating.minScore(), rating.maxScore(), rating.ticketId(), rating.agentId(), rating.agentEmail(),
            rating.supersedesKey(), RatingJson.write(rating), page.at(), page.at()};
    }

    private static void quarantine(Tx tx, PageToStore page, Outcome.Quarantined bad) throws SQLException {
        tx.update("""
                INSERT INTO quarantine (source, external_id, version, version_at, input, reason, run, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (source, external_id) DO UPDATE SET version = excluded.version, version_at = excluded.version_at,
                  input = excluded.input, reason = excluded.reason, run = excluded.run, at = excluded.at, retry = 0""",
                page.source(), bad.externalId(), bad.version().text(), bad.version().at(), bad.input(), bad.reason(), page.run(), page.at());
    }

    private static void progress(Tx tx, PageToStore page) throws SQLException {
        if (page.progress() == null) {
            return;
        }
        Instant bookmark = page.progress().bookmark();
        if (bookmark == null) {
            tx.update("UPDATE lane SET pages = pages + 1, window_seconds = ? WHERE source = ? AND lane = ?",
                    page.progress().length().toSeconds(), page.source(), page.lane().id());
        } else {
            tx.update("UPDATE lane SET pages = 0, window_seconds = ?, position = ? WHERE source = ? AND lane = ?",
                    page.progress().length().toSeconds(), bookmark, page.source(), page.lane().id());
        }
    }

    @Override
    public int wouldSendAgain(PageToStore page) {
        return database.read(tx -> {
            List<String> ids = page.outcomes().stream().map(Outcome::externalId).toList();
            OwedRatings owed = new OwedRatings(tx, new Books(), page.source(), firstOnly, ids);
            return (int) page.outcomes().stream().filter(outcome -> outcome instanceof Outcome.Rated rated && owed.wouldOwe(rated)).count();
        });
    }

    @Override
    public Optional<LaneState> lane(String source, Lane lane) {
        return database.read(tx -> tx.one("SELECT position, until_at, window_seconds, pages, started_at FROM lane WHERE source = ? AND lane = ?",
                row -> new LaneState(Tx.at(row, "position"), Tx.at(row, "until_at"), Duration.ofSeconds(row.getLong("window_seconds")),
                        row.getInt("pages"), Tx.at(row, "started_at")), source, lane.id()));
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
    public List<Quarantined> toMend(String source, long after) {
        return database.read(tx -> tx.list("SELECT id, external_id, version, version_at, input FROM quarantine "
                + "WHERE retry = 1 AND source = ? AND id > ? ORDER BY id LIMIT 100", row -> new Quarantined(row.getLong("id"),
                        row.getString("external_id"), new Version(row.getString("version"), Tx.at(row, "version_at")),
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
                tx.update("UPDATE source SET wait_until = NULL, wait_words = NULL WHERE wait_until IS NOT NULL "
                        + "AND id = (SELECT source FROM run WHERE id = ?)", run);
            }
            // Status and commands look at the newest; a source with a run a minute keeps about a week.
            return tx.update("DELETE FROM run WHERE source = (SELECT source FROM run WHERE id = ?) AND id < ? - 10000", run, run);
        });
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
    public Optional<Instant> waitingUntil(String source) {
        return database.read(tx -> tx.one("SELECT wait_until FROM source WHERE id = ?", row -> Tx.at(row, "wait_until"), source));
    }
}
