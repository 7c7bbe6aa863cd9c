package io.csatrelay.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.settings.TestingTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;

class RequestLedgerTest {
    private static final Limit SECOND = new Limit(10, Duration.ofSeconds(1));
    private static final Limit MINUTE = new Limit(100, Duration.ofMinutes(1));
    private static final List<Limit> BOTH = List.of(SECOND, MINUTE);
    private static final long MILLI = 1_000_000;

    private TestingTime time;
    private RequestLedger ledger;

    @BeforeTry
    void start() {
        time = TestingTime.at("2026-05-01T00:00:00Z");
        ledger = new RequestLedger(BOTH, time.time().nanos());
    }

    @Property(tries = 300)
    void shouldKeepBothLimitsAtTheServerWhateverTheNetworkDoes(@ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int inFlight,
            @ForAll @IntRange(max = 3000) int upMillis, @ForAll @IntRange(max = 3000) int downMillis) {
        var weather = new TestingTraffic.Weather(upMillis * MILLI, downMillis * MILLI, 0.05, 0.02, 0);

        List<Long> arrivals = new TestingTraffic(BOTH, weather, seed).send(260, inFlight);

        assertWithin(arrivals, SECOND);
        assertWithin(arrivals, MINUTE);
    }

    @Property(tries = 100)
    void shouldKeepLimitsThatAreSmallWhenProcessesEndOften(@ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int inFlight) {
        List<Limit> small = List.of(new Limit(3, Duration.ofSeconds(1)), new Limit(20, Duration.ofMinutes(1)));
        var weather = new TestingTraffic.Weather(300 * MILLI, 300 * MILLI, 0.1, 0.2, 0);

        List<Long> arrivals = new TestingTraffic(small, weather, seed).send(80, inFlight);

        small.forEach(limit -> assertWithin(arrivals, limit));
    }

    @Example
    void shouldSendTwoHundredRequestsWithin72SecondsWhenAnswersTake50Millis() {
        TestingTraffic traffic = new TestingTraffic(BOTH, steady(50), 1);

        assertThat(traffic.send(200, 1)).hasSize(200);
        assertThat(traffic.took()).isBetween(Duration.ofSeconds(69), Duration.ofSeconds(72));
    }

    @Example
    void shouldSustain98RequestsAMinuteWhenAnswersTake600Millis() {
        List<Long> arrivals = new TestingTraffic(BOTH, steady(600), 1).send(1000, 1);

        long from = Duration.ofMinutes(1).toNanos();
        long to = Duration.ofMinutes(9).toNanos();
        assertThat(arrivals.stream().filter(at -> at >= from && at < to).count()).isGreaterThanOrEqualTo(98 * 8);
    }

    /** A request whose answer takes exactly so long, and whose rows take the store 5 ms. */
    private static TestingTraffic.Weather steady(int millis) {
        return new TestingTraffic.Weather(0, 0, 0, 0, millis * MILLI + 5 * MILLI);
    }

    @Example
    void shouldCountASlotFromItsPlanning() {
        List<RequestLedger.Slot> planned = IntStream.range(0, 10).mapToObj(i -> ledger.plan(Duration.ZERO)).toList();

        assertThat(planned).doesNotContainNull();
        assertThat(ledger.free(SECOND)).isZero();
        assertThat(ledger.free(MINUTE)).isEqualTo(90);
        assertThat(ledger.plan(Duration.ofHours(1))).as("hangs on requests that are not answered").isNull();
    }

    @Example
    void shouldHaveAPlaceAgainWhenASlotIsGivenBack() {
        List<RequestLedger.Slot> planned = IntStream.range(0, 10).mapToObj(i -> ledger.plan(Duration.ZERO)).toList();

        ledger.released(planned.get(4).id());

        assertThat(ledger.free(SECOND)).isEqualTo(1);
        RequestLedger.Slot next = ledger.plan(Duration.ZERO);
        assertThat(next.sendAt()).as("at once").isEqualTo(next.plannedAt());
    }

    @Example
    void shouldCountARequestUntilItsSpanAfterItsAnswer() {
        for (int i = 0; i < 10; i++) {
            ledger.answered(ledger.plan(Duration.ZERO).id());
        }
        time.advance(Duration.ofMillis(400));

        assertThat(ledger.plan(Duration.ofMillis(599))).as("sooner than a second after the first answer").isNull();
        RequestLedger.Slot slot = ledger.plan(Duration.ofSeconds(2));
        assertThat(slot.sendAt() - slot.plannedAt()).isEqualTo(Duration.ofMillis(600).toNanos());

        time.advance(Duration.ofMillis(600));
        assertThat(ledger.free(SECOND)).as("one is planned").isEqualTo(9);
        time.advance(Duration.ofMinutes(1));
        assertThat(ledger.free(MINUTE)).isEqualTo(99);
    }

    @Example
    void shouldCountWhatAnEarlierProcessSentWhenItIsRememberedInAnyOrder() {
        for (int age : new int[] {10, 59, 0, 30, 61}) {
            ledger.remember(Duration.ofSeconds(age));
        }

        assertThat(ledger.free(MINUTE)).isEqualTo(96);
        assertThat(ledger.free(SECOND)).isEqualTo(9);
        time.advance(Duration.ofSeconds(1));
        assertThat(ledger.free(MINUTE)).isEqualTo(97);
        assertThat(ledger.free(SECOND)).isEqualTo(10);
    }

    @Example
    void shouldNotCountAnAnswerTwiceWhenItIsToldTwice() {
        RequestLedger.Slot slot = ledger.plan(Duration.ZERO);

        ledger.answered(slot.id());
        ledger.answered(slot.id());

        assertThat(ledger.free(MINUTE)).isEqualTo(99);
    }

    /** Any so many arrivals more than the limit are at least its span apart. */
    private static void assertWithin(List<Long> arrivals, Limit limit) {
        for (int i = limit.requests(); i < arrivals.size(); i++) {
            assertThat(arrivals.get(i) - arrivals.get(i - limit.requests())).as("request %d at the server", i)
                    .isGreaterThanOrEqualTo(limit.span().toNanos());
        }
    }
}
