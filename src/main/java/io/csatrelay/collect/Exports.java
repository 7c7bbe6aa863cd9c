package io.csatrelay.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csatrelay.vendor.Backoff;
import io.csatrelay.vendor.VendorException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects by export, as Qualtrics gives its responses: an export is ordered, polled until it is complete, taken as a file, and stored page
 * by page. Stateless but for the store: what an export has come to is in its {@link Export}.
 *
 * <p>The first export of a source asks to be continued; from then on each goes on from the token of the one before, which finds what is new
 * and what was edited. The token is kept with the bookmark, once its file is stored; when Qualtrics does not take it any more (it lives
 * for a week), or its export fails, responses are exported by the time of their recording from the bookmark on.
 */
public final class Exports {
    /** How long an export may take, all waits together, before it is given up. */
    static final Duration LONGEST = Duration.ofHours(1);
    /** The longest wait between two polls. */
    static final Duration BETWEEN_POLLS = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(Exports.class);
    /** What may stand in a path as it is. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");
    /** How an expired token may be refused: no document says. */
    private static final Set<Integer> REFUSED = Set.of(400, 404, 409, 410, 422);
    private static final String BY_RANGE = "exports-by-range";

    private final CollectStore store;
    private final Pages pages;
    private final Backoff backoff;
    private final Path folder;

    /**
     * @param store where tokens and windows are
     * @param pages tells which records are new
     * @param backoff how long to wait between polls
     * @param folder where a file is while it is read; made when it is needed
     */
    public Exports(CollectStore store, Pages pages, Backoff backoff, Path folder) {
        this.store = store;
        this.pages = pages;
        this.backoff = backoff;
        this.folder = folder;
    }

    /** What the run's window asks for: all since the last export, or the responses of a span. Sends nothing that does not go with ndjson. */
    public Export order(@Variable("run") Run run) {
        Optional<String> token = run.lane() == Lane.LIVE && run.kept(BY_RANGE).isEmpty() ? store.continuation(run.getSourceId(), Lane.LIVE) : Optional.empty();
        ObjectNode order = JsonNodeFactory.instance.objectNode().put("format", "ndjson");
        Instant until = store.lane(run.getSourceId(), run.lane()).orElseThrow().until();
        if (token.isPresent()) {
            run.openUntil(until);
            return new Export(order.put("continuationToken", token.get()).toString(), true);
        }
        order.put("sortByLastModifiedDate", true).put("startDate", Instant.ofEpochSecond(run.getStartTime()).toString());
        boolean newest = run.lane() == Lane.LIVE && run.window().to().equals(until);
        // With an end nobody could say from where on to continue.
        return new Export((newest ? order.put("allowContinuation", true) : order.put("endDate", Instant.ofEpochSecond(run.getEndTime()).toString())).toString(), false);
    }

    /** For `check`: an order for nothing, which only shows whether it is taken. */
    public Export trial(@Variable("run") Run run) {
        Instant end = Instant.EPOCH.plusSeconds(1);
        return new Export(JsonNodeFactory.instance.objectNode().put("format", "ndjson").put("startDate", Instant.EPOCH.toString())
                .put("endDate", end.toString()).toString(), false);
    }

    /** Reads the answer to an order. @throws VendorException when it names no export */
    public void begun(@Variable("run") Run run, @Variable("export") Export export, @Body JsonNode answer) throws VendorException {
        export.begun(name(run, answer, "progressId"));
    }

    private static String name(Run run, JsonNode answer, String field) throws VendorException {
        String name = answer == null ? "" : answer.path("result").path(field).asText("");
        if (!NAME.matcher(name).matches() || answer.path("result").path(field).isNull()) {
            throw broken(run, "the export has no " + field + " that could be asked for; nothing was skipped, the next run orders it anew");
        }
        return name;
    }

    private static VendorException broken(Run run, String what) {
        return NextPage.broken(what, run.source().baseUrl());
    }

    /** Whether the export is on its way still; false when the run stops. */
    public boolean isUnderWay(@Variable("run") Run run, @Variable("export") Export export) {
        return !export.isComplete() && !run.isStopped();
    }

