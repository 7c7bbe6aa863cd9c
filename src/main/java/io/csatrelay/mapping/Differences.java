package io.csatrelay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What differs between two JSON values, a line each: {@code comment: expected "a", got "b"}. */
final class Differences {

    private final List<String> lines = new ArrayList<>();

    private Differences() {
    }

    /** @return the lines; empty if the values are equal, whatever the order of their fields */
    static List<String> between(JsonNode expected, JsonNode actual) {
        Differences differences = new Differences();
        differences.compare("", expected, actual);
        return differences.lines;
    }

    private void compare(String path, JsonNode expected, JsonNode actual) {
        if (expected instanceof ObjectNode && actual instanceof ObjectNode) {
            fieldsOf(expected, actual).forEach(name ->
                    compare(path.isEmpty() ? name : path + "." + name, get(expected, name), get(actual, name)));
        } else if (expected instanceof ArrayNode && actual instanceof ArrayNode) {
            for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
                compare(path + "[" + i + "]", get(expected, i), get(actual, i));
            }
        } else if (!same(expected, actual)) {
            lines.add((path.isEmpty() ? "it" : path) + ": expected " + shown(expected) + ", got " + shown(actual));
        }
    }

    /** 5 read as an int and 5 read as a long are one value. */
    private static boolean same(JsonNode expected, JsonNode actual) {
        return expected.isIntegralNumber() && actual.isIntegralNumber()
                ? expected.bigIntegerValue().equals(actual.bigIntegerValue())
                : expected.equals(actual);
    }

    private static Set<String> fieldsOf(JsonNode expected, JsonNode actual) {
        Set<String> names = new LinkedHashSet<>();
        expected.fieldNames().forEachRemaining(names::add);
        actual.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode get(JsonNode node, String name) {
        return node.has(name) ? node.get(name) : MissingNode.getInstance();
    }

    private static JsonNode get(JsonNode node, int index) {
        return node.has(index) ? node.get(index) : MissingNode.getInstance();
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "nothing" : value.toString();
    }
}
