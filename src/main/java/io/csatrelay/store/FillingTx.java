package io.csatrelay.store;

import io.csatrelay.collect.AggregateStore.BadRow;
import io.csatrelay.collect.AggregateStore.Filling;
import io.csatrelay.collect.AggregateStore.Row;
import io.csatrelay.collect.AggregateStore.Snapshot;
import io.csatrelay.collect.CollectStore.PageToStore;
import io.csatrelay.collect.Lane;
import io.csatrelay.collect.Outcome;
import io.csatrelay.collect.Tally;
import io.csatrelay.collect.Version;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Stores what was read of some buckets within one transaction: figures, quarantine, books, which buckets are filled, and the bookmark. */
final class FillingTx {
    /** Snapshots only show what tiles were made of; nothing reads them but people. */
    static final Duration SNAPSHOTS_KEPT = Duration.ofDays(2);
    private static final Duration BUCKET = Duration.ofMinutes(5);

    private final Tx tx;
    private final Filling filling;
    private final AggregateTable table;
    private final Books books = new Books();
    private final Map<String, Instant> erased;

    /** @throws SQLException when the agents that were erased cannot be looked up */
    FillingTx(Tx tx, Filling filling, Forgotten forgotten) throws SQLException {
        this.tx = tx;
        this.filling = filling;
        this.table = AggregateTable.of(filling.kind());
        this.erased = forgotten.agents(tx, filling.source(), filling.rows().stream().map(Row::agent).collect(Collectors.toSet()));
    }

    Tally store() throws SQLException {
        Tally tally = rows().plus(quarantine());
        books.read(filling.source(), tally);
        books.write(tx);
        Books.run(tx, filling.run(), tally);
        fill();
        snapshots();
        if (tx.update("UPDATE lane SET pages = 0, position = ? WHERE source = ? AND lane = ?", filling.to(), filling.source(), Lane.LIVE.id()) != 1) {
            throw new IllegalStateException("storing buckets of " + filling.source() + ": it has no bookmark: a run begins by setting one");
        }
        return tally;
    }

    private record Key(Instant end, String skill, String agent) {
        static Key of(Row row) {
            return new Key(row.end(), row.skill(), row.agent());
        }
    }

    private Tally rows() throws SQLException {
        Map<Key, List<Long>> before = before();
        Set<Key> seen = new HashSet<>();
        List<Object[]> stored = new ArrayList<>();
        List<Object[]> gone = new ArrayList<>();
        long unchanged = 0;
        long filtered = 0;
        for (Row row : filling.rows()) {
            if (!seen.add(Key.of(row))) {
                throw new IllegalArgumentException("storing buckets of " + filling.source() + ": one agent in one skill is given twice");
            }
            List<Long> known = before.get(Key.of(row));
            if (row.figures().equals(known)) {
                unchanged++;
            } else if (row.isZero() || isErased(row)) {
                filtered++;
                if (known != null) {
                    gone.add(new Object[] {row.end(), filling.source(), row.skill(), row.agent()});
                }
            } else {
                stored.add(parameters(row));
            }
        }
        tx.updateAll(table.upsert(), stored);
        tx.updateAll("DELETE FROM " + table.id() + " WHERE ends_at = ? AND source = ? AND skill = ? AND agent = ?", gone);
        return new Tally(filling.rows().size(), stored.size(), unchanged, filtered, 0);
    }

    /** What an agent did before they were erased is not stored again, though its source counts it for a day; a bucket that had begun goes whole. */
    private boolean isErased(Row row) {
        Instant at = erased.get(row.agent());
        return at != null && row.end().minus(BUCKET).isBefore(at);
    }

    private Object[] parameters(Row row) {
        List<Object> all = new ArrayList<>(List.of(row.end(), filling.source(), row.skill(), row.agent()));
        all.addAll(row.figures());
        return all.toArray();
    }

    private Map<Key, List<Long>> before() throws SQLException {
        Map<Key, List<Long>> before = new HashMap<>();
        Instant first = filling.rows().stream().map(Row::end).min(Instant::compareTo).orElse(filling.to());
        tx.each("SELECT ends_at, skill, agent, " + String.join(", ", table.figures()) + " FROM " + table.id() + " WHERE ends_at >= ? AND ends_at <= ? AND source = ?",
                row -> {
                    List<Long> figures = new ArrayList<>();
                    for (String figure : table.figures()) {
                        figures.add(row.getLong(figure));
                    }
                    before.put(new Key(Tx.at(row, "ends_at"), row.getString("skill"), row.getString("agent")), figures);
                }, first, filling.to(), filling.source());
        return before;
    }

    private Tally quarantine() throws SQLException {
        List<Outcome.Quarantined> all = filling.bad().stream().map(BadRow::row).toList();
        List<String> ids = all.stream().map(Outcome.Quarantined::externalId).toList();
        Map<String, Version> known = new HashMap<>();
        for (String id : ids) {
            tx.one("SELECT version FROM quarantine WHERE source = ? AND external_id = ?", row -> row.getString(1), filling.source(), id)
                    .ifPresent(version -> known.put(id, Version.of(version)));
        }
        QuarantineTx quarantine = new QuarantineTx(tx, books, new PageToStore(filling.source(), filling.run(), Lane.LIVE, 0, List.copyOf(all), null,
                filling.at()), ids);
        long unchanged = 0;
        for (Outcome.Quarantined bad : all) {
            if (bad.version().newerThan(known.get(bad.externalId()))) {
                quarantine.takes(bad);
            } else {
                unchanged++;
            }
        }
        return new Tally(ids.size(), 0, unchanged, 0, ids.size() - unchanged);
    }

    /** All but the buckets that a row is missing from: counts without it are no whole bucket. */
    private void fill() throws SQLException {
        Instant from = filling.from();
        for (Instant end : new TreeSet<>(filling.bad().stream().map(BadRow::end).toList())) {
            if (end.isAfter(from)) {
                fill(from, end.minus(BUCKET));
                from = end;
            }
        }
        fill(from, filling.to());
    }

    /** The last span grows; or another begins, and what is between the two is a gap. */
    private void fill(Instant from, Instant to) throws SQLException {
        if (!from.isBefore(to)) {
            return;
        }
        int grown = tx.update("UPDATE filled SET to_at = ? WHERE source = ? AND to_at = ?", to, filling.source(), from);
        if (grown == 0) {
            tx.update("INSERT INTO filled (source, counts, from_at, to_at, began_at) VALUES (?, ?, ?, ?, ?)", filling.source(), table.id(), from, to,
                    filling.at());
        }
    }

    private void snapshots() throws SQLException {
        for (Snapshot one : filling.rows().stream().anyMatch(this::isErased) ? List.<Snapshot>of() : filling.snapshots()) {
            tx.update("INSERT INTO csat_snapshot (source, from_at, to_at, answer) VALUES (?, ?, ?, ?) ON CONFLICT (source, from_at, to_at) "
                    + "DO UPDATE SET answer = excluded.answer", filling.source(), one.from(), one.to(), one.answer());
        }
        if (!filling.snapshots().isEmpty()) {
            tx.update("DELETE FROM csat_snapshot WHERE source = ? AND to_at < ?", filling.source(), filling.at().minus(SNAPSHOTS_KEPT));
        }
    }
}
