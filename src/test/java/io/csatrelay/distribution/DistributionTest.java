package io.csatrelay.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class DistributionTest {
    @Test
    void shouldRoundHalfUpToTwoDecimals() {
        Distribution oneInEight = new Distribution(7, 0, 0, 0, 1);
        assertThat(oneInEight.score()).contains(new BigDecimal("12.50"));
        assertThat(oneInEight.average()).contains(new BigDecimal("1.50"));
        assertThat(new Distribution(2, 0, 0, 0, 1).score()).contains(new BigDecimal("33.33"));
        assertThat(new Distribution(1, 0, 0, 2, 0).score()).contains(new BigDecimal("66.67"));
        assertThat(new Distribution(799, 0, 0, 0, 1).score()).as("0.125").contains(new BigDecimal("0.13"));
    }

    @Test
    void shouldSumManyAsOneAfterAnother() {
        List<Distribution> all = List.of(new Distribution(1, 2, 3, 4, 5), new Distribution(10, 20, 30, 40, 50), new Distribution(0, 0, 7, 0, -1));
        assertThat(Distribution.sum(all)).isEqualTo(new Distribution(11, 22, 40, 44, 54)).isEqualTo(all.stream().reduce(Distribution.EMPTY, Distribution::plus));
        assertThat(Distribution.sum(List.of())).isEqualTo(Distribution.EMPTY);
    }

    @Test
    void shouldScoreOutOfAllAnswersNeutralOnesIncluded() {
        assertThat(new Distribution(0, 0, 2, 1, 1).score()).contains(new BigDecimal("50.00"));
        assertThat(new Distribution(0, 0, 2, 0, 0).score()).contains(new BigDecimal("0.00"));
    }

    @Test
    void shouldHaveNoScoreWhenNobodyAnswered() {
        assertThat(Distribution.EMPTY.score()).isEmpty();
        assertThat(Distribution.EMPTY.average()).isEmpty();
    }

    @Test
    void shouldCountFoursAndFivesAsPositive() {
        Distribution each = new Distribution(1, 2, 3, 4, 5);
        assertThat(each.total()).isEqualTo(15);
        assertThat(each.positive()).isEqualTo(9);
        assertThat(each.average()).contains(new BigDecimal("3.67"));
    }
}
