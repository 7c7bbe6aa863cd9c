package io.csatrelay.app;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a file holds for a mapping.
 *
 * @param inputs each {@code {record, lookup, source}}
 * @param wrapped how many of them were bare vendor records
 */
record MapInput(List<JsonNode> inputs, int wrapped) {
    private static final String RECORD = "record";
    private static final Set<String> FIELDS = Set.of(RECORD, "lookup", "source");

    /**
     * Reads JSON: one value, an array, or values one after the other, such as a line each.
     *
     * @param source the id of the source that bare records are said to come from
     * @throws IllegalArgumentException when it is no JSON, or there is nothing in it; says where and quotes nothing
     */
    static MapInput read(InputStream json, String source) throws IOException {
        List<JsonNode> values = new ArrayList<>();
        try (MappingIterator<JsonNode> each = new ObjectMapper().readerFor(JsonNode.class).readValues(json)) {
            while (each.hasNextValue()) {
                JsonNode value = each.nextValue();
                if (value.isArray()) {
                    value.forEach(values::add);
                } else {
                    values.add(value);
                }
            }
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new IllegalArgumentException("it is no JSON: line " + at.getLineNr() + ", column " + at.getColumnNr());
        }
        if (values.isEmpty()) {
            throw new IllegalArgumentException("there is no record in it");
        }
        List<JsonNode> inputs = values.stream()
                .map(value -> whole(value) ? filled((ObjectNode) value, source) : wrapped(value, source)).toList();
        return new MapInput(inputs, (int) values.stream().filter(value -> !whole(value)).count());
    }

    private static boolean whole(JsonNode value) {
        Set<String> names = new HashSet<>();
        value.fieldNames().forEachRemaining(names::add);
        return names.contains(RECORD) && FIELDS.containsAll(names);
    }

    private static JsonNode wrapped(JsonNode value, String source) {
        return filled(JsonNodeFactory.instance.objectNode().set(RECORD, value), source);
    }

    private static JsonNode filled(ObjectNode input, String source) {
        if (!input.has("lookup")) {
            input.putObject("lookup");
        }
        if (!input.has("source")) {
            input.putObject("source").put("id", source);
        }
        return input;
    }
}
