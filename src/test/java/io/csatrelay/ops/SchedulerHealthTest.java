package io.csatrelay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.settings.TestingTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class SchedulerHealthTest {
    private final TestingTime time = TestingTime.at("2026-05-01T00:00:00Z");
    private final AtomicLong ticks = new AtomicLong(100);
    private final SchedulerHealth health = new SchedulerHealth(ticks::get, time.time().nanos());

    SchedulerHealthTest() {
        health.setCamelContext(new DefaultCamelContext());
    }

    private HealthCheck.State after(Duration later) {
        time.advance(later);
        return health.call().getState();
    }

    @Test
    void shouldBeLiveWhileSchedulesFireHoweverSeldomItIsAsked() {
        assertThat(after(Duration.ZERO)).isEqualTo(HealthCheck.State.UP);
        assertThat(after(Duration.ofSeconds(60))).isEqualTo(HealthCheck.State.UP);
        ticks.addAndGet(3600);
        assertThat(after(Duration.ofHours(1))).isEqualTo(HealthCheck.State.UP);
        assertThat(health.isLiveness()).isTrue();
        assertThat(health.isReadiness()).isFalse();
    }

    @Test
    void shouldNotBeLiveWhenNoneHasFiredForAMinuteUntilOneDoes() {
        after(Duration.ZERO);
        assertThat(after(Duration.ofSeconds(61))).isEqualTo(HealthCheck.State.DOWN);
        assertThat(health.call().getMessage()).hasValue("no schedule has fired for 61 s: restart the process");
        ticks.incrementAndGet();
        assertThat(after(Duration.ofSeconds(1))).isEqualTo(HealthCheck.State.UP);
    }
}
