package io.csatrelay.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.distribution.Buckets;
import io.csatrelay.distribution.Span;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Periods tile a window at the clock of a zone, whatever that clock does. */
class PeriodsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Span span(String from, String to) {
        return new Span(Instant.parse(from), Instant.parse(to));
    }

    private static List<Span> of(String from, String to, GroupBy by, String zone) {
        return Periods.of(span(from, to), by, ZoneId.of(zone));
    }

    private static long hours(Span span) {
        return Duration.between(span.from(), span.to()).toHours();
    }

    @ParameterizedTest
    @CsvSource({"Europe/Berlin, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z, 23", "Europe/Berlin, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z, 25",
        "Africa/Cairo, 2026-04-23T22:00:00Z, 2026-04-24T21:00:00Z, 23", "America/Havana, 2026-11-01T04:00:00Z, 2026-11-02T05:00:00Z, 25"})
    void shouldGiveADayWithAClockChange23Or25Hours(String zone, String from, String to, long hours) {
        List<Span> days = of("2026-01-01T00:00:00Z", "2026-12-31T00:00:00Z", GroupBy.DAILY, zone);

        // The first and the last are clipped.
        assertThat(days.subList(1, days.size() - 1)).contains(span(from, to)).filteredOn(day -> hours(day) == hours).hasSize(1);
    }

    @Test
    void shouldClipTheFirstAndTheLastPeriod() {
        assertThat(of("2026-05-01T10:05:00Z", "2026-05-03T00:25:00Z", GroupBy.DAILY, "UTC")).containsExactly(
                span("2026-05-01T10:05:00Z", "2026-05-02T00:00:00Z"), span("2026-05-02T00:00:00Z", "2026-05-03T00:00:00Z"),
                span("2026-05-03T00:00:00Z", "2026-05-03T00:25:00Z"));
    }

    @Test
    void shouldBeginWeeksOnMonday() {
        // 2026-05-01 is a Friday.
        assertThat(of("2026-05-01T00:00:00Z", "2026-05-12T00:00:00Z", GroupBy.WEEKLY, "UTC")).containsExactly(
                span("2026-05-01T00:00:00Z", "2026-05-04T00:00:00Z"), span("2026-05-04T00:00:00Z", "2026-05-11T00:00:00Z"),
                span("2026-05-11T00:00:00Z", "2026-05-12T00:00:00Z"));
    }

    @Test
    void shouldBeginHoursOnTheClockOfAZoneOfHalfAndThreeQuarterHours() {
        assertThat(of("2026-05-01T00:00:00Z", "2026-05-01T02:00:00Z", GroupBy.HOURLY, "Asia/Kathmandu")).containsExactly(
                span("2026-05-01T00:00:00Z", "2026-05-01T00:15:00Z"), span("2026-05-01T00:15:00Z", "2026-05-01T01:15:00Z"),
                span("2026-05-01T01:15:00Z", "2026-05-01T02:00:00Z"));
        assertThat(of("2026-05-01T00:30:00Z", "2026-05-01T02:30:00Z", GroupBy.HOURLY, "Asia/Kolkata")).containsExactly(
                span("2026-05-01T00:30:00Z", "2026-05-01T01:30:00Z"), span("2026-05-01T01:30:00Z", "2026-05-01T02:30:00Z"));
    }

    @Test
    void shouldListTheHourThatComesTwiceTwice() {
        assertThat(of("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", GroupBy.HOURLY, "Europe/Berlin")).hasSize(25).allMatch(hour -> hours(hour) == 1);
    }

    @Test
    void shouldEndAnHourWhereTheClockLeavesOutHalfOfTheNext() {
        // Lord Howe: 02:00 becomes 02:30.
        assertThat(of("2026-10-03T14:30:00Z", "2026-10-03T17:00:00Z", GroupBy.HOURLY, "Australia/Lord_Howe")).containsExactly(
                span("2026-10-03T14:30:00Z", "2026-10-03T15:30:00Z"), span("2026-10-03T15:30:00Z", "2026-10-03T16:00:00Z"),
                span("2026-10-03T16:00:00Z", "2026-10-03T17:00:00Z"));
    }

    @Test
    void shouldPassOverADateThatAZoneLeftOut() {
        // Samoa went from the 29th to the 31st.
        assertThat(of("2011-12-29T10:00:00Z", "2012-01-01T10:00:00Z", GroupBy.DAILY, "Pacific/Apia")).containsExactly(
                span("2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z"), span("2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z"),
                span("2011-12-31T10:00:00Z", "2012-01-01T10:00:00Z"));
    }

    @Test
    void shouldTakeTheSameCalendarSpanForThePeriodBefore() {
        Instant from = Instant.parse("2026-03-30T22:00:00Z");
        assertThat(Periods.before(from, Instant.parse("2026-04-06T22:00:00Z"), BERLIN)).isEqualTo(span("2026-03-23T23:00:00Z", "2026-03-30T22:00:00Z"));
    }

    @Test
    void shouldTakeWholeMonthsBeforeWholeMonths() {
        assertThat(Periods.before(Instant.parse("2026-02-28T23:00:00Z"), Instant.parse("2026-03-31T22:00:00Z"), BERLIN))
                .isEqualTo(span("2026-01-31T23:00:00Z", "2026-02-28T23:00:00Z"));
    }

    @Test
    void shouldTakeAtLeastABucketBeforeAMoment() {
        assertThat(Periods.before(Instant.parse("2026-05-01T10:03:00Z"), Instant.parse("2026-05-01T10:04:00Z"), BERLIN))
                .isEqualTo(span("2026-05-01T09:55:00Z", "2026-05-01T10:00:00Z"));
    }

    @Property(tries = 4000)
    void shouldTileTheWindowAtTheZonesClock(@ForAll("zones") ZoneId zone, @ForAll("starts") long start, @ForAll GroupBy by, @ForAll @IntRange(min = 1, max = 6000) int buckets) {
        Instant from = Instant.ofEpochSecond(start * 300);
        int longest = by == GroupBy.HOURLY ? buckets % 300 + 1 : buckets;
        Span window = new Span(from, from.plus(Buckets.LENGTH.multipliedBy(longest)));
        Assume.that(changesBetweenBuckets(window, zone));

        List<Span> periods = Periods.of(window, by, zone);

        assertThat(periods.get(0).from()).isEqualTo(window.from());
        assertThat(periods.get(periods.size() - 1).to()).isEqualTo(window.to());
        for (int i = 1; i < periods.size(); i++) {
            Instant boundary = periods.get(i).from();
            assertThat(boundary).isEqualTo(periods.get(i - 1).to()).isAfter(periods.get(i - 1).from());
            assertBoundary(boundary, by, zone);
        }
        for (Span period : periods) {
            assertOnePeriod(period, by, zone);
        }
    }

    /** Until 2011 Newfoundland and Labrador changed their clocks a minute past midnight: within a bucket, where no period can begin. */
    private static boolean changesBetweenBuckets(Span window, ZoneId zone) {
        Instant end = window.to().plusSeconds(86_400);
        for (ZoneOffsetTransition change = zone.getRules().nextTransition(window.from().minusSeconds(86_400));
                change != null && change.getInstant().isBefore(end); change = zone.getRules().nextTransition(change.getInstant())) {
            if (!Buckets.isBoundary(change.getInstant())) {
                return false;
            }
        }
        return true;
    }

    /** A boundary is a start on the local clock, or where the clock jumped over it. */
    private static void assertBoundary(Instant boundary, GroupBy by, ZoneId zone) {
        LocalDateTime at = boundary.atZone(zone).toLocalDateTime();
        LocalDateTime before = boundary.minusSeconds(1).atZone(zone).toLocalDateTime();
        boolean jumped = !before.plusSeconds(1).equals(at);
        boolean starts = by == GroupBy.HOURLY ? at.getMinute() == 0 : at.toLocalTime().equals(LocalTime.MIDNIGHT);
        assertThat(starts || jumped).as("%s is %s in %s", boundary, at, zone).isTrue();
        if (by == GroupBy.WEEKLY) {
            assertThat(at.getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
        } else if (by == GroupBy.MONTHLY) {
            assertThat(at.getDayOfMonth()).isEqualTo(1);
        }
    }

    /** Its first and its last moment are in one period of the calendar, by an oracle that only names the period that a moment is in. */
    private static void assertOnePeriod(Span period, GroupBy by, ZoneId zone) {
        LocalDateTime first = period.from().atZone(zone).toLocalDateTime();
        LocalDateTime last = period.to().minusMillis(1).atZone(zone).toLocalDateTime();
        boolean clockWentBack = zone.getRules().nextTransition(period.from()) != null && zone.getRules().nextTransition(period.from()).getInstant().isBefore(period.to());
        if (!clockWentBack) {
            assertThat(key(first, by)).as("%s in %s", period, zone).isEqualTo(key(last, by));
        }
    }

    private static LocalDateTime key(LocalDateTime at, GroupBy by) {
        return switch (by) {
            case HOURLY -> at.truncatedTo(ChronoUnit.HOURS);
            case DAILY -> at.truncatedTo(ChronoUnit.DAYS);
            case WEEKLY -> at.truncatedTo(ChronoUnit.DAYS).minusDays(at.getDayOfWeek().getValue() - 1L);
            case MONTHLY -> at.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
        };
    }

    @Property(tries = 2000)
    void shouldPutThePeriodBeforeRightBefore(@ForAll("zones") ZoneId zone, @ForAll("starts") long start, @ForAll @IntRange(min = 1, max = 2_000_000) int seconds) {
        Instant from = Instant.ofEpochSecond(start * 300 + seconds % 300);

        Span before = Periods.before(from, from.plusSeconds(seconds), zone);

        assertThat(before.to()).isEqualTo(Buckets.floor(from));
        assertThat(before.from()).isBefore(before.to());
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().toList()).map(ZoneId::of);
    }

    /** From 1975, when the last zone had left local mean time, to 2037; in buckets. */
    @Provide
    Arbitrary<Long> starts() {
        return Arbitraries.longs().between(157_766_400L / 300, 2_114_380_800L / 300);
    }
}
