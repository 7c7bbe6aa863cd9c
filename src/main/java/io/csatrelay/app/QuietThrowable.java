package io.csatrelay.app;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.List;

/**
 * Writes an exception into one field of the log: the classes of the chain, what they say, and where they come from.
 *
 * <p>A jq or a JSON error quotes the customer's words that it stumbled over, and a database's error the row; whoever wraps such
 * an exception repeats them. So when one is in the chain, what the exceptions say is left out.
 */
public final class QuietThrowable extends ThrowableHandlingConverter {
    private static final List<String> QUOTING = List.of("net.thisptr.", "com.fasterxml.", "org.postgresql.", "org.yaml.", "org.snakeyaml.",
            "org.apache.camel.component.jq.", "org.apache.camel.TypeConversionException", "org.apache.camel.InvalidPayloadException",
            "org.apache.camel.NoTypeConversionAvailableException", "org.apache.camel.http.base.");
    private static final int FRAMES = 12;
    private static final int DEEPEST = 8;

    @Override
    public String convert(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        return thrown == null ? "" : inWords(thrown);
    }

    private static String inWords(IThrowableProxy thrown) {
        boolean quotes = quotes(thrown);
        StringBuilder words = new StringBuilder();
        IThrowableProxy cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
            words.append(depth == 0 ? "" : "\ncaused by ").append(cause.getClassName());
            if (!quotes && cause.getMessage() != null) {
                words.append(": ").append(cause.getMessage());
            }
            frames(cause, words);
        }
        return words.toString();
    }

    private static boolean quotes(IThrowableProxy thrown) {
        IThrowableProxy cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
            if (QUOTING.stream().anyMatch(cause.getClassName()::startsWith)) {
                return true;
            }
        }
        return false;
    }

    private static void frames(IThrowableProxy thrown, StringBuilder words) {
        StackTraceElementProxy[] frames = thrown.getStackTraceElementProxyArray();
        int own = frames.length - thrown.getCommonFrames();
        for (int i = 0; i < Math.min(own, FRAMES); i++) {
            words.append("\n  ").append(frames[i].getSTEAsString());
        }
    }
}
