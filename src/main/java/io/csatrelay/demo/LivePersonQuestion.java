package io.csatrelay.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A request of the demo LivePerson, read as strictly as its documents allow.
 *
 * @param now       when the window ends
 * @param timeframe minutes
 * @param interval  minutes, rounded up to whole buckets; 0 for none
 * @param skills    ids, {@code all}, or nothing at all
 * @param agents    the same
 */
record LivePersonQuestion(Instant now, int timeframe, int interval, Set<String> skills, Set<String> agents) {
    private static final long BUCKET = Duration.ofMinutes(5).toMillis();
    private static final String ALL = "all";

    /** @param start inclusive @param end exclusive, and what names it */
    record Span(Instant start, Instant end) {
    }

    static LivePersonQuestion read(LivePersonMethod method, String query, Instant now) {
        Map<String, String> given = Query.read(query, method == LivePersonMethod.ENGAGEMENT
                ? Set.of("timeframe", "v", "skillIds", "agentIds", "interval") : Set.of("timeframe", "v", "skillIds", "agentIds"));
        if (!"1".equals(given.get("v"))) {
            throw bad("v");
        }
        int timeframe = number(given, "timeframe");
        if (timeframe < 1 || timeframe > 1440) {
            throw bad("timeframe");
        }
        int interval = given.containsKey("interval") ? number(given, "interval") : 0;
        if (given.containsKey("interval") && (interval < 5 || interval > timeframe || timeframe % interval != 0)) {
            throw bad("interval");
        }
        return new LivePersonQuestion(now, timeframe, (interval + 4) / 5 * 5, ids(given.get("skillIds")), ids(given.get("agentIds")));
    }

    private static int number(Map<String, String> given, String name) {
        String text = given.getOrDefault(name, "");
        if (!text.matches("[0-9]{1,6}")) {
            throw bad(name);
        }
        return Integer.parseInt(text);
    }

    private static Set<String> ids(String text) {
        if (text == null || text.isEmpty()) {
            return Set.of();
        }
        if (!text.equals(ALL) && !text.matches("-?[0-9]+(,-?[0-9]+)*")) {
            throw bad("ids");
        }
        return new TreeSet<>(Arrays.asList(text.split(",")));
    }

    private static Rejected bad(String what) {
        return new Rejected(400, "Bad request", "problem with query parameter " + what);
    }

    /** The buckets that the window holds, up to now. */
    Span window() {
        return new Span(floor(now.minus(Duration.ofMinutes(timeframe))), now);
    }

    /** Newest first, laid backwards from the end of the bucket that now is in; the earliest is what is left. */
    List<Span> intervals() {
        List<Span> intervals = new ArrayList<>();
        Instant start = window().start();
        Instant end = floor(now).equals(now) ? now : floor(now).plusMillis(BUCKET);
        while (interval > 0 && end.isAfter(start)) {
            Instant from = end.minus(Duration.ofMinutes(interval));
            intervals.add(new Span(from.isBefore(start) ? start : from, end));
            end = from;
        }
        return intervals;
    }

    boolean matches(DemoConversation one) {
        return matches(skills, one.skill()) && matches(agents, one.agent());
    }

    private static boolean matches(Set<String> ids, String id) {
        return ids.isEmpty() || ids.contains(ALL) || ids.contains(id);
    }

    static Instant floor(Instant at) {
        return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), BUCKET) * BUCKET);
    }
}
