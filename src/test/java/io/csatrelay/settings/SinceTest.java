package io.csatrelay.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinceTest {
    private static final Instant FIRST_START = Instant.parse("2026-05-31T12:00:00.750Z");

    @ParameterizedTest
    @CsvSource({
        "30d,                          2026-05-01T12:00:00Z",
        "P30D,                         2026-05-01T12:00:00Z",
        "0s,                           2026-05-31T12:00:00Z",
        "2026-05-01,                   2026-05-01T00:00:00Z",
        "2026-05-01T06:00:00Z,         2026-05-01T06:00:00Z",
        "2026-05-01T06:00:00.9Z,       2026-05-01T06:00:00Z",
        "2026-05-01T06:00:00+02:00,    2026-05-01T04:00:00Z",
        "1066-10-14,                   1970-01-01T00:00:00Z",
        "999999999d,                   1970-01-01T00:00:00Z",
        "PT2562047788015215H,          1970-01-01T00:00:00Z",
    })
    void shouldStartInWholeSecondsAndNotBefore1970WhenResolved(String text, Instant expected) throws Refused {
        assertThat(Since.parse(text).from(FIRST_START)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"30d,30d", "36h,1d12h", "2026-05-01,2026-05-01T00:00:00Z", "2026-05-01T06:00:00+02:00,2026-05-01T04:00:00Z"})
    void shouldSayTheSameWhenReadAgainFromItsText(String text, String normal) throws Refused {
        assertThat(Since.parse(text)).hasToString(normal);
        assertThat(Since.parse(normal)).isEqualTo(Since.parse(text));
    }
}
