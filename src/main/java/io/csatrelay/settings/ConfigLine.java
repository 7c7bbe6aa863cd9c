package io.csatrelay.settings;

/**
 * One line of {@code config}.
 *
 * @param area the heading it belongs under
 * @param name the setting
 * @param value in normal form, a secret as {@code ***}; empty when unset
 * @param origin in words where the value came from, such as {@code file /run/secrets/token}
 * @param defaultText the default, or empty
 * @param meaning what it does, in Markdown
 */
public record ConfigLine(String area, String name, String value, String origin, String defaultText, String meaning) {
}
