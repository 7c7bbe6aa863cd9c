package io.csatrelay.tile;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How long the periods of an answer by date are. Gnatta's prose says Weekly, its example Week: both are known, and sent as they are written. */
public enum Grouping {
    /** Hours. */
    HOURLY("Hour", ChronoUnit.HOURS),
    /** Days. */
    DAILY("Day", ChronoUnit.DAYS),
    /** Weeks, from Monday. */
    WEEKLY("Week", ChronoUnit.WEEKS),
    /** Months of the calendar. */
    MONTHLY("Month", ChronoUnit.MONTHS);

    private final String noun;
    private final ChronoUnit unit;

    Grouping(String noun, ChronoUnit unit) {
        this.noun = noun;
        this.unit = unit;
    }

    /** By either of its spellings. */
    static Optional<Grouping> of(String word) {
        return Arrays.stream(values()).filter(one -> one.noun.equals(word) || one.word().equals(word)).findFirst();
    }

    static Grouping of(ChronoUnit unit) {
        return Arrays.stream(values()).filter(one -> one.unit == unit).findFirst().orElseThrow();
    }

    /** As the prose of Gnatta's page spells it. */
    public String word() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    /** The start of the period that a moment is in. */
    Instant floor(Instant at, ZoneId zone) {
        if (this == HOURLY) {
            return at.atZone(zone).truncatedTo(ChronoUnit.HOURS).toInstant();
        }
        return startOf(at, zone).atStartOfDay(zone).toInstant();
    }

    /** The start of the period so many before the one that starts here. */
    Instant minus(Instant start, Length length, ZoneId zone) {
        return length.unit() == ChronoUnit.HOURS ? start.minus(length.count(), ChronoUnit.HOURS)
                : start.atZone(zone).minus(length.count(), length.unit()).toInstant();
    }

    private LocalDate startOf(Instant at, ZoneId zone) {
        LocalDate date = at.atZone(zone).toLocalDate();
        return switch (this) {
            case WEEKLY -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTHLY -> date.withDayOfMonth(1);
            default -> date;
        };
    }
}
