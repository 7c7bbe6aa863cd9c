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
 * @param values by name, none of them empty
 */
record Layer(String words, Origin origin, Map<String, String> values) {
    static final Layer NONE = new Layer("", Origin.UNSET, Map.of());

    Layer {
        Map<String, String> given = new HashMap<>(values);
        given.values().removeIf(String::isEmpty);
        values = Map.copyOf(given);
    }

    static Layer environment(Map<String, String> environment) {
        return new Layer("the environment", Origin.ENVIRONMENT, environment);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    Set<String> names() {
        return values.keySet();
    }
}
