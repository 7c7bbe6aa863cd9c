package io.csatrelay.collect;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Begins and ends runs: one live run, one re-read and one backfill of a source at a time; a re-read stands aside for the
 * others. Safe for use by several threads.
 */
public final class Runs implements Windows.StandAside {
    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    private final CollectStore store;
    private final Function<String, Source> sources;
    private final InstantSource clock;
    private final Consumer<RunRequest> again;
    private final Map<String, Run> active = new ConcurrentHashMap<>();
    private final Set<String> stoodAside = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    /**
     * @param store where runs and bookmarks are
     * @param sources finds a source by its id
     * @param clock the wall clock
     * @param again asks for a run, for a re-read that stood aside
     */
    public Runs(CollectStore store, Function<String, Source> sources, InstantSource clock, Consumer<RunRequest> again) {
        this.store = store;
        this.sources = sources;
        this.clock = clock;
        this.again = again;
    }

    /** What a schedule asks for. @param lane {@code live} or {@code reread} */
    public RunRequest scheduled(String source, String lane) {
        return RunRequest.scheduled(source, Lane.valueOf(lane.toUpperCase(java.util.Locale.ROOT)));
    }

    /** Begins a run. @return null when it may not begin now: one of its kind is at work, the source is paused or waits, or all stops */
    public synchronized Run begin(@Body RunRequest request) {
        if (stopping) {
            return null;
        }
        Source source = sources.apply(request.source());
        String key = key(source.getId(), request.lane());
        Instant now = clock.instant();
        if (active.containsKey(key) || store.paused(source.getId()) || waits(source.getId(), now)) {
            return null;
        }
        if (request.lane().hasBookmark() && source.since() != null) {
            store.setLane(source.getId(), request.lane(), laneFor(source, request, now));
        }
        OptionalLong number = store.beginRun(source.getId(), request.lane(), request.wish(), now);
        if (number.isEmpty()) {
            return null;
        }
        Run run = new Run(number.getAsLong(), source, request, now);
        active.put(key, run);
        return run;
    }

    /** Whether a run of its kind is at work. */
    public boolean atWork(RunRequest request) {
        return active.containsKey(key(request.source(), request.lane()));
    }

    /** Why a run may not begin, whatever is at work: in words; empty when it may. */
    public Optional<String> cannotBegin(RunRequest request) {
        if (store.paused(request.source())) {
            return Optional.of(request.source() + " is paused: `resume " + request.source() + "` first");
        }
        return store.waitingUntil(request.source()).filter(clock.instant()::isBefore)
                .map(until -> request.source() + " waits until " + until + ", as the vendor asked");
    }

    /** Whether a source waits, within a run or after one, as its vendor asked: then nobody else asks that vendor either. */
    public boolean waits(String source) {
        return waits(source, clock.instant())
                || active.values().stream().anyMatch(run -> run.getSourceId().equals(source) && !run.waitLeft().isZero());
    }

    private boolean waits(String source, Instant now) {
        return store.waitingUntil(source).filter(now::isBefore).isPresent();
    }

    private LaneState laneFor(Source source, RunRequest request, Instant now) {
        Instant settled = now.minus(source.settle()).truncatedTo(ChronoUnit.SECONDS);
        Optional<LaneState> known = store.lane(source.getId(), request.lane());
        if (request.lane().isBackfill()) {
            return known.filter(lane -> continues(lane, request)).orElseGet(
                    () -> new LaneState(request.from(), request.to(), source.window(), 0, now));
        }
        if (request.lane() == Lane.REREAD) {
            return known.filter(lane -> !lane.done()).orElseGet(() -> new LaneState(
                    now.minus(source.reread()).truncatedTo(ChronoUnit.SECONDS), rereadEnd(source, settled), source.window(), 0, now));
        }
        return known.map(lane -> new LaneState(lane.position(), later(lane.until(), settled), lane.length(), lane.pages(), lane.startedAt()))
                .orElseGet(() -> new LaneState(source.since().from(now).truncatedTo(ChronoUnit.SECONDS), settled, source.window(), 0, now));
    }

