package io.csatrelay.collect;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csatrelay.tile.TileCsv;
import io.csatrelay.tile.TileFigure;
import io.csatrelay.tile.TileFigures;
import io.csatrelay.tile.TilePlan;
import io.csatrelay.tile.TileRequest;
import io.csatrelay.vendor.VendorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which of Gnatta's tiles a run asks for, and what becomes of the answers. Whatever may be wrong with one tile, such as its path,
 * ends no run: the others go on, and the run fails at its end with all that was wrong. Safe for use by several threads.
 */
public final class GnattaTiles {
    /** "Responses are cached for 10minutes" (Gnatta's page, Key Information): the same request sooner is useless. */
    static final Duration CACHED = Duration.ofMinutes(10);
    /** What a source of tiles is given: the file that says which tiles are collected. */
    public static final String COLLECT = "collect";
    /** So many requests that fail one after another are no fault of theirs. */
    static final int FAILED_IN_ROW = 3;
    /** A longer answer was cut on its way in, and is none. */
    static final int LONGEST_BYTES = 8 * 1024 * 1024;
    /** The same of an export, which has far more rows. */
    static final int LONGEST_EXPORT_BYTES = 16 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(GnattaTiles.class);
    private static final String REPORTING = "/reporting/v1.2";
    private static final String EXPORT = "/reporting/export/v1.2";
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final CollectStore runs;
    private final GnattaStore store;
    private final Function<String, TilePlan> plans;
    private final PersonalData personal;
    private final InstantSource clock;

    /**
     * @param runs the bookmarks, and who is paused
     * @param store where answers are kept
     * @param plans the plan of each file that says what is collected
     * @param personal what is taken out of an answer before it is stored
     * @param clock the wall clock
     */
    public GnattaTiles(CollectStore runs, GnattaStore store, Function<String, TilePlan> plans, PersonalData personal, InstantSource clock) {
        this.runs = runs;
        this.store = store;
        this.plans = plans;
        this.personal = personal;
        this.clock = clock;
    }

    /**
     * The requests that are due: what was asked for least recently goes first, so that a limit keeps no tile out for ever; exports, whose limit is far
     * tighter, go after all others.
     */
    public TileRun plan(@Variable("run") Run run) {
        Instant now = clock.instant();
        Instant until = run.lane().hasBookmark() ? runs.lane(run.getSourceId(), run.lane()).orElseThrow().until() : null;
        Map<String, Instant> asked = store.asked(run.getSourceId());
        Map<String, Instant> series = store.seriesAsked(run.getSourceId());
        Instant fresh = fresh(run, now);
        List<TileRequest> due = wanted(run, now).stream().filter(request -> !asked.getOrDefault(request.id(), Instant.MIN).isAfter(fresh))
                .sorted(Comparator.comparing(TileRequest::export).thenComparing(request -> series.getOrDefault(request.series(), Instant.MIN))).toList();
        return new TileRun(due, until);
    }

    /** A request that was sent later than this is not sent again. A backfill that was left midway goes on where it was. */
    private Instant fresh(Run run, Instant now) {
        Instant cached = now.minus(CACHED);
        Instant began = run.lane().isBackfill() ? runs.lane(run.getSourceId(), run.lane()).orElseThrow().startedAt() : cached;
        return began.isBefore(cached) ? began : cached;
    }

    private List<TileRequest> wanted(Run run, Instant now) {
        TilePlan plan = chosen(run);
        if (run.lane().isBackfill()) {
            return plan.requests(run.request().from(), run.request().to(), now);
        }
        List<TileRequest> all = plan.requests(now);
        return run.isOne() ? all.stream().filter(request -> String.valueOf(request.tile()).equals(run.getRecordId())).toList() : all;
    }

    /**
     * Takes up the next request, and notes in the store that it is sent. One that Gnatta's limit holds back for a while waits within the run; for
     * longer, it is left to a later run with all others of its kind, and those of the other kind go on.
     *
     * @return false when the run is to end
     */
    public boolean next(@Variable("run") Run run, @Variable("tiles") TileRun tiles) {
        while (!run.hasLeft() && !leaves(run) && tiles.next()) {
            Instant now = clock.instant();
            Duration wait = heldBack(run, tiles.request(), now);
            if (wait.compareTo(VendorRetry.LONGEST_WITHIN_RUN) > 0) {
                tiles.leaveToLater(now.plus(wait));
            } else if (store.asking(run.getSourceId(), tiles.request(), now, now.minus(CACHED))) {
                run.waitLeft(wait);
                return true;
            }
        }
        if (!run.hasLeft() && !tiles.heldBack().isEmpty()) {
            run.leave(String.join("; ", tiles.heldBack()) + "; after that it goes on");
        }
        return false;
    }

    /** How long Gnatta's limit holds a request back still. */
    private Duration heldBack(Run run, TileRequest request, Instant now) {
        return store.heldBack(run.getSourceId(), request.export()).filter(now::isBefore).map(until -> Duration.between(now, until)).orElse(Duration.ZERO);
    }

    private boolean leaves(Run run) {
        if (run.isStopped()) {
            run.leave("stopped; the next start goes on from there");
        } else if (runs.paused(run.getSourceId())) {
            run.leave("a person paused the source; after resume it goes on from there");
        }
        return run.hasLeft();
    }

