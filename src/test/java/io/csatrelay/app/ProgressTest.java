package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.settings.TestingTime;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final TestingTime time = TestingTime.at("2026-05-01T00:00:00Z");
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Progress progress = new Progress.Lines("collected", new PrintStream(bytes, true, StandardCharsets.UTF_8), time.time());

    @Test
    void shouldPrintALineEveryFiveSecondsAndAtTheEnd() {
        progress.show(10, 5_000);
        assertThat(printed()).isEmpty();
        time.advance(Duration.ofSeconds(5));
        progress.show(1_200, 5_000);
        progress.show(1_300, 5_000);
        time.advance(Duration.ofSeconds(5));
        progress.show(1_400, 5_000);
        progress.show(5_000, 5_000);
        progress.close();
        assertThat(printed()).containsExactly("collected 1,200 of 5,000", "collected 1,400 of 5,000", "collected 5,000 of 5,000");
    }

    @Test
    void shouldNeverShowMoreThanAll() {
        progress.show(120, 100);
        progress.close();
        assertThat(printed()).containsExactly("collected 120 of 120");
    }

    @Test
    void shouldCountWithoutAnEndWhenThereIsNone() {
        progress.show(120, 0);
        progress.close();
        assertThat(printed()).containsExactly("collected 120");
    }

    @Test
    void shouldPrintNothingTwice() {
        progress.show(5, 5);
        time.advance(Duration.ofSeconds(6));
        progress.show(5, 5);
        progress.close();
        assertThat(printed()).containsExactly("collected 5 of 5");
    }

    private List<String> printed() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
