package io.csatrelay.rating;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads times as vendors write them: ISO 8601, any offset, any number of fraction digits. */
final class Times {

    /** The fraction is cut at Java's nanoseconds; vendors send up to 12 digits, and ISO 8601 allows a comma. */
    private static final Pattern FRACTION = Pattern.compile("[.,](\\d{1,9})\\d*");

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT); // 30 February is no day

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private Times() {
    }

    /** The instant to the millisecond, the rest cut off; empty if this is no time with an offset in the years 1 to 9999. */
    static Optional<Instant> parse(String text) {
        Matcher fraction = FRACTION.matcher(text);
        String cut = fraction.find() ? fraction.replaceFirst(".$1") : text;
        try {
            Instant time = OffsetDateTime.parse(cut, ISO).toInstant().truncatedTo(ChronoUnit.MILLIS);
            return time.isBefore(FIRST) || time.isAfter(LAST) ? Optional.empty() : Optional.of(time);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
