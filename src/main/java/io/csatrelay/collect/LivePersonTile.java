package io.csatrelay.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csatrelay.vendor.VendorException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One closed bucket of CSAT answers in the making: the answer for the longer window minus the answer for the shorter one, asked
 * short–long–short until the two short ones agree, for what came in between would be counted in a bucket that it is not in. Agents in skills
 * are compared one by one: in a busy account some are always rated meanwhile. Used by one exchange alone.
 */
public final class LivePersonTile {
    /** After this many requests what does not agree is left to the next run. */
    static final int MOST_REQUESTS = 41;

    /** In the order of {@link AggregateKind#CSAT}; the score that LivePerson computes of them is not read. */
    private static final List<String> METRICS = List.of("csat_score1_answers", "csat_score2_answers", "csat_score3_answers", "csat_score4_answers",
            "csat_score5_answers");
    private static final List<Long> NOBODY = List.of(0L, 0L, 0L, 0L, 0L);
    /** A window begins in the middle of a bucket, so that no little difference between two clocks moves it into the next one. */
    private static final Duration MIDDLE = Duration.ofMinutes(2);
    /** How near to the next bucket a window may begin when its answer is there. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final Run run;
    private final Window bucket;
    private final Map<LivePersonRows.Key, List<Long>> settled = new HashMap<>();
    private final Map<LivePersonRows.Key, JsonNode> unreadable = new HashMap<>();
    private final Set<LivePersonRows.Key> impossible = new HashSet<>();
    private Map<LivePersonRows.Key, List<Long>> shorter;
    private Map<LivePersonRows.Key, List<Long>> longer;
    private AggregateStore.Snapshot longAnswer;
    private AggregateStore.Snapshot shortAnswer;
    private long minutes;
    private int requests;
    private boolean open = true;

    LivePersonTile(Run run) {
        this.run = run;
        this.bucket = run.window();
    }

    /** Whether another answer is to be asked for; not when the run stops. */
    public boolean isOpen() {
        return open && !run.isStopped();
    }

    boolean isDone() {
        return !open;
    }

    private boolean asksLonger() {
        return shorter != null && longer == null;
    }

    /** The timeframe of the next request, minutes. */
    long timeframe(Instant now) {
        Duration whole = Duration.between(bucket.from(), now).minus(MIDDLE);
        minutes = (asksLonger() ? whole : whole.minus(BucketTime.LENGTH)).toMinutes();
        return minutes;
    }

    /** Takes the answer to it. @throws VendorException when the answers do not come to agree */
    void take(Map<LivePersonRows.Key, JsonNode> rows, Instant now) throws VendorException {
        requests++;
        Instant begins = asksLonger() ? bucket.from() : bucket.to();
        Instant start = now.minus(Duration.ofMinutes(minutes));
        // Else it was under way for minutes, and may be about the next bucket: the same again.
        if (BucketTime.floor(start.plus(MARGIN)).equals(begins)) {
            take(figures(rows), now, begins);
        }
        if (open && requests >= MOST_REQUESTS) {
            throw new VendorException("LivePerson's answers did not agree in " + requests + " requests, for customers go on rating; the next run asks again",
                    200, false, null, null);
        }
    }

    private void take(Map<LivePersonRows.Key, List<Long>> figures, Instant now, Instant begins) {
        if (shorter == null) {
            shorter = figures;
        } else if (longer == null) {
            longer = figures;
            longAnswer = snapshot(begins, now, figures);
        } else {
            open = !agree(figures);
            shortAnswer = snapshot(begins, now, figures);
            shorter = figures;
            longer = null;
        }
    }

    private Map<LivePersonRows.Key, List<Long>> figures(Map<LivePersonRows.Key, JsonNode> rows) {
        Map<LivePersonRows.Key, List<Long>> figures = new HashMap<>();
        rows.forEach((key, metrics) -> LivePersonRows.figures(metrics, METRICS).ifPresentOrElse(known -> figures.put(key, known),
                () -> unreadable.put(key, metrics)));
        return figures;
    }

    /** Settles whoever agrees. @return whether nobody is left */
    private boolean agree(Map<LivePersonRows.Key, List<Long>> shortAgain) {
        Set<LivePersonRows.Key> all = new HashSet<>(longer.keySet());
        all.addAll(shorter.keySet());
        all.addAll(shortAgain.keySet());
        all.removeAll(settled.keySet());
        all.removeAll(unreadable.keySet());
        impossible.clear();
        boolean agree = true;
        for (LivePersonRows.Key key : all) {
            List<Long> less = shortAgain.getOrDefault(key, NOBODY);
            List<Long> difference = difference(longer.getOrDefault(key, NOBODY), less);
            if (!less.equals(shorter.getOrDefault(key, NOBODY))) {
                agree = false;
            } else if (difference.stream().anyMatch(figure -> figure < 0)) {
                impossible.add(key);
            } else {
                settled.put(key, difference);
            }
        }
        // An answer may be some seconds older than the other one: fewer in the longer window may pass.
        return agree && (impossible.isEmpty() || requests > MOST_REQUESTS / 2);
    }

    private static List<Long> difference(List<Long> more, List<Long> less) {
        List<Long> difference = new ArrayList<>();
        for (int i = 0; i < more.size(); i++) {
            difference.add(more.get(i) - less.get(i));
        }
        return difference;
    }

    private static AggregateStore.Snapshot snapshot(Instant from, Instant to, Map<LivePersonRows.Key, List<Long>> figures) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        figures.forEach((key, counts) -> {
            ObjectNode ofSkill = answer.get(key.skill()) instanceof ObjectNode known ? known : answer.putObject(key.skill());
            counts.forEach(ofSkill.putArray(key.agent())::add);
        });
        return new AggregateStore.Snapshot(from, to, answer.toString());
    }

    /** What is to be stored of it. */
    AggregateStore.Filling filling(Instant now) {
        List<AggregateStore.Row> rows = new ArrayList<>();
        settled.forEach((key, figures) -> {
            if (!unreadable.containsKey(key)) {
                rows.add(new AggregateStore.Row(key.skill(), key.agent(), bucket.to(), figures));
            }
        });
        List<AggregateStore.BadRow> bad = new ArrayList<>();
        unreadable.forEach((key, metrics) -> bad.add(LivePersonRows.bad(run.getSourceId(), key, bucket.to(), metrics, "one of " + String.join(", ", METRICS) + " is no count")));
        impossible.forEach(key -> bad.add(LivePersonRows.bad(run.getSourceId(), key, bucket.to(), JsonNodeFactory.instance.nullNode(),
                "LivePerson counts fewer answers in a longer window than in a shorter one")));
        return new AggregateStore.Filling(run.getSourceId(), run.number(), AggregateKind.CSAT, bucket.from(), bucket.to(), rows, bad,
                List.of(longAnswer, shortAnswer), now);
    }
}
