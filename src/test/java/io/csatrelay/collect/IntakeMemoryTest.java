package io.csatrelay.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IntakeMemoryTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    private final IntakeMemory memory = new IntakeMemory();

    private static String signature(int n) {
        return String.format("%044d", n).replace('0', 'A').substring(28) + "rest-of-the-signature-that-is-kept";
    }

    @Test
    void shouldKnowASignatureUntilItsTimeHasPassed() {
        memory.add(signature(1), NOW.plusSeconds(10), NOW);
        memory.add(signature(2), NOW.plusSeconds(20), NOW.plusSeconds(10));
        assertThat(memory.has(signature(1))).isTrue();

        memory.add(signature(3), NOW.plusSeconds(30), NOW.plusSeconds(11));

        assertThat(memory.has(signature(1))).isFalse();
        assertThat(memory.has(signature(2))).isTrue();
        assertThat(memory.has(signature(4))).isFalse();
    }

    @Test
    void shouldForgetTheOldestWhenItIsFull() {
        for (int n = 0; n <= IntakeMemory.MOST; n++) {
            memory.add(signature(n), NOW.plus(Duration.ofMinutes(5)), NOW);
        }

        assertThat(memory.size()).isEqualTo(IntakeMemory.MOST);
        assertThat(memory.has(signature(0))).isFalse();
        assertThat(memory.has(signature(1))).isTrue();
    }
}
