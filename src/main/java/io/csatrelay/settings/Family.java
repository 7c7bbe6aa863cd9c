package io.csatrelay.settings;

import java.util.Locale;

/**
 * Settings whose names hold the id of a source, or the name of an account, such as {@code INTAKE_<SOURCE>_SECRET}: any name of that form is known.
 *
 * @param <T> the typed value
 */
public final class Family<T> {
    private final String prefix;
    private final String placeholder;
    private final String suffix;
    private final Format<T> format;
    private final String meaning;

    Family(String prefix, String suffix, Format<T> format, String meaning) {
        this(prefix, "<SOURCE>", suffix, format, meaning);
    }

    Family(String prefix, String placeholder, String suffix, Format<T> format, String meaning) {
        this.prefix = prefix;
        this.placeholder = placeholder;
        this.suffix = suffix;
        this.format = format;
        this.meaning = meaning;
    }

    /** The setting of one source or account: its name in upper case, {@code -} as {@code _}. */
    public Setting<T> of(String name) {
        return named(prefix + name.toUpperCase(Locale.ROOT).replace('-', '_') + suffix);
    }

    /** The form of the names, for documents. */
    Setting<T> form() {
        return named(prefix + placeholder + suffix);
    }

    Setting<T> named(String name) {
        return Setting.of(name, format, meaning);
    }

    /** Whether a name is of this form. */
    public boolean has(String name) {
        return name.startsWith(prefix) && name.endsWith(suffix) && name.length() > prefix.length() + suffix.length();
    }
}
