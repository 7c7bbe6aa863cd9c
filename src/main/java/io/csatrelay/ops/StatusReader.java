package io.csatrelay.ops;

import io.csatrelay.deliver.SinkState;
import io.csatrelay.store.StatusSql;
import io.csatrelay.store.StatusSql.RunRow;
import io.csatrelay.store.StatusSql.SourceRow;
import io.csatrelay.store.StatusSql.View;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Reads how the connector is, whoever holds the store. Safe for use by several threads. */
public final class StatusReader {
    private static final SourceRow NEVER_RAN = new SourceRow(null, new StatusSql.Runs(null, null, null, null), false, null, null, null, null, List.of());
    /** A re-read that failed is forgotten after this: there may be no next one, for a person turned it off. */
    private static final Duration REREAD_COUNTS = Duration.ofDays(1);

    /** A gap is shown for so long; what it means stays in every answer that touches it. */
    private static final Duration GAP_COUNTS = Duration.ofDays(1);

    private final StatusSql store;
    private final Map<String, String> declared;
    private final boolean sinkOn;
    private final InstantSource clock;
    private final BooleanSupplier held;

    /**
     * @param store where
     * @param declared the sources of the route files: id → why it is off, or null
     * @param sinkOn whether MAESTROQA_URL is set
     * @param clock the wall clock
     * @param held whether some process holds the store: without one no run is running
     */
    public StatusReader(StatusSql store, Map<String, String> declared, boolean sinkOn, InstantSource clock, BooleanSupplier held) {
        this.store = store;
        this.declared = declared;
        this.sinkOn = sinkOn;
        this.clock = clock;
        this.held = held;
    }

    /** How it is now, for those with a token: what MaestroQA said may quote a rating. */
    public Status read() {
        return of(store.view(), true);
    }

    /** How it is now, without a word of MaestroQA's own: for health, which takes no token, and for what may end in a log. */
    public Status withoutWords() {
        return now().status();
    }

    /** How it is now, as JSON. */
    public String json() {
        return read().json();
    }

    /** All that is to be seen, of one moment, by one look at the store. */
    Now now() {
        View view = store.view();
        Instant oldest = view.oldestPending();
        double age = oldest == null ? 0 : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1000.0);
        return new Now(of(view, false), age);
    }

    private Status of(View view, boolean words) {
        Map<String, SourceRow> rows = new TreeMap<>(view.sources());
        declared.keySet().forEach(id -> rows.putIfAbsent(id, NEVER_RAN));
        List<Status.SourceStatus> sources = new ArrayList<>();
        rows.forEach((id, row) -> sources.add(source(view, id, row, words)));
        Status.OutboxStatus outbox = outbox(view);
        boolean balanced = outbox.balances() && sources.stream().allMatch(Status.SourceStatus::balances);
        return new Status(balanced, sources, outbox, sink(view.sink(), words ? view.sinkAnswer() : null));
    }

    private Status.SourceStatus source(View view, String id, SourceRow row, boolean words) {
        Instant now = clock.instant();
        RunRow last = row.runs().last();
        Status.LastRun lastRun = last == null ? null : new Status.LastRun(last.startedAt(), last.endedAt(), last.error() == null);
        Long lag = row.bookmark() == null || absent(row, now) ? null : Math.max(0, Duration.between(row.bookmark(), now).toSeconds());
        String state = state(id, row, now);
        boolean on = state.equals("idle") || state.equals("running");
        boolean fails = state.equals("failing") || state.equals("running") && failure(row, now) != null || on && gap(id, row, now) != null;
        return new Status.SourceStatus(id, state, row.bookmark(), lag, lastRun, said(error(id, row, now), row, words && failure(row, now) != null), view.count(id, "fetched"),
                view.count(id, "stored"), view.count(id, "unchanged"), view.count(id, "filtered"), view.count(id, "quarantined"), fails);
    }

    private static String said(String error, SourceRow row, boolean words) {
        return error == null || !words || row.said() == null ? error : error + "; the vendor said: " + row.said();
    }

    private String state(String id, SourceRow row, Instant now) {
        if (!declared.containsKey(id) || declared.get(id) != null) {
            return "off";
        }
        if (absent(row, now)) {
            return "off";
        }
        if (row.paused()) {
            return "paused";
        }
        if (row.runs().open() != null && held.getAsBoolean()) {
            return "running";
        }
        return failure(row, now) != null ? "failing" : "idle";
    }

    private String error(String id, SourceRow row, Instant now) {
        if (!declared.containsKey(id)) {
            return "no route file declares it";
        }
        if (declared.get(id) != null) {
            return declared.get(id);
        }
        if (absent(row, now)) {
            return row.absent();
        }
        if (row.waitUntil() != null && now.isBefore(row.waitUntil())) {
            return row.waitWords();
        }
        String failure = failure(row, now);
        RunRow last = row.runs().last();
        if (failure == null && gap(id, row, now) != null) {
            return gap(id, row, now);
        }
        return failure == null && last != null && last.leftEarly() ? last.error() : failure;
    }

    /** What was lost for ever not long ago, in words; null when nothing was. */
    private static String gap(String id, SourceRow row, Instant now) {
        List<StatusSql.Gap> gaps = row.gaps().stream().filter(gap -> now.isBefore(gap.foundAt().plus(GAP_COUNTS))).toList();
        String more = gaps.size() > 1 ? " (and " + (gaps.size() - 1) + " more of the last day)" : "";
        return gaps.isEmpty() ? null : id + ": what was counted from " + gaps.get(0).from() + " to " + gaps.get(0).to() + more
                + " was not asked for in time, or has a row in quarantine: answers that touch it say so";
    }

    /** Whether the account has nothing for the source; a run that failed since then says something else. */
    private static boolean absent(SourceRow row, Instant now) {
        return row.absent() != null && failure(row, now) == null;
    }

    /** Why collecting fails: the newest run's error, live ones and backfills together and re-reads for themselves; null when it does not. */
    private static String failure(SourceRow row, Instant now) {
        RunRow forward = row.runs().forward();
        if (forward != null && forward.error() != null) {
            return forward.error();
        }
        RunRow reread = row.runs().reread();
        return reread != null && now.isBefore(reread.endedAt().plus(REREAD_COUNTS)) ? reread.error() : null;
    }

    private static Status.OutboxStatus outbox(View view) {
        return new Status.OutboxStatus(view.count("outbox", "owed"), view.count("outbox", "pending"), view.count("outbox", "delivered"),
                view.count("outbox", "refused"), view.count("outbox", "unknown"), view.count("outbox", "held"), view.count("outbox", "replaced"),
                view.count("outbox", "dismissed"));
    }

    private Status.SinkStatus sink(SinkState sink, String answer) {
        if (!sinkOn) {
            return new Status.SinkStatus("off", null, "MAESTROQA_URL is not set");
        }
        if (sink.paused()) {
            return new Status.SinkStatus("paused", null, sink.reason() + (answer == null ? "" : "; MaestroQA said: " + answer));
        }
        return sink.ready(clock.instant()) ? new Status.SinkStatus("ready", null, null)
                : new Status.SinkStatus("waiting", sink.waitUntil(), sink.reason());
    }

    /**
     * All that is to be seen.
     *
     * @param status what status shows
     * @param oldestPendingSeconds how long the oldest pending rating has been owed; 0 when none is pending
     */
    record Now(Status status, double oldestPendingSeconds) {
    }
}
