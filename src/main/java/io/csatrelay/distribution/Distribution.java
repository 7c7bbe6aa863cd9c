package io.csatrelay.distribution;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * How many answers gave each score of 1 to 5. Numbers below zero occur only in the difference of two distributions.
 *
 * @param one   answers with score 1; likewise the others
 */
public record Distribution(long one, long two, long three, long four, long five) {
    public static final Distribution EMPTY = new Distribution(0, 0, 0, 0, 0);

    private static final int DECIMALS = 2;
    private static final int HUNDRED = 100;

    /** So many answers with one score. @param score 1 to 5 */
    public static Distribution of(int score, long answers) {
        return switch (score) {
            case 1 -> new Distribution(answers, 0, 0, 0, 0);
            case 2 -> new Distribution(0, answers, 0, 0, 0);
            case 3 -> new Distribution(0, 0, answers, 0, 0);
            case 4 -> new Distribution(0, 0, 0, answers, 0);
            case 5 -> new Distribution(0, 0, 0, 0, answers);
            default -> throw new IllegalArgumentException("counting an answer with score " + score + ": scores are 1 to 5");
        };
    }

    public Distribution plus(Distribution other) {
        return new Distribution(one + other.one, two + other.two, three + other.three, four + other.four, five + other.five);
    }

    /** The sum of many, without an object for each. */
    public static Distribution sum(Iterable<Distribution> all) {
        long one = 0;
        long two = 0;
        long three = 0;
        long four = 0;
        long five = 0;
        for (Distribution each : all) {
            one += each.one;
            two += each.two;
            three += each.three;
            four += each.four;
            five += each.five;
        }
        return new Distribution(one, two, three, four, five);
    }

    public Distribution minus(Distribution other) {
        return new Distribution(one - other.one, two - other.two, three - other.three, four - other.four, five - other.five);
    }

    public boolean isEmpty() {
        return equals(EMPTY);
    }

    /** All answers. */
    public long total() {
        return one + two + three + four + five;
    }

    /** Answers with 4 or 5. */
    public long positive() {
        return four + five;
    }

    /** The CSAT score: positive answers in 100, rounded half up to 2 decimals; empty when nobody answered. */
    public Optional<BigDecimal> score() {
        return figure(scoreInHundredths());
    }

    /** The average score, 1 to 5, rounded half up to 2 decimals; empty when nobody answered. */
    public Optional<BigDecimal> average() {
        return figure(averageInHundredths());
    }

    /** {@link #score()} times 100: 8750 for 87.50; 0 when nobody answered. */
    public long scoreInHundredths() {
        return hundredths(HUNDRED * positive());
    }

    /** {@link #average()} times 100; 0 when nobody answered. */
    public long averageInHundredths() {
        return hundredths(one + 2 * two + 3 * three + 4 * four + 5 * five);
    }

    private Optional<BigDecimal> figure(long hundredths) {
        return total() == 0 ? Optional.empty() : Optional.of(BigDecimal.valueOf(hundredths, DECIMALS));
    }

    /** Rounded half up. */
    private long hundredths(long sum) {
        long total = total();
        return total == 0 ? 0 : (2 * HUNDRED * sum + total) / (2 * total);
    }
}
