package io.csatrelay.rating;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One customer's answer, normalised. Its identity is the source that it was collected from together with {@code externalId}.
 * A component that is {@code null} is absent. Ids are text, however the vendor writes them.
 *
 * @param externalId        the vendor's id of the answer; never absent
 * @param updatedAt         the version; absent where a vendor gives none (the raw record's hash is the version then)
 * @param submittedAt       when the customer answered; never absent, never changes with a version, decides the bucket
 * @param ticketId          the ticket in the helpdesk; without it the rating is held
 * @param agentId           the agent at rating time; without it and {@code agentEmail} the rating is held
 * @param agentEmail        the agent's e-mail
 * @param score             the answer, {@code minScore} to {@code maxScore}
 * @param minScore          the lowest answer possible
 * @param maxScore          the highest answer possible
 * @param scoreLabel        the answer in words
 * @param comment           the customer's words, exactly as written
 * @param clarifyingAnswers the survey's other answers, in its order; empty if there are none
 * @param channel           only for reports, as all that follow: where the conversation took place
 * @param skillId           the skill (Zendesk: the group)
 * @param queueId           the queue (Zendesk: the group)
 * @param accountId         the account
 * @param surveyId          the survey
 * @param requesterId       the customer's id at the vendor
 * @param supersedesKey     of two ratings of a source with one key only the later counts in reports
 */
public record Rating(
        String externalId,
        Instant updatedAt,
        Instant submittedAt,
        String ticketId,
        String agentId,
        String agentEmail,
        int score,
        int minScore,
        int maxScore,
        String scoreLabel,
        String comment,
        List<ClarifyingAnswer> clarifyingAnswers,
        String channel,
        String skillId,
        String queueId,
        String accountId,
        String surveyId,
        String requesterId,
        String supersedesKey) {

    /**
     * @throws NullPointerException     without an external id or the time of the answer
     * @throws IllegalArgumentException if the score is outside its scale, or the scale is none
     */
    public Rating {
        Objects.requireNonNull(externalId, "externalId");
        Objects.requireNonNull(submittedAt, "submittedAt");
        new Scale(minScore, maxScore).requireHolds(score);
        clarifyingAnswers = clarifyingAnswers == null ? List.of() : List.copyOf(clarifyingAnswers);
    }

    /** The scale that the score is on. */
    public Scale scale() {
        return new Scale(minScore, maxScore);
    }

    /** The score on the scale 1 to 5 that distributions count in. */
    public int scoreOfFive() {
        return scale().toFive(score);
    }

    /** Names the rating, but none of the customer's words or addresses: safe in a log. */
    @Override
    public String toString() {
        return "Rating[externalId=" + externalId + ", updatedAt=" + updatedAt + ", submittedAt=" + submittedAt + "]";
    }
}
