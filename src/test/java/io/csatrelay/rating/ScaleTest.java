package io.csatrelay.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {

    @ParameterizedTest
    @CsvSource({
            "0, 1, 0, 1", "0, 1, 1, 5",
            "1, 2, 1, 1", "1, 2, 2, 5",
            "1, 3, 2, 3",
            "0, 10, 1, 1", "0, 10, 2, 2", "0, 10, 6, 3", "0, 10, 7, 4", "0, 10, 9, 5",
            "0, 8, 1, 2", "0, 8, 3, 3", "0, 8, 5, 4", "0, 8, 7, 5", // each exactly at a half: up
            "-10, -2, -9, 2",
    })
    void shouldRoundHalfUpWhenScalesDiffer(int min, int max, int score, int expected) {
        assertThat(new Scale(min, max).toFive(score)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 3", "4, 4", "5, 5"})
    void shouldChangeNothingWhenScaleIsOneToFive(int score, int expected) {
        assertThat(Scale.DEFAULT.toFive(score)).isEqualTo(expected);
    }

    @Property
    void shouldEqualTheFormulaWhateverTheScale(@ForAll int a, @ForAll int b, @ForAll int c) {
        int[] sorted = java.util.stream.IntStream.of(a, b, c).sorted().toArray();
        Assume.that(sorted[0] < sorted[2]);
        BigDecimal min = BigDecimal.valueOf(sorted[0]);
        BigDecimal exact = BigDecimal.valueOf(4).multiply(BigDecimal.valueOf(sorted[1]).subtract(min))
                .divide(BigDecimal.valueOf(sorted[2]).subtract(min), 30, RoundingMode.FLOOR).add(BigDecimal.ONE);

        int five = new Scale(sorted[0], sorted[2]).toFive(sorted[1]);

        assertThat(five).isEqualTo(exact.setScale(0, RoundingMode.HALF_UP).intValueExact()).isBetween(1, 5);
    }

    @ParameterizedTest
    @CsvSource({"0, 5, 6", "0, 5, -1"})
    void shouldRefuseWhenScoreIsOutside(int min, int max, int score) {
        assertThatThrownBy(() -> new Scale(min, max).toFive(score)).hasMessageContaining("outside its scale");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1"})
    void shouldRefuseWhenMinIsNotBelowMax(int min, int max) {
        assertThatThrownBy(() -> new Scale(min, max)).isInstanceOf(IllegalArgumentException.class);
    }
}
