package io.csatrelay.tile;

import java.util.List;

/**
 * A field of Gnatta's requests.
 *
 * @param name its name; of those in {@code filters} with {@code filters.} before it
 * @param takes what its value is
 * @param values what it may be; empty: any id
 */
public record TileField(String name, Takes takes, List<String> values) {
    /** The users that are grouped by. */
    public static final String USER_IDS = "userIds";
    static final String FILTERS = "filters";
    static final String FROM = "filters.from";
    static final String TO = "filters.to";
    static final String GROUP_BY = "filters.groupBy";
    static final String TIME_ZONE = "timeZone";

    /** What a field's value is. */
    public enum Takes {
        /** One value. */
        ONE,
        /** A list of values, none twice, at least one where the field is required. */
        LIST,
        /** A list of {@code {id, values?}}. */
        DATA
    }

    boolean inFilters() {
        return name.startsWith(FILTERS + ".");
    }

    /** Its name within the object that it is in. */
    String key() {
        return inFilters() ? name.substring(FILTERS.length() + 1) : name;
    }

    /** Whether it takes ids that only the account knows. */
    boolean ids() {
        return values.isEmpty();
    }
}
