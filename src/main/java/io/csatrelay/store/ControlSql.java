package io.csatrelay.store;

import io.csatrelay.collect.Lane;
import io.csatrelay.collect.RunRequest;
import io.csatrelay.deliver.SinkState;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What a person changes in the store, from a command or over HTTP, whoever holds its lock. Safe for use by several threads. */
public final class ControlSql {
    /** A command has long ended by then. */
    private static final Duration KEEP_WISHES = Duration.ofDays(30);
    /** What a person may decide on: not what goes again by itself. The first condition is that of the index. */
    private static final String DECIDABLE = "state IN ('refused', 'unknown', 'held') AND state = ? AND (batch IS NULL OR EXISTS "
            + "(SELECT 1 FROM batch b WHERE b.id = outbox.batch AND b.state IN ('SETTLED', 'REFUSED', 'UNKNOWN')))";

    private final Database database;

    /** @param database where */
    public ControlSql(Database database) {
        this.database = database;
    }

    /**
     * Owes refused or unknown ratings again. One whose newer version is owed, too, is replaced by that instead. Unknown ones that
     * go again by themselves are left alone.
     *
     * @param state {@code refused} or {@code unknown}
     * @param ids numbers in the outbox, or null for all
     * @return how many
     */
    public int retry(String state, List<Long> ids, Instant at) {
        return database.write(tx -> {
            Books books = new Books();
            String which = DECIDABLE + (ids == null ? "" : " AND id IN " + Tx.in(ids.size()));
            String newer = "EXISTS (SELECT 1 FROM outbox AS newer WHERE newer.source = outbox.source "
                    + "AND newer.external_id = outbox.external_id AND newer.id > outbox.id AND newer.state <> 'replaced')";
            Object[] parameters = Tx.with(ids == null ? List.of() : ids, at, state);
            int replaced = tx.update("UPDATE outbox SET state = 'replaced', changed_at = ? WHERE " + which + " AND " + newer, parameters);
            int again = tx.update("UPDATE outbox SET state = 'pending', batch = NULL, place = NULL, reason = NULL, changed_at = ? WHERE " + which,
                    parameters);
            books.moves(state, "replaced", replaced);
            books.moves(state, "pending", again);
            books.write(tx);
            return again + replaced;
        });
    }

    /** Marks quarantined records to be mapped again by the holder. @param ids their numbers, or null for all @return how many */
    public int retryQuarantined(List<Long> ids) {
        return database.write(tx -> mark(tx, "", List.of(), ids));
    }

    /**
     * The same, and wishes for the runs that do it, together: a run never begins before its records are marked.
     *
     * @param sources those whose records are meant
     * @return how many are marked, and the wishes
     */
    public Mend mend(Collection<String> sources, List<Long> ids, Instant at) {
        return database.write(tx -> {
            int marked = sources.isEmpty() ? 0 : mark(tx, " AND source IN " + Tx.in(sources.size()), sources, ids);
            List<RunRequest> wishes = new ArrayList<>();
            for (String source : marked == 0 ? List.<String>of() : toMend(tx)) {
                if (sources.contains(source)) {
                    RunRequest run = RunRequest.scheduled(source, Lane.MEND);
                    wishes.add(run.by(wish(tx, run, at)));
                }
            }
            return new Mend(marked, wishes);
        });
    }

    private static int mark(Tx tx, String which, Collection<String> sources, List<Long> ids) throws SQLException {
        List<Object> parameters = new ArrayList<>(sources);
        parameters.addAll(ids == null ? List.of() : ids);
        return tx.update("UPDATE quarantine SET retry = 1 WHERE 1 = 1" + which + (ids == null ? "" : " AND id IN " + Tx.in(ids.size())),
                parameters.toArray());
    }

    /** Sources with quarantined records to be mapped again. */
    public List<String> toMend() {
        return database.read(ControlSql::toMend);
    }

    private static List<String> toMend(Tx tx) throws SQLException {
        return tx.list("SELECT DISTINCT source FROM quarantine WHERE retry = 1 ORDER BY 1", row -> row.getString(1));
    }

    /** Gives refused or unknown ratings up. @return how many */
    public int dismiss(String state, List<Long> ids, Instant at) {
        return database.write(tx -> {
            Books books = new Books();
            int dismissed = tx.update("UPDATE outbox SET state = 'dismissed', changed_at = ? WHERE " + DECIDABLE
                    + (ids == null ? "" : " AND id IN " + Tx.in(ids.size())), Tx.with(ids == null ? List.of() : ids, at, state));
            books.moves(state, "dismissed", dismissed);
            books.write(tx);
            return dismissed;
        });
    }

