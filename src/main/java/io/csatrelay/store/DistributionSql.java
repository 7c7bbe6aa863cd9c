package io.csatrelay.store;

import io.csatrelay.distribution.Buckets;
import io.csatrelay.distribution.Dimension;
import io.csatrelay.distribution.Distribution;
import io.csatrelay.distribution.DistributionStore;
import io.csatrelay.distribution.Level;
import io.csatrelay.distribution.Question;
import io.csatrelay.distribution.Sources;
import io.csatrelay.distribution.Span;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Reads distributions from buckets and their sums. Safe for use by several threads. */
public final class DistributionSql implements DistributionStore {
    private final Database database;
    private final Sources on;
    private final InstantSource clock;
    private final SliceColumns slices = new SliceColumns();

    /** Without sources that are on: none of them is pushed, and nobody looks at a clock. @param database where */
    public DistributionSql(Database database) {
        this(database, Sources.NONE, InstantSource.fixed(Instant.EPOCH));
    }

    /** @param database where @param on the sources that reports wait for @param clock the wall clock */
    public DistributionSql(Database database, Sources on, InstantSource clock) {
        this.database = database;
        this.on = on;
        this.clock = clock;
    }

    @Override
    public List<Map<List<String>, Distribution>> read(Question question) {
        if (question.periods().isEmpty()) {
            return List.of();
        }
        return database.read(tx -> read(tx, question));
    }

    /** The same within a transaction. */
    List<Map<List<String>, Distribution>> read(Tx tx, Question question) throws SQLException {
        Counting counting = new Counting(question.periods(), SliceGroups.of(question, slices.read(tx)));
        for (Pieces.Piece piece : new Pieces(new Ways(due(tx, question.periods()))).of(question.periods())) {
            counting.of(piece);
            read(tx, piece.step(), piece.period() == Pieces.Piece.BY_TIME ? counting::at : any -> { }, counting);
        }
        return counting.answer();
    }

    /** Within the whole months that the periods touch: a sum that goes beyond a period may be used, too. */
    private static List<Instant> due(Tx tx, List<Span> periods) throws SQLException {
        Instant last = periods.get(periods.size() - 1).to();
        return tx.list("SELECT hour_ends_at FROM rollup_due WHERE hour_ends_at > ? AND hour_ends_at <= ?", row -> Tx.at(row, "hour_ends_at"),
                Level.MONTH.startOf(periods.get(0).from()), Level.MONTH.next(Level.MONTH.startOf(last)));
    }

    /** @param at is told of each end before what ends there is read */
    private static void read(Tx tx, Way.Step step, Consumer<Instant> at, PackedCounts.Reader reader) throws SQLException {
        if (step.level() == null) {
            tx.each("SELECT ends_at, slice, score1, score2, score3, score4, score5 FROM bucket WHERE ends_at > ? AND ends_at <= ? ORDER BY ends_at", row -> {
                at.accept(Instant.ofEpochMilli(row.getLong(1)));
                reader.read(row.getInt(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6), row.getLong(7));
            }, step.from(), step.to());
        } else {
            tx.each("SELECT ends_at, counts FROM rollup WHERE level = ? AND ends_at > ? AND ends_at <= ? ORDER BY ends_at", row -> {
                at.accept(Instant.ofEpochMilli(row.getLong(1)));
                PackedCounts.unpack(row.getBytes(2), reader);
            }, step.level().name(), step.from(), step.to());
        }
    }

    @Override
    public SortedSet<String> values(Dimension dimension) {
        List<String> known = database.read(slices::read).values(dimension);
        SortedSet<String> values = new TreeSet<>(known.subList(SliceColumns.Known.NO_SLICE + 1, known.size()));
        values.remove(Dimension.NONE);
        return values;
    }

    @Override
    public Optional<Instant> dataThrough(Collection<String> sources) {
        Predicate<String> asked = source -> sources.isEmpty() || sources.contains(source);
        Optional<Instant> oldest = oldest(source -> asked.test(source) && on.polled().contains(source));
        if (oldest.isEmpty() && on.pushed().stream().anyMatch(asked)) {
            return Optional.of(Buckets.floor(clock.instant()));
        }
        return oldest.or(() -> oldest(sources::contains));
    }

    private Optional<Instant> oldest(Predicate<String> of) {
        return database.read(tx -> tx.list("SELECT source, position FROM lane WHERE lane = 'live' AND source NOT IN (SELECT id FROM source WHERE absent IS NOT NULL)",
                row -> Map.entry(row.getString("source"), Tx.at(row, "position"))).stream()
                .filter(lane -> of.test(lane.getKey())).map(Map.Entry::getValue).min(Instant::compareTo));
    }
}
