package io.csatrelay.collect;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How many deliveries were answered how since the start. Safe for use by several threads. */
public final class IntakeCounts {
    /** What stands for the source of deliveries to a source that is not there: their words would make metrics without end. */
    public static final String NO_SOURCE = "none";

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    void add(String source, IntakeAnswer answer) {
        counts.computeIfAbsent(key(source, answer), any -> new LongAdder()).increment();
    }

    /** How many of a source's deliveries were answered so. */
    public long of(String source, IntakeAnswer answer) {
        LongAdder count = counts.get(key(source, answer));
        return count == null ? 0 : count.sum();
    }

    private static String key(String source, IntakeAnswer answer) {
        return source + "/" + answer.id();
    }
}
