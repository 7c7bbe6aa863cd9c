package io.csatrelay.vendor;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Reads the {@code Retry-After} header of RFC 9110: whole seconds, or an HTTP date.
 *
 * <p>What cannot be read counts as absent. A wait longer than {@link #LONGEST} is cut to it: a vendor that asks for more
 * has made a mistake, and a person should see the pause rather than wait a year for it.
 */
public final class RetryAfter {
    /** The longest wait that a vendor may ask for. */
    public static final Duration LONGEST = Duration.ofHours(24);

    private RetryAfter() {
    }

    /**
     * The wait that the header asks for.
     *
     * @param value the header's value, or null
     * @param now the wall clock, for the date form
     * @return zero or more, at most 24 hours; empty when the header is absent or unreadable
     */
    public static Optional<Duration> parse(String value, Instant now) {
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        String text = value.strip();
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            // More than 9 digits are over 31 years: no need to parse what is cut anyway.
            return Optional.of(text.length() > 9 ? LONGEST : within(Duration.ofSeconds(Long.parseLong(text))));
        }
        try {
            Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return Optional.of(within(Duration.between(now, at)));
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    private static Duration within(Duration asked) {
        if (asked.isNegative()) {
            return Duration.ZERO;
        }
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}
