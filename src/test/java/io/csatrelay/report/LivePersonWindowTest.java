package io.csatrelay.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.distribution.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LivePerson's windowing rule: the examples of its documents, and all cases against the rule in its plainest words. */
class LivePersonWindowTest {
    private static final long FIVE = Duration.ofMinutes(5).toMillis();

    private static LivePersonWindow last(Instant now, int minutes) {
        return LivePersonWindow.of(now.minus(Duration.ofMinutes(minutes)), now);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-05-01T" + time + "Z");
    }

    private static String clock(Instant at) {
        return LocalTime.ofInstant(at, ZoneOffset.UTC).toString();
    }

    private static String shown(Span span) {
        return clock(span.from()) + "-" + clock(span.to());
    }

    @ParameterizedTest
    @CsvSource({
        // "If the time is now 13:29 and time frame is 7 minutes the API will use 2 buckets: 13:25 and 13:30."
        "13:29:00, 7, 13:20-13:30",
        "13:29:59.999, 7, 13:20-13:30",
        // on boundaries: no bucket that has not begun, none that is over
        "13:30:00, 5, 13:25-13:30",
        "13:30:00, 10, 13:20-13:30",
        "13:30:00, 1, 13:25-13:30",
        "13:30:00.001, 5, 13:25-13:35",
        "13:29:59.999, 5, 13:20-13:30",
        "13:25:00.001, 1, 13:20-13:30",
        "13:26:00, 1, 13:25-13:30",
        "13:27:00, 2, 13:25-13:30",
        "12:00:00, 720, 00:00-12:00",
    })
    void shouldCountInWholeBuckets(String now, int timeframe, String window) {
        assertThat(shown(last(at(now), timeframe).whole())).isEqualTo(window);
    }

    @ParameterizedTest
    @CsvSource({
        // "Now: 8:07 … timeframe=20&interval=10 … 8:00 - 8:10 … 7:50 - 8:00 … 7:45 - 7:50 (5 minutes)."
        "08:07:00, 20, 10, 08:00-08:10 07:50-08:00 07:45-07:50",
        "08:10:00, 20, 10, 08:00-08:10 07:50-08:00",
        "08:10:00.001, 20, 10, 08:05-08:15 07:55-08:05 07:50-07:55",
        "08:09:59.999, 20, 10, 08:00-08:10 07:50-08:00 07:45-07:50",
        "08:05:00, 20, 10, 07:55-08:05 07:45-07:55",
        // "timeframe=60&interval=30 (correct)"
        "08:07:00, 60, 30, 07:40-08:10 07:10-07:40 07:05-07:10",
        "08:00:00, 60, 30, 07:30-08:00 07:00-07:30",
        "08:00:00, 60, 60, 07:00-08:00",
        // no multiple of five: "intervals are rounded up to 5 minutes"
        "08:10:00, 14, 7, 08:00-08:10 07:55-08:00",
        "08:07:00, 14, 7, 08:00-08:10 07:50-08:00",
        "08:07:00, 7, 7, 08:00-08:10",
        "08:02:00, 5, 5, 08:00-08:05 07:55-08:00",
        "08:05:00, 5, 5, 08:00-08:05",
    })
    void shouldCutBackwardsFromTheEndAndLeaveTheOldestTheRest(String now, int timeframe, int interval, String intervals) {
        assertThat(last(at(now), timeframe).cut(Duration.ofMinutes(interval)).intervals().stream().map(LivePersonWindowTest::shown))
                .containsExactly(intervals.split(" "));
    }

    @Test
    void shouldAnswerThreeIntervalsWhenTwiceTheIntervalEndsOnNoBoundary() {
        // The documents' "timeframe=1200 and interval=600": timestamps 1412680800000, 1412644800000, 1412608800000.
        Instant now = Instant.ofEpochMilli(1412680800000L).minusSeconds(63);

        LivePersonWindow window = last(now, 1200).cut(Duration.ofMinutes(600));

        assertThat(window.intervals().stream().map(span -> span.to().toEpochMilli())).containsExactly(1412680800000L, 1412644800000L, 1412608800000L);
        assertThat(Duration.between(window.whole().from(), window.whole().to())).isEqualTo(Duration.ofMinutes(1205));
        assertThat(window.intervals().get(2)).isEqualTo(new Span(window.whole().from(), window.whole().from().plus(Duration.ofMinutes(5))));
    }

