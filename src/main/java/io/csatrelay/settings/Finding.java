package io.csatrelay.settings;

/**
 * A problem or a warning about the settings. No part of it holds a secret.
 *
 * @param setting the name it is about
 * @param what what came, such as {@code "10" has no unit}
 * @param advice what to do
 */
public record Finding(String setting, String what, String advice) {
    /** One line: the name, what came, what to do. */
    @Override
    public String toString() {
        return setting + ": " + what + ": " + advice;
    }
}
