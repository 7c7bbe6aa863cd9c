package io.csatrelay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.ops.RequestWindow.State;
import io.csatrelay.settings.TestingTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestWindowTest {
    private final TestingTime time = TestingTime.at("2026-05-01T00:00:00Z");
    private final RequestWindow window = new RequestWindow(2, time.time().nanos());

    @Test
    void shouldAllowTheLimitAndSayWhatIsLeft() {
        assertThat(window.take()).isEqualTo(new State(true, 1, 60));
        time.advance(Duration.ofMillis(500));
        assertThat(window.take()).isEqualTo(new State(true, 0, 60));
        time.advance(Duration.ofMillis(500));
        assertThat(window.take()).isEqualTo(new State(false, 0, 59));
    }

    @Test
    void shouldAllowTheLimitAgainAfterAMinute() {
        window.take();
        window.take();
        time.advance(Duration.ofSeconds(60).minusNanos(1));
        assertThat(window.take()).isEqualTo(new State(false, 0, 1));
        time.advance(Duration.ofNanos(1));
        assertThat(window.take()).isEqualTo(new State(true, 1, 60));
    }

    @Test
    void shouldBeginAMinuteWithItsFirstRequest() {
        time.advance(Duration.ofSeconds(59));
        assertThat(window.take()).isEqualTo(new State(true, 1, 60));
    }

    @Test
    void shouldNotCountWhatItRefuses() {
        for (int i = 0; i < 10; i++) {
            window.take();
        }
        time.advance(Duration.ofSeconds(60));
        assertThat(window.take().remaining()).isEqualTo(1);
    }
}