    @Test
    void shouldNameAnIntervalByItsEnd() {
        // "Interval start and end time: 26/03/2014 07:30:00 - 26/03/2014 08:00:00. Timestamp: 1395820800000."
        Span newest = last(Instant.parse("2014-03-26T08:00:00Z"), 60).cut(Duration.ofMinutes(30)).intervals().get(0);

        assertThat(newest).isEqualTo(new Span(Instant.parse("2014-03-26T07:30:00Z"), Instant.ofEpochMilli(1395820800000L)));
    }

    @Test
    void shouldWidenFromAndToToWholeBuckets() {
        LivePersonWindow window = LivePersonWindow.of(at("07:51:00"), at("08:06:00"));

        assertThat(shown(window.whole())).isEqualTo("07:50-08:10");
        assertThat(LivePersonWindow.of(at("07:50:00"), at("08:10:00"))).isEqualTo(window);
    }

    /** The plain rule: a bucket counts when some of it is in [now − timeframe, now). */
    @Property
    void shouldHoldEveryBucketThatTheTimeTouchesAndNoOther(@ForAll @LongRange(max = 4_102_444_800_000L) long now, @ForAll @IntRange(min = 1, max = 1440) int timeframe) {
        assertThat(ends(last(Instant.ofEpochMilli(now), timeframe).whole())).containsExactlyElementsOf(touched(now, timeframe));
        long boundary = now - Math.floorMod(now, FIVE);
        assertThat(ends(last(Instant.ofEpochMilli(boundary), timeframe).whole())).containsExactlyElementsOf(touched(boundary, timeframe));
    }

    /** The plain rule: the newest buckets make the first interval, so many the next, and so on. */
    @Property
    void shouldPutTheNewestBucketsTogetherAndThenTheNext(@ForAll @LongRange(max = 4_102_444_800_000L) long now, @ForAll @IntRange(min = 5, max = 1440) int interval,
            @ForAll @IntRange(min = 1, max = 288) int times, @ForAll boolean onBoundary) {
        long moment = onBoundary ? now - Math.floorMod(now, FIVE) : now;
        int timeframe = interval * Math.min(times, 1440 / interval);
        int buckets = interval / 5 + (interval % 5 == 0 ? 0 : 1);
        List<Long> newestFirst = touched(moment, timeframe).stream().sorted((a, b) -> Long.compare(b, a)).toList();

        LivePersonWindow window = last(Instant.ofEpochMilli(moment), timeframe).cut(Duration.ofMinutes(interval));

        assertThat(window.intervals()).hasSize((newestFirst.size() + buckets - 1) / buckets)
                .hasSize((int) last(Instant.ofEpochMilli(moment), timeframe).count(Duration.ofMinutes(interval)));
        for (int i = 0; i < window.intervals().size(); i++) {
            List<Long> expected = newestFirst.subList(i * buckets, Math.min((i + 1) * buckets, newestFirst.size()));
            assertThat(ends(window.intervals().get(i))).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(window.intervals().get(i).to().toEpochMilli()).isEqualTo(expected.get(0));
        }
    }

    private static List<Long> touched(long now, int timeframe) {
        long start = now - Duration.ofMinutes(timeframe).toMillis();
        long somewhereBefore = (start / FIVE - 2) * FIVE;
        return LongStream.iterate(somewhereBefore, end -> end < now + 2 * FIVE, end -> end + FIVE).filter(end -> end > start && end - FIVE < now)
                .boxed().toList();
    }

    private static List<Long> ends(Span span) {
        return LongStream.iterate(span.from().toEpochMilli() + FIVE, end -> end <= span.to().toEpochMilli(), end -> end + FIVE).boxed().toList();
    }
}
