package io.csatrelay.collect;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads a record's time of change where its source says that it is. */
final class TimeOfChange {
    private static final String EACH = "/*";

    private TimeOfChange() {
    }

    /** The version at a JSON pointer, in which {@code /*} stands for each element of a list: the latest counts; null when there is none. */
    static Version of(JsonNode record, String pointer) {
        int each = pointer.indexOf(EACH);
        if (each < 0) {
            String text = pointer.isEmpty() ? "" : record.at(pointer).asText("");
            return text.isEmpty() ? null : Version.of(text);
        }
        Version latest = null;
        for (JsonNode element : record.at(pointer.substring(0, each))) {
            Version version = of(element, pointer.substring(each + EACH.length()));
            latest = version != null && version.newerThan(latest) ? version : latest;
        }
        return latest;
    }
}
