package io.csatrelay.rating;

import java.util.ArrayList;
import java.util.List;

/** The problems found so far: each in words that quote the value, and in words that are safe in a log. */
final class Problems {

    private static final int QUOTED = 80;

    private final List<String> quoting = new ArrayList<>();
    private final List<String> safe = new ArrayList<>();

    void add(String field, String kind) {
        quoting.add(field + " " + kind);
        safe.add(field + " " + kind);
    }

    void add(String field, String kind, String quoted) {
        quoting.add(field + " " + kind + ": " + abbreviated(quoted));
        safe.add(field + " " + kind);
    }

    /** A name that is not ours may be made of the customer's words, so that only the one text has it. */
    void addUnknown(String parent, String name, String nearest) {
        quoting.add("unknown field " + parent + abbreviated(name) + " (the nearest known one is " + nearest + ")");
        safe.add("unknown field (the nearest known one is " + nearest + ")");
    }

    void throwIfAny() throws InvalidRatingException {
        if (!safe.isEmpty()) {
            throw new InvalidRatingException(String.join("; ", quoting), String.join("; ", safe));
        }
    }

    private static String abbreviated(String text) {
        return text.codePointCount(0, text.length()) <= QUOTED
                ? text
                : text.substring(0, text.offsetByCodePoints(0, QUOTED)) + "…";
    }
}
