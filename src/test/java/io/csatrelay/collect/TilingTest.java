package io.csatrelay.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TilingTest {
    private static final Instant LEAP_YEAR = Instant.parse("2028-01-01T00:00:00Z");
    private static final int YEAR_SECONDS = 366 * 86_400;

    @Property(tries = 300)
    void shouldTileASpanWithoutGapOrOverlapInWholeSeconds(@ForAll @IntRange(max = YEAR_SECONDS) int start, @ForAll @LongRange(max = 999) long millis,
            @ForAll @IntRange(max = 40 * 86_400) int span, @ForAll @IntRange(min = 1, max = 86_400) int length) {
        Instant position = LEAP_YEAR.plusSeconds(start);
        Instant until = position.plusSeconds(span).plusMillis(millis);
        Duration longest = Duration.ofSeconds(Math.max(length, span / 500 + 1));
        Instant at = position;
        for (Window window : tiles(position, until, longest)) {
            assertThat(window.from()).isEqualTo(at);
            assertThat(window.length()).isBetween(Duration.ofSeconds(1), longest);
            at = window.to();
        }
        assertThat(at).isEqualTo(position.plusSeconds(span));
    }

    @Property(tries = 200)
    void shouldTileWhereverRunsFailMidwayAndWindowsAreHalved(@ForAll @IntRange(max = YEAR_SECONDS) int start,
            @ForAll @IntRange(min = 1, max = 5 * 86_400) int span, @ForAll @LongRange long seed) {
        Random failures = new Random(seed);
        Duration longest = Duration.ofDays(1);
        Instant until = LEAP_YEAR.plusSeconds(start + (long) span);
        Instant bookmark = LEAP_YEAR.plusSeconds(start);
        Duration length = longest;
        for (Optional<Window> next = Tiling.next(bookmark, until, length); next.isPresent(); next = Tiling.next(bookmark, until, length)) {
            assertThat(next.get().from()).isEqualTo(bookmark);
            if (failures.nextInt(3) == 0) {
                length = Tiling.halved(length);
            } else {
                bookmark = next.get().to();
                length = Tiling.grown(length, longest);
            }
        }
        assertThat(bookmark).isEqualTo(until);
    }

    private static List<Window> tiles(Instant position, Instant until, Duration length) {
        List<Window> tiles = new ArrayList<>();
        Optional<Window> next = Tiling.next(position, until, length);
        while (next.isPresent()) {
            tiles.add(next.get());
            next = Tiling.next(next.get().to(), until, length);
        }
        return tiles;
    }

    @Test
    void shouldCoverEveryDayOfALeapYear() {
        List<Window> days = tiles(LEAP_YEAR, LEAP_YEAR.plusSeconds(YEAR_SECONDS), Duration.ofDays(1));
        assertThat(days).hasSize(366);
        assertThat(days).extracting(day -> ZonedDateTime.ofInstant(day.from(), ZoneOffset.UTC).toLocalDate().toString()).contains("2028-02-29")
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldHalveDownToASecondAndGrowUpToTheLongest() {
        Duration length = Duration.ofDays(1);
        for (int i = 0; i < 40; i++) {
            length = Tiling.halved(length);
        }
        assertThat(length).isEqualTo(Duration.ofSeconds(1));
        for (int i = 0; i < 40; i++) {
            length = Tiling.grown(length, Duration.ofDays(1));
        }
        assertThat(length).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void shouldLeaveLessThanAWholeSecondToTheNextRun() {
        assertThat(Tiling.next(LEAP_YEAR, LEAP_YEAR.plusMillis(999), Duration.ofDays(1))).isEmpty();
        assertThat(Tiling.next(LEAP_YEAR, LEAP_YEAR.minusSeconds(5), Duration.ofDays(1))).isEmpty();
    }
}
