package io.csatrelay.demo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * A satisfaction rating as the demo Zendesk keeps it. Times are cut to whole seconds, as the API shows them.
 *
 * @param assigneeId null in some real rows, though the document calls it mandatory; the same for {@code groupId}
 * @param score      {@code offered}, {@code unoffered}, {@code good} or {@code bad}
 * @param comment    null for none
 * @param reason     the words of the reason, null for none
 * @param reasonId   id of a {@link DemoReason}, null for none
 * @param servedAs   null, or the very JSON text that is served in place of the fields above (for records that are odd);
 *                   the fields go on deciding where the record is found
 */
public record DemoRating(long id, long ticketId, long requesterId, Long assigneeId, Long groupId, String score,
        String comment, String reason, Long reasonId, Instant createdAt, Instant updatedAt, String servedAs) {

    private static final Set<String> SCORES = Set.of("offered", "unoffered", "good", "bad");

    /** Checks the score, cuts the times. */
    public DemoRating {
        if (!SCORES.contains(score)) {
            throw new IllegalArgumentException("making a demo rating: score '" + score + "' is none of " + SCORES);
        }
        createdAt = createdAt.truncatedTo(ChronoUnit.SECONDS);
        updatedAt = updatedAt.truncatedTo(ChronoUnit.SECONDS);
    }

    /** A rating of this score without comment, by requester 7881, for agent 135 of group 44. */
    public static DemoRating of(long id, long ticketId, String score, Instant createdAt) {
        return new DemoRating(id, ticketId, 7881, 135L, 44L, score, null, null, null, createdAt, createdAt, null);
    }

    /** See {@link #of}. */
    public static DemoRating good(long id, long ticketId, Instant createdAt) {
        return of(id, ticketId, "good", createdAt);
    }

    /** See {@link #of}. */
    public static DemoRating bad(long id, long ticketId, Instant createdAt) {
        return of(id, ticketId, "bad", createdAt);
    }

    /** See {@link #of}. */
    public static DemoRating offered(long id, long ticketId, Instant createdAt) {
        return of(id, ticketId, "offered", createdAt);
    }

    /** Whether the customer answered: good or bad. */
    public boolean received() {
        return score.equals("good") || score.equals("bad");
    }

    /** The same, answered or answered anew: reasons of an earlier answer are gone. */
    public DemoRating rated(String newScore, String newComment, Instant at) {
        return new DemoRating(id, ticketId, requesterId, assigneeId, groupId, newScore, newComment, null, null, createdAt, at, null);
    }

    /** The same with another comment. */
    public DemoRating withComment(String words) {
        return new DemoRating(id, ticketId, requesterId, assigneeId, groupId, score, words, reason, reasonId, createdAt, updatedAt, servedAs);
    }

    /** The same with another reason. */
    public DemoRating withReason(Long newReasonId, String words) {
        return new DemoRating(id, ticketId, requesterId, assigneeId, groupId, score, comment, words, newReasonId, createdAt, updatedAt, servedAs);
    }

    /** The same with another agent and group, each of which may be null. */
    public DemoRating withAgent(Long assignee, Long group) {
        return new DemoRating(id, ticketId, requesterId, assignee, group, score, comment, reason, reasonId, createdAt, updatedAt, servedAs);
    }

    /** The same, changed at another time. */
    public DemoRating withUpdatedAt(Instant at) {
        return new DemoRating(id, ticketId, requesterId, assigneeId, groupId, score, comment, reason, reasonId, createdAt, at, servedAs);
    }

    /** The same, shown as this JSON text. */
    public DemoRating servedAs(String json) {
        return new DemoRating(id, ticketId, requesterId, assigneeId, groupId, score, comment, reason, reasonId, createdAt, updatedAt, json);
    }
}
