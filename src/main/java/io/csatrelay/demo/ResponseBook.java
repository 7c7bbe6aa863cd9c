package io.csatrelay.demo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The responses of a survey, each with the number of its last change. Thread-safe. */
final class ResponseBook {

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private long changes;

    /** A response, and the number of its last change: higher than those of all changes before. */
    record Entry(DemoResponse response, long change) { }

    synchronized void addAll(Collection<DemoResponse> responses) {
        responses.forEach(this::put);
    }

    private void put(DemoResponse response) {
        changes++;
        entries.remove(response.id());
        entries.put(response.id(), new Entry(response, changes));
    }

    synchronized DemoResponse update(String id, UnaryOperator<DemoResponse> change) {
        DemoResponse changed = change.apply(entries.get(id).response());
        put(changed);
        return changed;
    }

    /** The number of the last change. */
    synchronized long changes() {
        return changes;
    }

    /** Those that match, the last changed at the end. */
    synchronized List<DemoResponse> list(Predicate<Entry> which) {
        List<DemoResponse> list = new ArrayList<>();
        entries.values().stream().filter(which).forEach(entry -> list.add(entry.response()));
        return list;
    }

    /** The response, or null. */
    synchronized DemoResponse find(String id) {
        Entry entry = entries.get(id);
        return entry == null ? null : entry.response();
    }
}
