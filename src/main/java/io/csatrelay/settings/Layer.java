package io.csatrelay.settings;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One place that gives settings: the environment, or the properties file. Immutable.
 *
 * @param words how messages call it
 * @param origin of the values that it holds itself
 * @param values by name
 */
record Layer(String words, Origin origin, Map<String, String> values) {
    static final Layer NONE = new Layer("", Origin.UNSET, Map.of());

    Layer {
        values = Map.copyOf(values);
    }

    static Layer environment(Map<String, String> environment) {
        Map<String, String> given = new HashMap<>(environment);
        given.values().removeIf(String::isEmpty);
        return new Layer("the environment", Origin.ENVIRONMENT, given);
    }

    /** What is given under a name; an empty value is none. */
    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(given -> !given.isEmpty());
    }

    /** All names; in a file a misspelt one without a value is a slip too. */
    Set<String> names() {
        return values.keySet();
    }
}
