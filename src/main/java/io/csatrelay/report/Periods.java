package io.csatrelay.report;

import io.csatrelay.distribution.Buckets;
import io.csatrelay.distribution.Span;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a window into hours, days, weeks (from Monday) or months of a time zone. The periods tile the window: the first and the last one
 * are clipped. A day with a clock change has 23 or 25 hours.
 */
final class Periods {
    private Periods() {
    }

    /** The periods of a window, in order. */
    static List<Span> of(Span window, GroupBy groupBy, ZoneId zone) {
        List<Span> periods = new ArrayList<>();
        Instant start = window.from();
        while (start.isBefore(window.to())) {
            Instant next = next(start, groupBy, zone);
            Instant end = next.isBefore(window.to()) ? next : window.to();
            periods.add(new Span(start, end));
            start = end;
        }
        return periods;
    }

    /**
     * The period before a window, which ends where the window starts: for whole months as many months, otherwise the same span of the
     * zone's calendar, so that seven days over a clock change follow on seven days.
     */
    static Span before(Instant from, Instant to, ZoneId zone) {
        Instant start = startBefore(from.atZone(zone).toLocalDateTime(), to.atZone(zone).toLocalDateTime(), zone);
        // Within a clock change the local time may run backwards.
        Instant sure = start.isBefore(from) && from.isBefore(to) ? start : from.minus(Duration.between(from, to));
        Instant end = Buckets.floor(from);
        Instant floor = Buckets.floor(sure);
        return new Span(floor.isBefore(end) ? floor : end.minus(Buckets.LENGTH), end);
    }

    private static Instant startBefore(LocalDateTime from, LocalDateTime to, ZoneId zone) {
        boolean months = startsMonth(from) && startsMonth(to);
        return (months ? from.minusMonths(ChronoUnit.MONTHS.between(from, to)) : from.minus(Duration.between(from, to))).atZone(zone).toInstant();
    }

    private static boolean startsMonth(LocalDateTime at) {
        return at.getDayOfMonth() == 1 && at.toLocalTime().equals(LocalTime.MIDNIGHT);
    }

    private static Instant next(Instant after, GroupBy groupBy, ZoneId zone) {
        LocalDate date = after.atZone(zone).toLocalDate();
        return switch (groupBy) {
            case HOURLY -> nextHour(after, zone);
            case DAILY -> nextDate(after, date.plusDays(1), ChronoUnit.DAYS, zone);
            case WEEKLY -> nextDate(after, date.with(TemporalAdjusters.next(DayOfWeek.MONDAY)), ChronoUnit.WEEKS, zone);
            case MONTHLY -> nextDate(after, date.with(TemporalAdjusters.firstDayOfNextMonth()), ChronoUnit.MONTHS, zone);
        };
    }

    /** The loop is for dates that a zone left out, as Samoa did 2011-12-30, and for days that begin twice. */
    private static Instant nextDate(Instant after, LocalDate first, ChronoUnit step, ZoneId zone) {
        LocalDate date = first;
        Instant start = startOf(date, zone);
        while (!start.isAfter(after)) {
            date = date.plus(1, step);
            start = startOf(date, zone);
        }
        return start;
    }

    /** Zones of local mean time are off by seconds; buckets are not. */
    private static Instant startOf(LocalDate date, ZoneId zone) {
        return Buckets.floor(date.atStartOfDay(zone).toInstant());
    }

    /** Looks at every bucket, as clock changes of half an hour come within an hour; a window of hours has at most 301 of them. */
    private static Instant nextHour(Instant after, ZoneId zone) {
        Instant at = after.plus(Buckets.LENGTH);
        while (!startsHour(at, zone)) {
            at = at.plus(Buckets.LENGTH);
        }
        return at;
    }

    private static boolean startsHour(Instant at, ZoneId zone) {
        LocalDateTime local = at.atZone(zone).toLocalDateTime();
        LocalDateTime before = at.minus(Buckets.LENGTH).atZone(zone).toLocalDateTime();
        return local.getMinute() == 0 || !local.truncatedTo(ChronoUnit.HOURS).equals(before.truncatedTo(ChronoUnit.HOURS));
    }
}
