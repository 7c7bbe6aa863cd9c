package io.csatrelay.settings;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How given texts appear in messages: on one line, not too long, without what may be secret. */
final class Shown {
    /** What stands in for a secret; always the same length, so that it tells nothing. */
    static final String MASK = "***";

    private static final int LONGEST = 120;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]");
    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.:-]*//");

    private Shown() {
    }

    /** The text in quotes; control characters, which could forge a log line, as escapes. */
    static String quoted(String text) {
        String printable = UNPRINTABLE.matcher(text)
            .replaceAll(match -> Matcher.quoteReplacement(String.format("\\u%04x", match.group().codePointAt(0))));
        String fitting = printable.length() > LONGEST ? printable.substring(0, LONGEST) + "…" : printable;
        return '"' + fitting + '"';
    }

    /** A URL, well formed or not, without user information, query and fragment: passwords and tokens hide in those. */
    static String url(String text) {
        int at = text.lastIndexOf('@');
        String rest = at < 0 ? text : withoutUser(text, at);
        return rest.replaceFirst("(?s)[?#].*$", "?" + MASK);
    }

    private static String withoutUser(String text, int at) {
        Matcher scheme = SCHEME.matcher(text.substring(0, at));
        return (scheme.find() ? scheme.group() : "") + MASK + text.substring(at);
    }
}
