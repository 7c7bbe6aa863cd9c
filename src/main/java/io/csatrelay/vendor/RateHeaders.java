package io.csatrelay.vendor;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads how many requests a vendor's limit leaves, and when it starts anew: Gnatta's page says that the headers tell, and not what they are
 * called. So {@code X-RateLimit-}, {@code RateLimit-} and {@code X-Rate-Limit-} are read, each with {@code Remaining} and {@code Reset};
 * without a {@code Reset}, {@code Retry-After}.
 */
public final class RateHeaders {
    private static final List<String> NAMES = List.of("X-RateLimit-", "RateLimit-", "X-Rate-Limit-");
    /** More seconds than this are no span but a time since 1970. */
    private static final long SPAN = 366L * 86_400;
    private static final long MILLIS = 100_000_000_000L;

    private RateHeaders() {
    }

    /** How long until the limit starts anew, when an answer says that it leaves no request. @param headers in any letters */
    public static Optional<Duration> wait(Map<String, ?> headers, Instant now) {
        Map<String, String> known = known(headers);
        List<String> usedUp = NAMES.stream().filter(name -> "0".equals(known.get(name + "Remaining"))).toList();
        return usedUp.isEmpty() ? Optional.empty() : reset(usedUp, known, now);
    }

    /** How long until the limit starts anew, whatever it leaves: for an answer that was a 429. */
    public static Optional<Duration> reset(Map<String, ?> headers, Instant now) {
        return reset(NAMES, known(headers), now);
    }

    private static Optional<Duration> reset(List<String> names, Map<String, String> known, Instant now) {
        return names.stream().flatMap(name -> reset(known.get(name + "Reset"), now).stream()).max(Duration::compareTo)
                .or(() -> RetryAfter.parse(known.get("Retry-After"), now));
    }

    private static Map<String, String> known(Map<String, ?> headers) {
        Map<String, String> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> known.put(name, String.valueOf(value).strip()));
        return known;
    }

    /** Seconds from now, seconds or milliseconds since 1970, or a date; anything else is as absent. At most {@link RetryAfter#LONGEST}. */
    private static Optional<Duration> reset(String value, Instant now) {
        if (value == null || value.isEmpty()) {
            return Optional.empty();
        }
        if (value.length() <= 15 && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            long number = Long.parseLong(value);
            return Optional.of(within(number < SPAN ? Duration.ofSeconds(number)
                    : Duration.between(now, number > MILLIS ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number))));
        }
        try {
            return Optional.of(within(Duration.between(now, OffsetDateTime.parse(value).toInstant())));
        } catch (DateTimeParseException other) {
            return RetryAfter.parse(value, now);
        }
    }

    private static Duration within(Duration asked) {
        return asked.isNegative() ? Duration.ZERO : asked.compareTo(RetryAfter.LONGEST) > 0 ? RetryAfter.LONGEST : asked;
    }
}
