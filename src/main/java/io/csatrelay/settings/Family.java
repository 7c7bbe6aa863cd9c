package io.csatrelay.settings;

import java.util.Locale;

/**
 * Settings whose names hold the id of a source, such as {@code INTAKE_<SOURCE>_SECRET}: any name of that form is known.
 *
 * @param <T> the typed value
 */
public final class Family<T> {
    private final String prefix;
    private final String suffix;
    private final Format<T> format;
    private final String meaning;

    Family(String prefix, String suffix, Format<T> format, String meaning) {
        this.prefix = prefix;
        this.suffix = suffix;
        this.format = format;
        this.meaning = meaning;
    }

    /** The setting of one source: its id in upper case, {@code -} as {@code _}. */
    public Setting<T> of(String sourceId) {
        return named(prefix + sourceId.toUpperCase(Locale.ROOT).replace('-', '_') + suffix);
    }

    /** The form of the names, for documents. */
    Setting<T> form() {
        return named(prefix + "<SOURCE>" + suffix);
    }

    Setting<T> named(String name) {
        return Setting.of(name, format, meaning);
    }

    /** Whether a name is of this form. */
    public boolean has(String name) {
        return name.startsWith(prefix) && name.endsWith(suffix) && name.length() > prefix.length() + suffix.length();
    }
}
