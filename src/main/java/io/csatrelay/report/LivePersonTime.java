package io.csatrelay.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** Reads what time a request of LivePerson's contract is about: {@code timeframe}, or {@code from} and {@code to}, and {@code interval}. */
final class LivePersonTime {
    /** "The maximum timeframe value is 1440 minutes (24 hours)." */
    static final int LONGEST_TIMEFRAME = 1440;
    /** "The minimum value is five minutes." */
    static final int SHORTEST_INTERVAL = 5;
    /** How far apart from and to may be. */
    static final int MOST_MONTHS = 24;
    /** How many intervals one answer may have: some five weeks of five minutes. */
    static final int MOST_INTERVALS = 10_000;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private LivePersonTime() {
    }

    /** @throws ReportException for whatever the document answers 400 to */
    static LivePersonWindow read(QueryParameters query, Instant now) throws ReportException {
        String from = query.one("from");
        String to = query.one("to");
        if (from == null && to == null) {
            Duration length = Duration.ofMinutes(timeframe(query.one("timeframe")));
            return cut(LivePersonWindow.of(now.minus(length), now), length, query.one("interval"), "timeframe");
        }
        if (query.one("timeframe") != null) {
            throw ReportException.badField("timeframe", "timeframe ends now, so it cannot be sent with from and to: send either");
        }
        Instant start = instant("from", from);
        Instant end = instant("to", to);
        requireOrder(start, end);
        return cut(LivePersonWindow.of(start, end), Duration.between(start, end), query.one("interval"), "the time between from and to");
    }

    private static int timeframe(String text) throws ReportException {
        if (text == null) {
            throw ReportException.badField("timeframe", "timeframe is missing: send minutes, 1 to " + LONGEST_TIMEFRAME + ", or from and to");
        }
        int minutes = number(text);
        if (minutes < 1 || minutes > LONGEST_TIMEFRAME) {
            throw ReportException.badField("timeframe", "timeframe is a whole number of minutes, 1 to " + LONGEST_TIMEFRAME);
        }
        return minutes;
    }

    private static Instant instant(String name, String text) throws ReportException {
        if (text == null) {
            throw ReportException.badField(name, name + " is missing: from and to go together");
        }
        try {
            Instant at = Instant.parse(text);
            if (text.endsWith("Z") && !at.isBefore(EARLIEST) && !at.isAfter(LATEST)) {
                return at;
            }
        } catch (DateTimeParseException none) {
            // said below, the same as for a time that is not UTC
        }
        throw ReportException.badField(name, name + " is a time in UTC such as 2026-05-01T09:30:00Z");
    }

    private static void requireOrder(Instant from, Instant to) throws ReportException {
        if (!from.isBefore(to)) {
            throw ReportException.badField("to", "to is not after from");
        }
        if (to.isAfter(from.atOffset(ZoneOffset.UTC).plusMonths(MOST_MONTHS).toInstant())) {
            throw ReportException.badField("to", "to is more than " + MOST_MONTHS + " months after from: ask for a part of it");
        }
    }

    private static LivePersonWindow cut(LivePersonWindow window, Duration length, String text, String of) throws ReportException {
        if (text == null) {
            return window;
        }
        int minutes = number(text);
        if (minutes < SHORTEST_INTERVAL) {
            throw ReportException.badField("interval", "interval is a whole number of minutes, " + SHORTEST_INTERVAL + " or more");
        }
        Duration interval = Duration.ofMinutes(minutes);
        // A longer one divides it neither.
        if (length.toMillis() % interval.toMillis() != 0 || length.toNanosPart() % 1_000_000 != 0) {
            throw ReportException.badField("interval", "interval does not divide " + of + ": it may be as long, or a half of it, a third …");
        }
        if (window.count(interval) > MOST_INTERVALS) {
            throw ReportException.badField("interval", "interval is too short for " + of + ": an answer has at most " + MOST_INTERVALS + " intervals");
        }
        return window.cut(interval);
    }

    /** @return -1 for none */
    private static int number(String text) {
        return NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1;
    }
}
