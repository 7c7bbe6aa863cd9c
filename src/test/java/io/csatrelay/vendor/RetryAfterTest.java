package io.csatrelay.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0 | PT0S", "41 | PT41S", "' 7 ' | PT7S", "86400 | PT24H", "86401 | PT24H",
        "99999999999999999999 | PT24H", "Fri, 01 May 2026 10:00:41 GMT | PT41S", "Fri, 01 May 2026 09:00:00 GMT | PT0S",
        "Fri, 01 May 2099 10:00:00 GMT | PT24H"})
    void shouldReadSecondsAndDatesAndCapThemAtADay(String value, Duration asked) {
        assertThat(RetryAfter.parse(value, NOW)).contains(asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "2026-05-01T10:00:41Z", "٤١"})
    void shouldTakeWhatCannotBeReadForNothing(String value) {
        assertThat(RetryAfter.parse(value, NOW)).isEmpty();
    }

    @Test
    void shouldTakeNoHeaderForNothing() {
        assertThat(RetryAfter.parse(null, NOW)).isEqualTo(Optional.empty());
    }
}
