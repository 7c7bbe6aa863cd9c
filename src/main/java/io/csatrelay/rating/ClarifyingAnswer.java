package io.csatrelay.rating;

import java.util.Objects;

/**
 * A further answer of the same survey. A component that is {@code null} is absent.
 *
 * @param question   the question asked; never absent
 * @param score      the answer as a number; an answer without one of its own carries the rating's
 * @param minScore   the lowest answer possible; absent: the rating's own
 * @param maxScore   the highest answer possible; absent: the rating's own
 * @param scoreLabel the answer in words: a choice, a reason
 * @param comment    free text
 */
public record ClarifyingAnswer(
        String question, int score, Integer minScore, Integer maxScore, String scoreLabel, String comment) {

    /** @throws NullPointerException without a question */
    public ClarifyingAnswer {
        Objects.requireNonNull(question, "question");
    }

    /** Names none of the customer's words: safe in a log. */
    @Override
    public String toString() {
        return "ClarifyingAnswer[score=" + score + "]";
    }
}