    /** Pauses a source, or lets it run again; a wait that the vendor asked for stays. */
    public void pauseSource(String source, boolean paused) {
        database.write(tx -> tx.update("INSERT INTO source (id, paused) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET paused = excluded.paused",
                source, paused));
    }

    /** Pauses the sink until a person resumes it. */
    public void pauseSink() {
        database.write(tx -> {
            SinkSql.write(tx, SinkSql.read(tx).pausedByPerson("paused by a person"));
            return null;
        });
    }

    /** Lets the sink go on, whatever paused it or makes it wait; only a wait that MaestroQA asked for stays. */
    public void resumeSink() {
        database.write(tx -> {
            SinkSql.write(tx, SinkSql.read(tx).resumed());
            return null;
        });
    }

    /**
     * Ends a pause or a wait that was for other settings than these. Called by the holder at its start.
     *
     * @param settings a hash of the settings that MaestroQA's answers depend on
     */
    public void startsWith(String settings) {
        database.write(tx -> {
            SinkState sink = SinkSql.read(tx);
            boolean changed = tx.one("SELECT settings FROM sink WHERE id = 1", row -> row.getString(1)).filter(settings::equals).isEmpty();
            if (changed && !sink.pausedByPerson()) {
                SinkSql.write(tx, sink.resumed());
            }
            return tx.update("UPDATE sink SET settings = ? WHERE id = 1", settings);
        });
    }

    /** Ends the runs that an earlier holder left open. Called by the holder at its start. */
    public void endOrphans(Instant at) {
        database.write(tx -> tx.update("UPDATE run SET ended_at = ?, error = 'collecting ' || source || ': the process ended in the middle of the "
                + "run; the next goes on from there', left_early = 1 WHERE ended_at IS NULL", at));
    }

    /** Asks the holder for a run. @return the wish's number */
    public long wish(RunRequest request, Instant at) {
        return database.write(tx -> wish(tx, request, at));
    }

    private static long wish(Tx tx, RunRequest request, Instant at) throws SQLException {
        tx.update("DELETE FROM wish WHERE begun_at < ?", at.minus(KEEP_WISHES));
        return tx.insert("INSERT INTO wish (source, lane, from_at, to_at, record_id, wished_at) VALUES (?, ?, ?, ?, ?, ?) "
                + "RETURNING id", request.source(), request.lane().name(), request.from(), request.to(), request.recordId(), at);
    }

    /** Says that these wishes are waited for still. */
    public void stillWished(Collection<Long> wishes, Instant at) {
        database.write(tx -> tx.update("UPDATE wish SET wished_at = ? WHERE begun_at IS NULL AND id IN " + Tx.in(wishes.size()), Tx.with(wishes, at)));
    }

    /** The wishes that no run was begun for, oldest first. */
    public List<Wish> openWishes() {
        return database.read(tx -> tx.list("SELECT * FROM wish WHERE begun_at IS NULL ORDER BY id LIMIT 100", row -> new Wish(new RunRequest(
                row.getString("source"), Lane.valueOf(row.getString("lane")), Tx.at(row, "from_at"), Tx.at(row, "to_at"),
                row.getString("record_id"), row.getLong("id")), Tx.at(row, "wished_at"))));
    }

    /** Ends a wish that cannot be fulfilled. */
    public void refuseWish(long wish, Instant at, String error) {
        database.write(tx -> tx.update("UPDATE wish SET begun_at = ?, error = ? WHERE id = ? AND begun_at IS NULL", at, error, wish));
    }

    /** Why a wish could not be taken up; empty while it can. */
    public Optional<String> refusedWish(long wish) {
        return database.read(tx -> tx.one("SELECT error FROM wish WHERE id = ?", row -> row.getString(1), wish));
    }

    /**
     * A wish that no run was begun for.
     *
     * @param request the run
     * @param wishedAt when somebody last said that they wait for it
     */
    public record Wish(RunRequest request, Instant wishedAt) {
    }

    /**
     * Quarantined records to be mapped again.
     *
     * @param records how many
     * @param wishes the runs that do it
     */
    public record Mend(int records, List<RunRequest> wishes) {
    }
}
