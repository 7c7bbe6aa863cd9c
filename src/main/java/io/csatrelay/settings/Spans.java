package io.csatrelay.settings;

import java.time.Duration;

/** Reads spans of time where a route file writes them, in the forms that the settings take. */
public final class Spans {
    private Spans() {
    }

    /** A span such as {@code 10m}, {@code 1d} or {@code PT10M}. @throws IllegalArgumentException when it is none */
    public static Duration parse(String text) {
        try {
            return DurationFormat.span(text);
        } catch (Refused refused) {
            throw new IllegalArgumentException("\"" + text + "\" " + refused.getMessage());
        }
    }

    /** A start such as {@code 30d} or {@code 2026-05-01}. @throws IllegalArgumentException when it is none */
    public static Since since(String text) {
        try {
            return Since.parse(text);
        } catch (Refused refused) {
            throw new IllegalArgumentException("\"" + text + "\" " + refused.getMessage());
        }
    }
}
