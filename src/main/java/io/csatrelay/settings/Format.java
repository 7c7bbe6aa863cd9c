package io.csatrelay.settings;

import java.nio.file.Path;

/**
 * How a setting's text becomes a typed value and back. Implementations hold no state.
 *
 * @param <T> the typed value
 */
interface Format<T> {
    /**
     * Reads a text that is not empty.
     *
     * @param workingDir what a relative path is relative to
     * @throws Refused when the text is no such value; its words do not repeat the text
     */
    T parse(String text, Path workingDir) throws Refused;

    /** The value in its one normal form, for people and for {@code {{NAME}}} placeholders; of a secret only what may be shown. */
    default String text(T value) {
        return value.toString();
    }

    /** A text that may not be parseable, as an error message may repeat it. */
    default String shown(String text) {
        return Shown.quoted(text);
    }

    /** Whether the value must never be shown. */
    default boolean secret() {
        return false;
    }
}
