package io.csatrelay.tile;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A span of the calendar, such as 24 hours or 3 months. */
public record Length(int count, ChronoUnit unit) {
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,3}) (hour|day|week|month)s?");

    /** @return empty when the words are no length */
    static Optional<Length> parse(String words) {
        Matcher form = FORM.matcher(words.strip().toLowerCase(Locale.ROOT));
        return form.matches() ? Optional.of(new Length(Integer.parseInt(form.group(1)), ChronoUnit.valueOf(form.group(2).toUpperCase(Locale.ROOT) + "S")))
                : Optional.empty();
    }

    /** So much later, in UTC: what a vendor measures that knows no other zone. */
    Instant after(Instant from) {
        return from.atOffset(ZoneOffset.UTC).plus(count, unit).toInstant();
    }

    @Override
    public String toString() {
        String one = unit.name().toLowerCase(Locale.ROOT);
        return count + " " + (count == 1 ? one.substring(0, one.length() - 1) : one);
    }
}
