package io.csatrelay.rating;

/**
 * The whole numbers that a score may be, both ends included.
 *
 * @param min the lowest score, below {@code max}
 * @param max the highest score
 */
public record Scale(int min, int max) {

    /** What a score is on where a mapping names no scale: 1 to 5, as at MaestroQA. */
    public static final Scale DEFAULT = new Scale(1, 5);

    /** @throws IllegalArgumentException unless {@code min < max} */
    public Scale {
        if (min >= max) {
            throw new IllegalArgumentException("making a scale: min " + min + " is not below max " + max);
        }
    }

    /** Whether the score is on this scale. */
    public boolean holds(int score) {
        return score >= min && score <= max;
    }

    /**
     * The score on a scale of 1 to 5: {@code 1 + 4·(score − min)/(max − min)}, rounded half up. Whole-number arithmetic, exact
     * over the whole range of {@code int}.
     *
     * @throws IllegalArgumentException if the score is not on this scale
     */
    public int toFive(int score) {
        requireHolds(score);
        long steps = (long) score - min;
        long width = (long) max - min;
        return Math.toIntExact(1 + (8 * steps + width) / (2 * width));
    }

    void requireHolds(int score) {
        if (!holds(score)) {
            throw new IllegalArgumentException("score " + score + " is outside its scale " + min + ".." + max);
        }
    }
}
