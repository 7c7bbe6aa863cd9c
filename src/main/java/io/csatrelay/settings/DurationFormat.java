package io.csatrelay.settings;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A span of time in whole seconds: {@code 30s}, {@code 10m}, {@code 36h}, {@code 1d}, {@code 1d12h}, or ISO 8601 ({@code PT10M}).
 *
 * @param least the shortest allowed
 * @param most the longest allowed
 */
record DurationFormat(Duration least, Duration most) implements Format<Duration> {
    private static final Pattern PARTS = Pattern.compile("(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final int[] SECONDS = {86_400, 3_600, 60, 1};
    private static final String[] UNITS = {"d", "h", "m", "s"};

    @Override
    public Duration parse(String text, Path workingDir) throws Refused {
        Duration span = span(text);
        if (span.compareTo(least) < 0 || span.compareTo(most) > 0) {
            throw new Refused("is out of range", "write from " + words(least) + " to " + words(most));
        }
        return span;
    }

    @Override
    public String text(Duration value) {
        return words(value);
    }

    /** The span that a text says, whatever its length. */
    static Duration span(String text) throws Refused {
        if (NUMBER.matcher(text).matches()) {
            throw new Refused("has no unit", "write " + text + "s, " + text + "m, " + text + "h or " + text + "d");
        }
        Duration span = text.startsWith("P") || text.startsWith("p") ? iso(text) : parts(text);
        if (span.getNano() != 0 || span.isNegative()) {
            throw new Refused("is no span in whole seconds", "write it such as 30s, 10m, 36h or 1d");
        }
        return span;
    }

    /** The shortest form: the parts that are not zero. */
    static String words(Duration span) {
        StringBuilder words = new StringBuilder();
        long rest = span.toSeconds();
        for (int unit = 0; unit < UNITS.length; unit++) {
            long count = rest / SECONDS[unit];
            rest %= SECONDS[unit];
            words.append(count == 0 ? "" : count + UNITS[unit]);
        }
        return words.length() == 0 ? "0s" : words.toString();
    }

    private static Duration iso(String text) throws Refused {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw noSpan();
        }
    }

    private static Duration parts(String text) throws Refused {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw noSpan();
        }
        Duration span = Duration.ZERO;
        for (int unit = 0; unit < UNITS.length; unit++) {
            String count = parts.group(unit + 1);
            span = count == null ? span : span.plusSeconds(Long.parseLong(count) * SECONDS[unit]);
        }
        return span;
    }

    private static Refused noSpan() {
        return new Refused("is no span of time", "write it such as 30s, 10m, 36h, 1d or PT10M");
    }
}