    /** Where the request in work is sent: an export's {@code /reporting} is {@code /reporting/export} (Gnatta's page, Key Information). */
    public String url(@Variable("run") Run run, @Variable("tiles") TileRun tiles) {
        TileRequest request = tiles.request();
        String base = run.getBaseUrl();
        if (!base.endsWith(REPORTING)) {
            throw new IllegalStateException("collecting " + run.getSourceId() + ": its base URL has to end in " + REPORTING + ", as https://api.gnatta.io/reporting/v1.2");
        }
        return (request.export() ? base.substring(0, base.length() - REPORTING.length()) + EXPORT : base) + "/" + request.path();
    }

    /** Keeps the answer to the request in work, raw, with the numbers found in it. One that cannot be read goes into quarantine. */
    public void keep(@Variable("run") Run run, @Variable("tiles") TileRun tiles, @Body String body) {
        String text = body == null ? "" : body;
        String reason = null;
        Found found;
        try {
            found = tiles.request().export() ? export(run, tiles.request(), text) : answer(run, tiles.request(), text);
        } catch (IOException unreadable) {
            reason = unreadable.getMessage();
            found = new Found(personal.ofUnreadable(text), null);
        }
        run.stored(store.keep(new GnattaStore.Answer(run.getSourceId(), run.number(), run.lane(), tiles.request(), found.body(), found.figures(), reason,
                tiles.bookmark(), clock.instant())));
        tiles.passed();
    }

    /** @param body as it is stored */
    private record Found(String body, List<TileFigure> figures) {
    }

    private Found export(Run run, TileRequest request, String body) throws IOException {
        requireWhole("export", body, LONGEST_EXPORT_BYTES);
        String kept = personal.ofAnswer(body);
        List<TileFigure> figures = TileCsv.figures(kept);
        warnWhenFull(run, request, () -> TileCsv.rows(kept));
        return new Found(kept, figures);
    }

    private Found answer(Run run, TileRequest request, String body) throws IOException {
        requireWhole("answer", body, LONGEST_BYTES);
        JsonNode answer = json(body);
        if (answer == null || !answer.isContainerNode()) {
            throw new IOException("the answer is neither a JSON object nor a list");
        }
        warnWhenFull(run, request, () -> TileFigures.rows(answer));
        JsonNode kept = personal.ofAnswer(answer);
        return new Found(kept.equals(answer) ? body : kept.toString(), TileFigures.in(kept));
    }

    private static JsonNode json(String body) throws IOException {
        try {
            return JSON.readTree(body);
        } catch (IOException broken) {
            throw new IOException("the answer is no JSON", broken);
        }
    }

    private static void requireWhole(String what, String body, int longest) throws IOException {
        if (body.length() >= longest || body.length() > longest / 4 && body.getBytes(StandardCharsets.UTF_8).length >= longest) {
            throw new IOException("the " + what + " is longer than " + longest + " bytes: ask for a shorter range, or for fewer ids");
        }
    }

    /** Gnatta leaves out the rows beyond its limit, and says nothing of it. */
    private void warnWhenFull(Run run, TileRequest request, IntSupplier rows) {
        int most = chosen(run).catalogue().tile(request.tile()).orElseThrow().mostRows(request.export());
        if (most > 0 && rows.getAsInt() >= most) {
            LOG.warn("collecting {}: {}: as many rows as Gnatta gives at most, {}: there may be more: ask for a shorter range{}",
                    run.getSourceId(), request, most, request.export() ? "" : ", or for an export");
        }
    }

    private TilePlan chosen(Run run) {
        return plans.apply(run.getGiven().get(COLLECT));
    }

    /**
     * Notes that the request in work failed, and goes on with the next where that may pass.
     *
     * @throws Exception {@code failure}, when the others would fail too
     */
    public void failed(@Variable("run") Run run, @Variable("tiles") TileRun tiles, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) throws Exception {
        store.failed(run.getSourceId(), tiles.request());
        if (run.isStopped()) {
            tiles.end();
            throw failure;
        }
        Duration wait = heldBack(run, tiles.request(), clock.instant());
        if (failure instanceof VendorException said && said.status() == 429 && wait.compareTo(VendorRetry.LONGEST_WITHIN_RUN) > 0) {
            tiles.leaveToLater(clock.instant().plus(wait));
            return;
        }
        VendorException vendor = failure instanceof VendorException said ? said : new VendorException(Failures.inWords(failure), 0, true, null, failure);
        int inRow = tiles.failed(vendor, tiles.request() + ": " + vendor.getMessage());
        boolean all = vendor.status() == 401 || vendor.status() == 403 || vendor.status() == 429;
        boolean waits = runs.waitingUntil(run.getSourceId()).filter(clock.instant()::isBefore).isPresent();
        if (all || waits || vendor.retryable() && inRow >= FAILED_IN_ROW) {
            // Camel asks for the next one even so: it would be noted as sent, and never be.
            tiles.end();
            throw failure;
        }
    }

    /** Ends the run. @throws VendorException with what failed, when something did */
    public void finish(@Variable("run") Run run, @Variable("tiles") TileRun tiles) throws VendorException {
        if (!run.hasLeft() && !tiles.failures().isEmpty()) {
            int others = tiles.failures().size() - 1;
            throw new VendorException(tiles.failures().get(0) + (others > 0 ? "; and " + others + " more failed: "
                    + String.join("; ", tiles.failures().subList(1, Math.min(others + 1, 4))) : ""), tiles.firstFailure().status(), false, null, tiles.firstFailure());
        }
    }

    /** In place of what a quarantined answer would become: it cannot be mended, only asked for again, which the schedule does. */
    public Exception unreadable() {
        return new IllegalStateException("an answer of Gnatta's that could not be read is asked for again by its schedule");
    }
}
