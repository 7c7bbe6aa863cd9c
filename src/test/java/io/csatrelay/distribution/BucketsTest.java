package io.csatrelay.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BucketsTest {
    private static final Instant BOUNDARY = Instant.parse("2026-05-01T12:05:00Z");

    @Test
    void shouldPutAnAnswerOnABoundaryIntoTheBucketThatItStarts() {
        assertThat(Buckets.endOf(BOUNDARY)).isEqualTo("2026-05-01T12:10:00Z");
        assertThat(Buckets.endOf(BOUNDARY.minusMillis(1))).isEqualTo(BOUNDARY);
    }

    @Property(tries = 300)
    void shouldHoldEveryInstantInOneBucket(@ForAll @LongRange(min = -4_000_000_000_000L, max = 40_000_000_000_000L) long millis) {
        Instant at = Instant.ofEpochMilli(millis);
        Instant end = Buckets.endOf(at);
        assertThat(at).isBefore(end).isAfterOrEqualTo(end.minus(Buckets.LENGTH));
        assertThat(Buckets.isBoundary(end)).isTrue();
        assertThat(Buckets.ceil(at)).isEqualTo(Buckets.isBoundary(at) ? at : end);
    }

    @Test
    void shouldWidenToWholeBuckets() {
        assertThat(Span.around(BOUNDARY.plusSeconds(1), BOUNDARY.plusSeconds(301)))
                .isEqualTo(new Span(BOUNDARY, BOUNDARY.plusSeconds(600)));
        assertThatThrownBy(() -> new Span(BOUNDARY.plusSeconds(1), BOUNDARY.plusSeconds(300))).hasMessageContaining("five-minute boundaries");
    }
}
