package io.csatrelay.collect;

import com.fasterxml.jackson.databind.JsonNode;
import io.csatrelay.vendor.VendorException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** Asks LivePerson's engagement activity at {@code interval=5} for the buckets of a window, and keeps those that have closed. */
public final class LivePersonEngagement {
    /** In the order of {@link AggregateKind#ENGAGEMENT}. */
    private static final List<String> METRICS = List.of("totalInteractiveChats", "totalNonInteractiveChats", "totalHandlingTime",
            "nonInteractiveTotalHandlingTime", "connectedEngagements");

    private final AggregateStore store;
    private final InstantSource clock;

    public LivePersonEngagement(AggregateStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Minutes from now back to the window's start: rounded up to a multiple of five, which the interval has to divide; at most a day. */
    public long timeframe(@Variable("run") Run run) {
        long bucket = BucketTime.LENGTH.toMillis();
        long buckets = -Math.floorDiv(-Duration.between(run.window().from(), clock.instant()).toMillis(), bucket);
        return Math.min(LivePersonBuckets.LONGEST_MINUTES, buckets * BucketTime.LENGTH.toMinutes());
    }

    /**
     * Stores the intervals of an answer that have closed.
     *
     * @throws VendorException when it is not as the document has it, or leaves out a bucket of the window
     */
    public void store(@Variable("run") Run run, @Body JsonNode answer) throws VendorException {
        TreeMap<Instant, JsonNode> intervals = intervals(answer);
        requireAll(run.window(), intervals);
        List<AggregateStore.Row> rows = new ArrayList<>();
        List<AggregateStore.BadRow> bad = new ArrayList<>();
        for (Map.Entry<Instant, JsonNode> interval : intervals.headMap(run.window().to(), true).entrySet()) {
            for (Map.Entry<LivePersonRows.Key, JsonNode> row : LivePersonRows.of(interval.getValue()).entrySet()) {
                Optional<List<Long>> figures = LivePersonRows.figures(row.getValue(), METRICS);
                figures.ifPresentOrElse(known -> rows.add(new AggregateStore.Row(row.getKey().skill(), row.getKey().agent(), interval.getKey(), known)),
                        () -> bad.add(LivePersonRows.bad(run.getSourceId(), row.getKey(), interval.getKey(), row.getValue(),
                                "one of " + String.join(", ", METRICS) + " is no count")));
            }
        }
        run.stored(store.store(new AggregateStore.Filling(run.getSourceId(), run.number(), AggregateKind.ENGAGEMENT, run.window().from(), run.window().to(),
                rows, bad, List.of(), clock.instant())));
    }

    /** By their ends. */
    private static TreeMap<Instant, JsonNode> intervals(JsonNode answer) throws VendorException {
        JsonNode list = LivePersonRows.body(answer).path("metricsByIntervals");
        if (!list.isArray()) {
            throw LivePersonRows.unreadable("there is no list metricsByIntervals in it");
        }
        TreeMap<Instant, JsonNode> intervals = new TreeMap<>();
        for (JsonNode interval : list) {
            Instant end = Instant.ofEpochMilli(interval.path("timestamp").asLong());
            if (!BucketTime.floor(end).equals(end) || intervals.put(end, interval.path("metricsData")) != null) {
                throw LivePersonRows.unreadable("an interval ends at " + end + ", which is no boundary of five minutes, or is there twice");
            }
        }
        return intervals;
    }

    /** Every bucket of the window is there, and a later one, which may be open still. */
    private static void requireAll(Window window, TreeMap<Instant, JsonNode> intervals) throws VendorException {
        if (intervals.isEmpty() || !intervals.lastKey().isAfter(window.to())) {
            throw LivePersonRows.unreadable("its last interval is not open yet; is this machine's clock right?");
        }
        for (Instant end = window.from().plus(BucketTime.LENGTH); !end.isAfter(window.to()); end = end.plus(BucketTime.LENGTH)) {
            if (!intervals.containsKey(end)) {
                throw LivePersonRows.unreadable("the interval that ends at " + end + " is left out; the next run asks again");
            }
        }
    }
}
