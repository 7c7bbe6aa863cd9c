package io.csatrelay.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.vendor.Backoff;
import io.csatrelay.vendor.VendorException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** How long a vendor's request waits that wants more patience than the back-off has. */
class VendorRetryTest {
    private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");

    private final VendorRetry retry = new VendorRetry(null, new Backoff(Backoff.FIRST, Backoff.LONGEST, () -> 0), () -> NOW);

    /** LivePerson's notes: "5xx: retry after 5, 10, 15 s, then longer". */
    @Test
    void shouldWaitFiveTenAndFifteenSecondsAfterAVendorsOwnFaults() {
        assertThat(waits(5, 503, 503, 500, 502)).containsExactly(5L, 10L, 15L, 20L);
    }

    /** LivePerson's notes: "429: wait at least a second". */
    @Test
    void shouldWaitASecondAtLeastAfterA429() {
        assertThat(waits(5, 429, 429, 429).get(0)).isEqualTo(1L);
        assertThat(waits(0, 429).get(0)).as("half a second, for others").isZero();
    }

    /** Zendesk's notes: a 429 may ask for a second while its limit's minute has 42 to go. */
    @Test
    void shouldOutlastAMinuteOfALimitWhateverLittleRetryAfterAsksFor() {
        List<Long> waits = waits(0, Duration.ofSeconds(1), 429, 429, 429, 429, 429, 429, 429);
        assertThat(waits).hasSize(VendorRetry.ATTEMPTS - 1).isSorted();
        assertThat(waits.stream().mapToLong(Long::longValue).sum()).isGreaterThan(60);
    }

    @Test
    void shouldNeverTryAgainWhatIsNoFaultThatPasses() {
        assertThat(waits(5, 400)).isEmpty();
        assertThat(waits(5, 404)).isEmpty();
    }

    /** Whole seconds of each wait in a row. */
    private List<Long> waits(int patience, int... statuses) {
        return waits(patience, null, statuses);
    }

    private List<Long> waits(int patience, Duration asked, int... statuses) {
        Source source = new Source();
        source.setId("liveperson-csat");
        source.setPatience(patience);
        Run run = new Run(1, source, RunRequest.scheduled(source.getId(), Lane.LIVE), NOW);
        List<Long> waits = new ArrayList<>();
        for (int status : statuses) {
            Exchange exchange = new DefaultExchange(new DefaultCamelContext());
            exchange.setVariable("run", run);
            exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new VendorException("HTTP " + status, status, status == 429 || status >= 500, asked, null));
            retry.process(exchange);
            if (exchange.getProperty("tryAgain", Boolean.class)) {
                waits.add(run.waitLeft().plus(Duration.ofMillis(exchange.getIn().getHeader(Exchange.REDELIVERY_DELAY, Long.class))).toSeconds());
            }
            run.waitLeft(Duration.ZERO);
        }
        return waits;
    }
}
