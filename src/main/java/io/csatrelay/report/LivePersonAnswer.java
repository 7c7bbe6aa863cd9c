package io.csatrelay.report;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.csatrelay.distribution.Question;
import io.csatrelay.distribution.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes one answer of LivePerson's contract while it reads the store. Used by one thread.
 *
 * @param <M> the counts
 */
final class LivePersonAnswer<M> {
    /** An answer is made in memory. Interval by interval and group by group there is no end to what may be asked for. */
    static final int MOST_BYTES = 16 << 20;
    /** The most time, in grouped intervals, that is asked of the store at once: its answer is in memory, too. A day fits, as LivePerson's. */
    static final Duration AT_ONCE = Duration.ofDays(7);

    private static final JsonFactory JSON = new JsonFactory();

    private final LivePersonRequest request;
    private final LivePersonMetrics<M> metrics;
    private final Function<Question, List<Map<List<String>, M>>> store;
    private final GroupNumbers numbers = new GroupNumbers();
    private final ReportBytes bytes = new ReportBytes();
    private LivePersonGroups<M> groups;

    LivePersonAnswer(LivePersonRequest request, LivePersonMetrics<M> metrics, Function<Question, List<Map<List<String>, M>>> store) {
        this.request = request;
        this.metrics = metrics;
        this.store = store;
    }

    /** The answer, JSON in UTF-8. @param missing what of the window was never collected, or is not yet @throws ReportException when it is too large */
    ReportBytes write(List<Span> missing) throws ReportException {
        try (JsonGenerator json = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
            json.writeStartObject();
            List<M> whole = request.window().intervals().isEmpty() ? read(List.of(request.window().whole())).get(0) : writeIntervals(json);
            groups().write(json, whole);
            writeMissing(json, missing);
            json.writeEndObject();
        } catch (IOException failed) {
            throw new UncheckedIOException("writing an answer", failed);
        }
        return bytes;
    }

    /** Nothing when nothing is missing: then it is what LivePerson would have answered. */
    private static void writeMissing(JsonGenerator json, List<Span> missing) throws IOException {
        if (missing.isEmpty()) {
            return;
        }
        json.writeBooleanField("incomplete", true);
        json.writeArrayFieldStart("missing");
        for (Span span : missing) {
            json.writeStartObject();
            Coverage.write(json, span);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** What the groups have in each of some spans, by their numbers. */
    private List<List<M>> read(List<Span> spans) {
        return store.apply(request.question(spans)).stream().map(numbers::byNumber).toList();
    }

    /** All that were met so far. To put their names in order takes as long as to write an interval: that is done again for new ones only. */
    private LivePersonGroups<M> groups() {
        if (groups == null || groups.size() < numbers.groups().size()) {
            groups = new LivePersonGroups<>(request, metrics, numbers.groups());
        }
        return groups;
    }

    /** Newest first. @return the sum of all: intervals tile their window */
    private List<M> writeIntervals(JsonGenerator json) throws IOException, ReportException {
        List<M> whole = new ArrayList<>();
        json.writeArrayFieldStart("metricsByIntervals");
        for (List<Span> slice : slices()) {
            List<Span> oldestFirst = new ArrayList<>(slice);
            Collections.reverse(oldestFirst);
            List<List<M>> answers = read(oldestFirst);
            for (int i = answers.size() - 1; i >= 0; i--) {
                add(whole, answers.get(i));
                startInterval(json, oldestFirst.get(i));
                groups().write(json, answers.get(i));
                endInterval(json);
            }
        }
        json.writeEndArray();
        return whole;
    }

    private void add(List<M> whole, List<M> interval) {
        whole.addAll(Collections.nCopies(Math.max(0, interval.size() - whole.size()), null));
        for (int group = 0; group < interval.size(); group++) {
            whole.set(group, metrics.sum(whole.get(group), interval.get(group)));
        }
    }

    /** All intervals at once where each is one total; else no more than the store's answer may hold. */
    private List<List<Span>> slices() {
        List<Span> intervals = request.window().intervals();
        if (request.groupBy().isEmpty()) {
            return List.of(intervals);
        }
        // The oldest may be shorter than the others, and only that.
        int each = (int) Math.max(1, AT_ONCE.dividedBy(Duration.between(intervals.get(0).from(), intervals.get(0).to())));
        List<List<Span>> slices = new ArrayList<>();
        for (int i = 0; i < intervals.size(); i += each) {
            slices.add(intervals.subList(i, Math.min(i + each, intervals.size())));
        }
        return slices;
    }

    private static void startInterval(JsonGenerator json, Span span) throws IOException {
        json.writeStartObject();
        json.writeNumberField("timestamp", span.to().toEpochMilli());
        json.writeObjectFieldStart("metricsData");
    }

    private void endInterval(JsonGenerator json) throws IOException, ReportException {
        json.writeEndObject();
        json.writeEndObject();
        json.flush();
        if (bytes.size() > MOST_BYTES) {
            throw ReportException.badField("interval", "the answer is larger than " + (MOST_BYTES >> 20)
                    + " MiB: ask for less time, a longer interval or fewer ids");
        }
    }
}
