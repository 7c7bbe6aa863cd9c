package io.csatrelay.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.distribution.Buckets;
import io.csatrelay.distribution.Level;
import io.csatrelay.distribution.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaysTest {
    private static final Instant START = Instant.parse("2026-01-20T00:00:00Z");
    private static final int DAYS = 75;

    private final Random random = new Random(20260120);

    @Test
    void shouldPassEachBucketOfASpanOnceAndNoOtherWhateverIsDue() {
        for (int i = 0; i < 300; i++) {
            List<Instant> due = IntStream.range(0, random.nextInt(4)).mapToObj(any -> Level.HOUR.endOf(instant())).toList();
            Instant one = instant();
            Instant other = random.nextBoolean() ? instant() : one.plus(Duration.ofMinutes(5L * random.nextInt(600)));
            Span span = one.isBefore(other) ? new Span(one, other) : new Span(other, one);
            Way way = new Ways(due).of(span);
            assertThat(passed(way)).as("%s with %s due: %s", span, due, way).isEqualTo(passed(Way.of(null, span.from(), span.to())));
            assertThat(way.steps()).noneMatch(step -> step.level() != null && due.stream().map(step.level()::endOf)
                    .anyMatch(end -> end.isAfter(step.from()) && !end.isAfter(step.to())));
        }
    }

    private Instant instant() {
        Instant at = START.plusSeconds(random.nextInt(DAYS * 24 * 3600));
        return random.nextInt(3) == 0 ? Level.values()[random.nextInt(3)].startOf(at) : Buckets.floor(at);
    }

    /** How often each bucket, by its end, is counted; only those that are. */
    private static Map<Instant, Integer> passed(Way way) {
        Map<Instant, Integer> passed = new HashMap<>();
        for (Way.Step step : way.steps()) {
            for (Instant end = step.from().plus(Buckets.LENGTH); !end.isAfter(step.to()); end = end.plus(Buckets.LENGTH)) {
                passed.merge(end, step.sign(), (a, b) -> a + b == 0 ? null : Integer.valueOf(a + b));
            }
        }
        return passed;
    }

    @Test
    void shouldMakeAMonthOfNewYorkOfAMonthLessItsFirstHoursAndTheNextOnesFirstHours() {
        assertThat(month("America/New_York").steps()).containsExactly(
                new Way.Step(Level.HOUR, Instant.parse("2026-02-01T00:00:00Z"), Instant.parse("2026-02-01T05:00:00Z"), -1),
                new Way.Step(Level.MONTH, Instant.parse("2026-02-01T00:00:00Z"), Instant.parse("2026-03-01T00:00:00Z"), 1),
                new Way.Step(Level.HOUR, Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-01T05:00:00Z"), 1));
    }

    @Test
    void shouldReadAQuarterOfAnHourOfBucketsWhereAZoneBeginsItsMonthsAtAQuarter() {
        assertThat(month("Asia/Kathmandu").steps()).containsExactlyInAnyOrder(
                new Way.Step(null, Instant.parse("2026-01-31T18:00:00Z"), Instant.parse("2026-01-31T18:15:00Z"), -1),
                new Way.Step(Level.HOUR, Instant.parse("2026-01-31T18:00:00Z"), Instant.parse("2026-02-01T00:00:00Z"), 1),
                new Way.Step(Level.MONTH, Instant.parse("2026-02-01T00:00:00Z"), Instant.parse("2026-03-01T00:00:00Z"), 1),
                new Way.Step(Level.HOUR, Instant.parse("2026-02-28T18:00:00Z"), Instant.parse("2026-03-01T00:00:00Z"), -1),
                new Way.Step(null, Instant.parse("2026-02-28T18:00:00Z"), Instant.parse("2026-02-28T18:15:00Z"), 1));
    }

    private static Way month(String zone) {
        LocalDate february = LocalDate.of(2026, 2, 1);
        return new Ways(List.of()).of(new Span(february.atStartOfDay(ZoneId.of(zone)).toInstant(),
                february.plusMonths(1).atStartOfDay(ZoneId.of(zone)).toInstant()));
    }

    @Test
    void shouldReadWholeMonthsAtOnceAndBucketsWithinAnHour() {
        Span years = new Span(Instant.parse("2024-12-01T00:00:00Z"), Instant.parse("2026-12-01T00:00:00Z"));
        assertThat(new Ways(List.of()).of(years).steps()).containsExactly(new Way.Step(Level.MONTH, years.from(), years.to(), 1));
        Span minutes = new Span(START.plusSeconds(300), START.plusSeconds(1500));
        assertThat(new Ways(List.of()).of(minutes).steps()).containsExactly(new Way.Step(null, minutes.from(), minutes.to(), 1));
    }
}
