package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.settings.TestingTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BlockedTest {
    private final TestingTime time = TestingTime.at("2026-05-01T00:00:00Z");
    private final Blocked blocked = new Blocked(time.time().nanos());

    private Duration after(int seconds, long pending, boolean ready) {
        time.advance(Duration.ofSeconds(seconds));
        return blocked.look(pending, ready);
    }

    @Test
    void shouldCountOnWhenTheSinkIsReadyForAMomentBeforeATryThatFails() {
        after(0, 2, true);
        assertThat(after(1, 2, false)).isEqualTo(Duration.ofSeconds(1));
        assertThat(after(1, 2, true)).isEqualTo(Duration.ofSeconds(1));
        assertThat(after(2, 2, false)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void shouldCountAnewWhenARatingWasDelivered() {
        after(0, 2, false);
        after(5, 2, false);
        assertThat(after(1, 1, false)).isZero();
        assertThat(after(4, 1, false)).isEqualTo(Duration.ofSeconds(4));
        assertThat(blocked.sinceProgress()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void shouldNotCountWhileTheSinkIsReady() {
        after(0, 2, true);
        assertThat(after(60, 2, true)).isZero();
        assertThat(blocked.sinceProgress()).isEqualTo(Duration.ofMinutes(1));
    }
}
