package io.csatrelay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One case of a mapping's test file.
 *
 * @param input    {@code {record, lookup, source}}; what the file leaves out is an empty look-up, and a source named {@code test}
 * @param outcome  which of {@code expect}, {@code filtered} and {@code quarantined} it has
 * @param expected that field's value
 * @param item     the MaestroQA item expected; {@code null} if the file names none
 */
record MappingCase(String name, JsonNode input, String outcome, JsonNode expected, JsonNode item) {

    static final String EXPECT = "expect";
    static final String FILTERED = "filtered";
    static final String QUARANTINED = "quarantined";

    private static final Set<String> KNOWN = Set.of("name", "input", EXPECT, FILTERED, QUARANTINED, "item");
    private static final Set<String> INPUTS = Set.of("record", "lookup", "source");

    /** @throws IllegalArgumentException if the case is not written as the shape demands; says which and why */
    static MappingCase read(JsonNode node, int number) {
        String name = node.path("name").asText("case " + number);
        require(node.path("name").isTextual(), name, "it has no name");
        onlyKnown(node, KNOWN, name);
        require(node.path("input").has("record"), name, "input has no record");
        onlyKnown(node.get("input"), INPUTS, name);
        List<String> outcomes = Stream.of(EXPECT, FILTERED, QUARANTINED).filter(node::has).toList();
        require(outcomes.size() == 1, name, "it needs exactly one of expect, filtered and quarantined");
        String outcome = outcomes.get(0);
        JsonNode expected = node.get(outcome);
        require(isOfShape(outcome, expected), name,
                "expect takes fields, filtered takes true, quarantined takes text that the reason contains");
        require(!node.has("item") || outcome.equals(EXPECT), name, "item goes with expect only");
        return new MappingCase(name, withDefaults(node.get("input")), outcome, expected, node.get("item"));
    }

    private static boolean isOfShape(String outcome, JsonNode expected) {
        return switch (outcome) {
            case EXPECT -> expected.isObject();
            case FILTERED -> expected.isBoolean() && expected.booleanValue();
            default -> expected.isTextual() && !expected.textValue().isBlank();
        };
    }

    private static ObjectNode withDefaults(JsonNode input) {
        ObjectNode filled = input.deepCopy();
        if (!filled.has("lookup")) {
            filled.putObject("lookup");
        }
        if (!filled.has("source")) {
            filled.set("source", JsonNodeFactory.instance.objectNode().put("id", "test"));
        }
        return filled;
    }

    private static void onlyKnown(JsonNode node, Set<String> known, String name) {
        node.fieldNames().forEachRemaining(field ->
                require(known.contains(field), name, "unknown field " + field + "; known are " + known.stream().sorted().toList()));
    }

    private static void require(boolean condition, String name, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(name + ": " + otherwise);
        }
    }
}
