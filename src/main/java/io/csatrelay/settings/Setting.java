package io.csatrelay.settings;

import java.util.Optional;

/**
 * One setting, declared once: the declaration makes its reading, its validation, its line in {@code config} and its row in
 * {@code docs/settings.md}. Immutable; two settings are the same when their names are.
 *
 * @param <T> the typed value
 */
public final class Setting<T> {
    private final String name;
    private final Format<T> format;
    private final String defaultText;
    private final String meaning;

    private Setting(String name, Format<T> format, String defaultText, String meaning) {
        this.name = name;
        this.format = format;
        this.defaultText = defaultText;
        this.meaning = meaning;
    }

    /** A setting without default. */
    static <T> Setting<T> of(String name, Format<T> format, String meaning) {
        return new Setting<>(name, format, null, meaning);
    }

    /**
     * The same setting with a default, as the person who sets it would write it. In it {@code <installation>} stands for the installation's
     * folder and {@code <NAME>} for the value of a setting that is declared earlier.
     */
    Setting<T> defaultsTo(String text) {
        return new Setting<>(name, format, text, meaning);
    }

    /** The name in the environment and in the properties file, such as {@code ZENDESK_BASE_URL}. */
    public String name() {
        return name;
    }

    /** The name of the setting that holds the path of a file with this one's value. */
    public String fileName() {
        return name + "_FILE";
    }

    /** What it does, in one or two sentences of Markdown, with its unit. */
    public String meaning() {
        return meaning;
    }

    /** The default as one would write it; empty when there is none. May hold {@code <installation>} or {@code <NAME>}. */
    public Optional<String> defaultText() {
        return Optional.ofNullable(defaultText);
    }

    /** Whether the value must never be shown. */
    public boolean secret() {
        return format.secret();
    }

    Format<T> format() {
        return format;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Setting<?> setting && setting.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
