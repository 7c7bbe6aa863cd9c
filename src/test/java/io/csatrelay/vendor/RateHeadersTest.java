package io.csatrelay.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateHeadersTest {
    private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({"X-RateLimit-", "ratelimit-", "X-Rate-Limit-"})
    void shouldWaitUntilTheResetWhenNoRequestIsLeft(String name) {
        assertThat(RateHeaders.wait(Map.of(name + "Limit", "100", name + "Remaining", "0", name + "Reset", "41"), NOW)).contains(Duration.ofSeconds(41));
        assertThat(RateHeaders.wait(Map.of(name + "Limit", "100", name + "Remaining", "1", name + "Reset", "41"), NOW)).isEmpty();
        assertThat(RateHeaders.reset(Map.of(name + "Reset", "41"), NOW)).contains(Duration.ofSeconds(41));
    }

    @ParameterizedTest
    @CsvSource({"1777593641,41", "1777593641000,41", "2026-05-01T00:00:41Z,41", "'Fri, 01 May 2026 00:00:41 GMT',41", "1777593600,0", "2026-04-30T00:00:00Z,0", "31000000,86400"})
    void shouldReadTheResetInWhateverFormItIs(String reset, long seconds) {
        assertThat(RateHeaders.reset(Map.of("RateLimit-Reset", reset), NOW)).contains(Duration.ofSeconds(seconds));
    }

    @Test
    void shouldWaitAsRetryAfterSaysWhenThereIsNoReset() {
        assertThat(RateHeaders.wait(Map.of("X-RateLimit-Remaining", "0", "retry-after", "41"), NOW)).contains(Duration.ofSeconds(41));
        assertThat(RateHeaders.wait(Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "7", "Retry-After", "41"), NOW)).contains(Duration.ofSeconds(7));
        assertThat(RateHeaders.wait(Map.of("X-RateLimit-Remaining", "1", "Retry-After", "41"), NOW)).as("a request is left").isEmpty();
    }

    @Test
    void shouldTakeWhatCannotBeReadForAbsent() {
        assertThat(RateHeaders.wait(Map.of("RateLimit-Remaining", "0"), NOW)).isEmpty();
        assertThat(RateHeaders.reset(Map.of("RateLimit-Reset", "soon"), NOW)).isEmpty();
        assertThat(RateHeaders.reset(Map.of(), NOW)).isEmpty();
    }
}