    /** A backfill that was left midway goes on where it was when the same span is asked for again; a count is of the whole span. */
    private static boolean continues(LaneState lane, RunRequest request) {
        return request.lane() != Lane.COUNT && !lane.done() && lane.until().equals(request.to()) && !lane.position().isBefore(request.from());
    }

    /** What is newer than the live bookmark is the live run's, not the re-read's. */
    private Instant rereadEnd(Source source, Instant settled) {
        return store.lane(source.getId(), Lane.LIVE).map(LaneState::position).filter(settled::isAfter).orElse(settled);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    @Override
    public boolean shouldYield(Run run) {
        boolean yields = run.lane() == Lane.REREAD && moreUrgent(run.getSourceId());
        if (yields) {
            stoodAside.add(run.getSourceId());
        }
        return yields;
    }

    private boolean moreUrgent(String source) {
        return active.containsKey(key(source, Lane.LIVE)) || active.containsKey(key(source, Lane.BACKFILL));
    }

    /** Whether a re-read that stood aside can go on: the last one to end says so, be it the one that it stood aside for or the re-read itself. */
    private synchronized boolean canGoOn(String source) {
        return !moreUrgent(source) && !active.containsKey(key(source, Lane.REREAD)) && stoodAside.remove(source);
    }

    /** Lets no more run begin; those at work end after the request in flight and leave their window to the next start. */
    public synchronized void stop() {
        stopping = true;
        active.values().forEach(Run::stop);
    }

    /** Notes that a run failed; nothing but the run is touched: the bookmark stays where the last whole window left it. */
    public void failed(@Variable("run") Run run, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable failure) {
        if (run.isStopped()) {
            run.leave("stopped; the next start goes on from there");
        } else {
            run.failed("collecting " + run.where() + ": " + Failures.inWords(failure));
        }
    }

    /** Ends a run, whether it went well or not, in one line of the log. */
    public void ended(@Variable("run") Run run) {
        boolean newlyAbsent = end(run);
        if (run.failure() == null && run.absent() != null) {
            LOG.atLevel(newlyAbsent ? Level.INFO : Level.DEBUG).log("{}: {}: off until it has some", run.getSourceId(), run.absent());
        } else if (run.failure() != null) {
            LOG.atLevel(run.hasLeft() ? Level.INFO : Level.WARN).log("{}", run.failure());
        } else {
            logEnd(run);
        }
        // Whoever wishes for a run asks for the re-read too, and waits for it.
        boolean rereads = run.lane() == Lane.LIVE && run.source().rereadEveryRun() && run.failure() == null && run.absent() == null
                && run.request().wish() == null;
        if (!stopping && (canGoOn(run.getSourceId()) || rereads)) {
            again.accept(RunRequest.scheduled(run.getSourceId(), Lane.REREAD));
        }
    }

    /** In one step for {@link #begin}: who sees the run ended in the store may ask for the next one. @return whether it is news what the account lacks */
    private synchronized boolean end(Run run) {
        try {
            boolean news = run.failure() == null && run.lane() == Lane.LIVE && store.absent(run.getSourceId(), run.absent());
            if (run.hasLeft()) {
                store.leaveRun(run.number(), clock.instant(), run.failure());
            } else {
                if (run.failure() != null && run.said() != null) {
                    // First, for whoever sees the run ended.
                    store.said(run.getSourceId(), run.said());
                }
                store.endRun(run.number(), clock.instant(), run.failure());
            }
            return news;
        } finally {
            active.remove(key(run.getSourceId(), run.lane()));
        }
    }

    private void logEnd(Run run) {
        Tally tally = run.tally();
        LOG.info("{} {}: fetched {}, stored {}, unchanged {}, filtered {}, quarantined {}, in {} s", run.getSourceId(),
                run.lane().id(), tally.fetched(), tally.stored(), tally.unchanged(), tally.filtered(), tally.quarantined(),
                Duration.between(run.startedAt(), clock.instant()).toMillis() / 1000.0);
    }

    /** The runs at work. */
    public Set<Run> active() {
        return new HashSet<>(active.values());
    }

    private static String key(String source, Lane lane) {
        return source + "/" + (lane.isBackfill() ? Lane.BACKFILL : lane).id();
    }
}
