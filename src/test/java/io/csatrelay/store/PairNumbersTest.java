package io.csatrelay.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairNumbersTest {
    @Test
    void shouldNumberPairsAsAMapWouldWhenTheyAreManyAndComeAgain() {
        Random random = new Random(11);
        PairNumbers numbers = new PairNumbers();
        Map<String, Integer> expected = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            int first = random.nextInt(300);
            int second = random.nextInt(4) == 0 ? Integer.MAX_VALUE - random.nextInt(5) : random.nextInt(300);
            int size = expected.size();
            assertThat(numbers.of(first, second)).isEqualTo(expected.computeIfAbsent(first + " " + second, any -> size));
        }
        assertThat(expected).hasSizeGreaterThan(50_000);
    }
}
