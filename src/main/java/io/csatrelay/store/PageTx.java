package io.csatrelay.store;

import io.csatrelay.collect.CollectStore.PageToStore;
import io.csatrelay.collect.Lane;
import io.csatrelay.collect.Outcome;
import io.csatrelay.collect.Tally;
import io.csatrelay.collect.Version;
import io.csatrelay.rating.Rating;
import io.csatrelay.rating.RatingJson;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Stores one page within one transaction: ratings, what is owed for them, buckets, quarantine, books, and how far the lane is. */
final class PageTx {
    private static final int LIVE_FIRST = 0;
    private static final int BACKFILL_AFTER = 1;

    private final Tx tx;
    private final PageToStore page;
    private final Books books = new Books();
    private final QuarantineTx quarantine;
    private final OwedRatings owed;
    private final BucketsTx buckets;
    private final Map<String, Version> known;
    private final List<Outcome.Rated> ratings = new ArrayList<>();
    private long unchanged;
    private long filtered;
    private long quarantined;

    PageTx(Tx tx, PageToStore page, boolean firstOnly, Slices slices, Forgotten forgotten) throws SQLException {
        List<String> ids = page.outcomes().stream().map(Outcome::externalId).toList();
        if (new HashSet<>(ids).size() != ids.size()) {
            throw new IllegalArgumentException("storing a page of " + page.source() + ": a record is in it twice");
        }
        this.tx = tx;
        this.page = page;
        this.quarantine = new QuarantineTx(tx, books, page, ids);
        this.owed = new OwedRatings(tx, books, page.source(), firstOnly, ids);
        this.buckets = new BucketsTx(tx, page.source(), slices);
        this.known = KnownVersions.read(tx, page.source(), ids, forgotten);
        this.unchanged = page.unchanged();
    }

    Tally store() throws SQLException {
        Tally tally = page.lane() == Lane.COUNT ? wouldSend() : take();
        Books.run(tx, page.run(), tally);
        progress();
        signed();
        return tally;
    }

    /** What storing the page would send; nothing is stored, and the books stay as they are. */
    private Tally wouldSend() {
        long sent = page.outcomes().stream().filter(outcome -> outcome instanceof Outcome.Rated rated && taken(outcome) && owed.wouldSend(rated)).count();
        long read = unchanged + page.outcomes().size();
        return new Tally(read, sent, read - sent, 0, 0);
    }

    private Tally take() throws SQLException {
        for (Outcome outcome : page.outcomes()) {
            take(outcome);
        }
        writeRatings();
        owed.write();
        Tally tally = page.lane() == Lane.MEND ? quarantine.moved() : read();
        books.write(tx);
        return tally;
    }

    private void take(Outcome outcome) throws SQLException {
        if (!taken(outcome)) {
            unchanged++;
        } else if (outcome instanceof Outcome.Rated rated) {
            ratings.add(rated);
            quarantine.leaves(rated);
            owed.owe(rated, page.lane().isBackfill() ? BACKFILL_AFTER : LIVE_FIRST, page.run(), page.at());
        } else if (outcome instanceof Outcome.Quarantined bad) {
            quarantine.takes(bad);
            quarantined++;
        } else {
            quarantine.leaves(outcome);
            filtered++;
        }
    }

    /** A newer version; or a known one, because its mapping changed. Never one that is older than what is known, or was forgotten. */
    private boolean taken(Outcome outcome) {
        if (page.lane() == Lane.MEND) {
            return quarantine.holds(outcome);
        }
        Version before = known.get(outcome.externalId());
        return outcome.version().newerThan(before) || page.lane().mapsAgain() && !before.newerThan(outcome.version());
    }

    private void writeRatings() throws SQLException {
        if (ratings.isEmpty()) {
            return;
        }
        Map<String, BucketsTx.Counted> counted = buckets.store(ratings.stream().collect(Collectors.toMap(Outcome.Rated::externalId, Outcome.Rated::rating)));
        tx.updateAll("""
                INSERT INTO rating (source, external_id, version, version_at, submitted_at, score, min_score, max_score, ticket_id,
                  agent_id, agent_email, requester_id, supersedes_key, updated_at, slice, score_of_five, counts, body, first_seen_at, stored_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (source, external_id) DO UPDATE SET version = excluded.version, version_at = excluded.version_at,
                  submitted_at = excluded.submitted_at, score = excluded.score, min_score = excluded.min_score,
                  max_score = excluded.max_score, ticket_id = excluded.ticket_id, agent_id = excluded.agent_id,
                  agent_email = excluded.agent_email, requester_id = excluded.requester_id, supersedes_key = excluded.supersedes_key, updated_at = excluded.updated_at,
                  slice = excluded.slice, score_of_five = excluded.score_of_five, counts = excluded.counts, body = excluded.body,
                  stored_at = excluded.stored_at""", ratings.stream().map(rated -> row(rated, counted.get(rated.externalId()))).toList());
    }

    private Object[] row(Outcome.Rated rated, BucketsTx.Counted counted) {
        Rating rating = rated.rating();
        return new Object[] {page.source(), rated.externalId(), rated.version().text(), rated.version().at(), rating.submittedAt(),
            rating.score(), rating.minScore(), rating.maxScore(), rating.ticketId(), rating.agentId(), rating.agentEmail(),
            rating.requesterId(), rating.supersedesKey(), rating.updatedAt(), counted.slice(), counted.score(), counted.counts(),
            RatingJson.write(rating), page.at(), page.at()};
    }

    private Tally read() {
        Tally tally = new Tally(ratings.size() + unchanged + filtered + quarantined, ratings.size(), unchanged, filtered, quarantined);
        books.read(page.source(), tally);
        return tally;
    }

    private void signed() throws SQLException {
        if (page.signed() != null) {
            tx.update("DELETE FROM intake_signature WHERE until < ?", page.at());
            tx.update("INSERT INTO intake_signature (source, signature, until) VALUES (?, ?, ?) ON CONFLICT (source, signature) DO NOTHING", page.source(),
                    page.signed().signature(), page.signed().until());
        }
    }

    private void progress() throws SQLException {
        if (page.progress() == null) {
            return;
        }
        Instant bookmark = page.progress().bookmark();
        long seconds = page.progress().length().toSeconds();
        int moved = bookmark == null
                ? tx.update("UPDATE lane SET pages = pages + 1, window_seconds = ? WHERE source = ? AND lane = ?", seconds, page.source(),
                        page.lane().id())
                : tx.update("UPDATE lane SET pages = 0, window_seconds = ?, position = ?, continuation = ? WHERE source = ? AND lane = ?", seconds,
                        bookmark, page.progress().continuation(), page.source(), page.lane().id());
        if (moved != 1) {
            throw new IllegalStateException("storing a page of " + page.source() + ": the lane " + page.lane().id()
                    + " has no bookmark: a run begins by setting one");
        }
    }
}
