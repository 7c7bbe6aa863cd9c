package io.csatrelay.settings;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * From when on a source is collected: a span before the first start, or a moment. Exactly one of the two is present.
 *
 * @param span before the first start
 * @param moment in whole seconds
 */
public record Since(Optional<Duration> span, Optional<Instant> moment) {

    /** What a first window starts at, in whole seconds, never before 1970: vendors count seconds from there. */
    public Instant from(Instant firstStart) {
        Instant from = moment.orElseGet(() -> before(firstStart)).truncatedTo(ChronoUnit.SECONDS);
        return from.isBefore(Instant.EPOCH) ? Instant.EPOCH : from;
    }

    /** {@code 30d}, {@code 2026-05-01} (its start in UTC) or {@code 2026-05-01T00:00:00Z}; an offset other than Z is fine. */
    static Since parse(String text) throws Refused {
        try {
            if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
                return at(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            if (text.matches("\\d{4}-.*")) {
                return at(OffsetDateTime.parse(text).toInstant());
            }
        } catch (DateTimeException e) {
            throw new Refused("is no date or instant", "write it such as 2026-05-01 or 2026-05-01T00:00:00Z");
        }
        return new Since(Optional.of(DurationFormat.span(text)), Optional.empty());
    }

    /** The form that {@link #parse} takes. */
    @Override
    public String toString() {
        return span.map(DurationFormat::words).orElseGet(() -> moment.map(Instant::toString).orElse(""));
    }

    private Instant before(Instant firstStart) {
        Duration back = span.orElse(Duration.ZERO);
        boolean beyond = back.compareTo(Duration.between(Instant.EPOCH, firstStart)) > 0;
        return beyond ? Instant.EPOCH : firstStart.minus(back);
    }

    private static Since at(Instant moment) {
        return new Since(Optional.empty(), Optional.of(moment));
    }
}
