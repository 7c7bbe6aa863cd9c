package io.csatrelay.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeTest {
    private final TestingTime testing = TestingTime.at("2026-05-01T00:00:00Z");
    private final Time time = testing.time();

    @Test
    void shouldMoveBothClocksWhenTimePasses() {
        long before = time.nanos().getAsLong();

        testing.advance(Duration.ofSeconds(5));

        assertThat(time.now()).isEqualTo(Instant.parse("2026-05-01T00:00:05Z"));
        assertThat(time.nanos().getAsLong() - before).isEqualTo(5_000_000_000L);
    }

    @Test
    void shouldMoveOnlyTheWallClockWhenItIsSetBack() {
        long before = time.nanos().getAsLong();

        testing.jump(Duration.ofHours(-1));

        assertThat(time.now()).isEqualTo(Instant.parse("2026-04-30T23:00:00Z"));
        assertThat(time.nanos().getAsLong()).isEqualTo(before);
    }

    @Test
    void shouldReadRunningClocksWhenOfTheSystem() {
        Time system = Time.system();
        long before = system.nanos().getAsLong();

        assertThat(system.now()).isAfter(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(system.nanos().getAsLong() - before).isNotNegative();
    }
}
