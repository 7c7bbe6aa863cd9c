package io.csatrelay.settings;

import java.util.Locale;

/** How much is logged. */
public enum LogLevel {
    /** Everything. */
    TRACE,
    /** What a developer wants to see. */
    DEBUG,
    /** One line a run. */
    INFO,
    /** What an operator should look at. */
    WARN,
    /** What failed. */
    ERROR;

    /** The names, in whatever case. */
    static final Format<LogLevel> FORMAT = (text, workingDir) ->
        Formats.choice(LogLevel.class, LogLevel::name).parse(text.toUpperCase(Locale.ROOT), workingDir);
}