    /** Whether its file can be taken. */
    public boolean isComplete(@Variable("export") Export export) {
        return export.isComplete();
    }

    /** Called before each poll. @throws VendorException when all waits together were too long */
    public void pause(@Variable("run") Run run, @Variable("export") Export export) throws VendorException {
        if (export.waited().compareTo(LONGEST) >= 0) {
            export.fail();
            throw broken(run, "the export is not complete after " + LONGEST.toMinutes() + " minutes; it is ordered anew, for a shorter span");
        }
        Duration wait = backoff.after(export.nextPoll(), Optional.empty());
        export.waitFor(wait.compareTo(BETWEEN_POLLS) > 0 ? BETWEEN_POLLS : wait);
    }

    /** Whether to wait a slice more. */
    public boolean waits(@Variable("run") Run run, @Variable("export") Export export) {
        return !run.isStopped() && export.waitOn(VendorRetry.SLICE);
    }

    /** Reads the answer to a poll: only its status counts, for {@code percentComplete} may say 100 of a failed one. */
    public void polled(@Variable("run") Run run, @Variable("export") Export export, @Body JsonNode answer) throws VendorException {
        JsonNode result = answer.path("result");
        switch (result.path("status").asText("")) {
            case "inProgress":
                break;
            case "complete":
                export.complete(name(run, answer, "fileId"), result.path("continuationToken").asText(null));
                break;
            case "failed":
                export.fail();
                throw broken(run, "the vendor says that the export failed: those of more than 1.8 GB do; it is ordered anew, for a shorter span, if it can be shorter");
            default:
                throw broken(run, "the export has a status that nobody knows; nothing was skipped, the next run orders it anew");
        }
    }

    /** Keeps the file while it is read, for its owner alone. What a process that was killed left behind is removed. */
    public void keep(@Variable("run") Run run, @Variable("export") Export export, @Body InputStream body) throws IOException {
        String name = run.getSourceId() + "-" + run.lane().id() + "-";
        Files.createDirectories(folder);
        try (Stream<Path> all = Files.list(folder)) {
            for (Path left : all.filter(file -> file.getFileName().toString().startsWith(name)).toList()) {
                Files.delete(left);
            }
        }
        Path file = Files.createTempFile(folder, name, ".zip");
        export.keptIn(file);
        try (InputStream from = body; OutputStream to = Files.newOutputStream(file)) {
            from.transferTo(to);

        }
    }

    /** The next page of the file; the last one moves the bookmark, and keeps the token, when it is stored. */
    public Page next(@Variable("run") Run run, @Variable("export") Export export) throws VendorException {
        try {
            List<ReadRecord> records = export.pages().next();
            if (export.pages().atEnd()) {
                run.noMorePages();
                run.continueFrom(export.continuation());
            }
            return pages.page(run, records);
        } catch (IOException broken) {
            throw broken(run, "the export's file is no zip, or ends early; what was read is stored, and the next run orders it anew");
        }
    }

    /**
     * Decides what to do when an export could not be had: without the token, or for half the span. Nothing was stored of it.
     *
     * @param failure why
     * @throws VendorException {@code failure}, when neither can help
     */
    public void instead(@Variable("run") Run run, @Variable("export") Export export, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) VendorException failure)
            throws VendorException {
        boolean refused = export.getProgressId() == null && REFUSED.contains(failure.status());
        if (export.continues() && (refused || export.hasFailed())) {
            run.kept(BY_RANGE).put("why", "the token was not taken");
            LOG.info("collecting {}: {}: going on without the continuation token, by the time of recording from {} on", run.where(),
                    failure.getMessage(), run.window().from());
        } else if (export.hasFailed() && run.window().length().compareTo(Tiling.SHORTEST) > 0) {
            Duration half = Tiling.halved(run.window().length());
            LaneState lane = store.lane(run.getSourceId(), run.lane()).orElseThrow();
            store.setLane(run.getSourceId(), run.lane(), new LaneState(lane.position(), lane.until(), half, 0, lane.startedAt()));
            LOG.info("collecting {}: {}", run.where(), failure.getMessage());
        } else {
            throw failure;
        }
    }

    /** Removes the file. */
    public void close(@Variable("export") Export export) throws IOException {
        export.close();
    }
}
