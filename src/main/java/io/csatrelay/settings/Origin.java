package io.csatrelay.settings;

/**
 * Where a setting's value came from.
 *
 * @param kind which of the places
 * @param where the path of the file, or empty
 */
public record Origin(Kind kind, String where) {
    static final Origin ENVIRONMENT = new Origin(Kind.ENVIRONMENT, "");
    static final Origin DEFAULT = new Origin(Kind.DEFAULT, "");
    static final Origin UNSET = new Origin(Kind.UNSET, "");

    /** The places, in the order in which they are asked. */
    public enum Kind {
        /** The environment. */
        ENVIRONMENT("environment"),
        /** A file of its own, named by {@code NAME_FILE}. */
        VALUE_FILE("file"),
        /** The properties file named by {@code CSAT_RELAY_CONFIG}. */
        PROPERTIES_FILE("properties file"),
        /** Nobody set it; it has a default. */
        DEFAULT("default"),
        /** Nobody set it, and it has no default. */
        UNSET("unset");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** Whether a person gave the value. */
    public boolean given() {
        return kind != Kind.DEFAULT && kind != Kind.UNSET;
    }

    /** In words, such as {@code file /run/secrets/token}. */
    @Override
    public String toString() {
        return where.isEmpty() ? kind.words : kind.words + ' ' + where;
    }
}
