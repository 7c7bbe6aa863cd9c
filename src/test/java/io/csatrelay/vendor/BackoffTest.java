package io.csatrelay.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void shouldDoubleFromASecondToFiveMinutes() {
        List<Duration> waits = IntStream.rangeClosed(1, 11).mapToObj(n -> backoff(0.999_999).after(n, Optional.empty())).toList();
        assertThat(waits).extracting(wait -> Math.round(wait.toMillis() / 1000.0))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L);
    }

    @Property
    void shouldWaitAtLeastHalfAndAtMostTheWholeOfEachStep(@ForAll @IntRange(min = 1, max = 100) int failures,
            @ForAll @DoubleRange(max = 0.99) double random) {
        Duration whole = backoff(0.999_999_9).after(failures, Optional.empty()).plusMillis(1);
        assertThat(backoff(random).after(failures, Optional.empty())).isBetween(whole.dividedBy(2).minusMillis(1), whole);
    }

    @Property
    void shouldNeverUndercutWhatTheVendorAskedFor(@ForAll @IntRange(min = 1, max = 100) int failures,
            @ForAll @IntRange(max = 86_400) int seconds, @ForAll @DoubleRange(max = 0.99) double random) {
        Duration asked = Duration.ofSeconds(seconds);
        Duration wait = backoff(random).after(failures, Optional.of(asked));
        assertThat(wait).isGreaterThanOrEqualTo(asked);
        assertThat(wait).as("its own step or at most a second on top").isLessThanOrEqualTo(
                asked.plusSeconds(1).compareTo(Backoff.LONGEST) > 0 ? asked.plusSeconds(1) : Backoff.LONGEST);
    }

    @Test
    void shouldBackOffFurtherThanARetryAfterThatIsTooSmall() {
        assertThat(backoff(0).after(7, Optional.of(Duration.ofSeconds(1)))).isEqualTo(Duration.ofSeconds(32));
    }

    private static Backoff backoff(double random) {
        return new Backoff(Backoff.FIRST, Backoff.LONGEST, () -> random);
    }
}
