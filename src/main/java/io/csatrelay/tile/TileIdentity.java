package io.csatrelay.tile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Tells requests apart by what they ask, however that is written. */
public final class TileIdentity {
    private static final Set<String> TIMES = Set.of("from", "to");

    private TileIdentity() {
    }

    /**
     * The same for two bodies that ask the same: fields and lists in any order, absent or null or an empty list, {@code Week} or
     * {@code Weekly}, a time with or without fractions or an offset.
     *
     * @param export whether it is the export's path
     * @param path after {@code /reporting/v1.2/} or {@code /reporting/export/v1.2/}
     * @param body JSON
     * @return SHA-256, hex
     */
    public static String of(boolean export, String path, JsonNode body) {
        String text = (export ? "export " : "") + path + "\n" + canonical("", body);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static JsonNode canonical(String name, JsonNode node) {
        if (node.isObject()) {
            return object(node);
        }
        if (node.isArray()) {
            List<String> items = new ArrayList<>();
            node.forEach(item -> items.add(canonical("", item).toString()));
            ArrayNode sorted = JsonNodeFactory.instance.arrayNode();
            items.stream().sorted().forEach(sorted::add);
            return sorted;
        }
        if (node.isTextual()) {
            return JsonNodeFactory.instance.textNode(text(name, node.asText()));
        }
        return node;
    }

    private static ObjectNode object(JsonNode node) {
        ObjectNode sorted = JsonNodeFactory.instance.objectNode();
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode value = canonical(name, node.get(name));
            if (!value.isNull() && !(value.isContainerNode() && value.isEmpty())) {
                sorted.set(name, value);
            }
        }
        return sorted;
    }

    private static String text(String name, String text) {
        if (name.equals("groupBy")) {
            return Grouping.of(text).map(Grouping::word).orElse(text);
        }
        try {
            return TIMES.contains(name) ? OffsetDateTime.parse(text).toInstant().toString() : text;
        } catch (DateTimeParseException other) {
            return text;
        }
    }
}
