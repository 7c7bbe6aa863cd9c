package io.csatrelay.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Whether a record in quarantine is somebody's: nobody knows which of its fields is which, for it became no rating. An id that is long
 * enough to be no score or count is looked for wherever it stands; a short one only where the field's name speaks of it.
 */
final class Mentions {
    private static final int TELLING = 5;

    private final Set<String> names;
    private final String id;

    /** @param names parts of the names of fields that hold such ids, in lower case */
    Mentions(Set<String> names, String id) {
        this.names = names;
        this.id = id;
    }

    /** Whether a mapping's input has the id in its record, or in what was looked up for it. */
    boolean in(JsonNode input) {
        return in(input.path("record"), "") || in(input.path("lookup"), "");
    }

    private boolean in(JsonNode node, String name) {
        if (node.isObject()) {
            for (Iterator<Map.Entry<String, JsonNode>> fields = node.fields(); fields.hasNext();) {
                Map.Entry<String, JsonNode> field = fields.next();
                if (in(field.getValue(), name + "." + field.getKey().toLowerCase(Locale.ROOT))) {
                    return true;
                }
            }
            return false;
        }
        if (node.isArray()) {
            for (JsonNode element : node) {
                if (in(element, name)) {
                    return true;
                }
            }
            return false;
        }
        return is(node, name);
    }

    private boolean is(JsonNode value, String name) {
        boolean telling = id.length() >= TELLING;
        if (name.isEmpty() && telling && value.isTextual()) {
            // A body that could not even be read.
            return value.textValue().toLowerCase(Locale.ROOT).contains(id.toLowerCase(Locale.ROOT));
        }
        return value.asText().equalsIgnoreCase(id) && (telling || names.stream().anyMatch(name::contains));
    }
}
