package io.csatrelay.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The create endpoint: what a customer sends in becomes a rating. */
final class RatingIntake {

    /** Zendesk closes a survey after 28 days. */
    private static final Duration SURVEY_OPEN = Duration.ofDays(28);
    private static final Set<String> FIELDS = Set.of("score", "comment", "reason_code");

    private final RatingBook book;
    private final DemoZendesk.Options options;

    RatingIntake(RatingBook book, DemoZendesk.Options options) {
        this.book = book;
        this.options = options;
    }

    /** Body {@code {"satisfaction_rating":{score, comment?, reason_code?}}}; the rating that came of it. */
    DemoRating create(long ticketId, byte[] body) {
        ObjectNode sent = Json.readObject(body);
        if (sent == null || sent.size() != 1 || !sent.path("satisfaction_rating").isObject()) {
            throw new Rejected(400, "InvalidRequest", "the body is to be {\"satisfaction_rating\":{…}}");
        }
        JsonNode rating = sent.get("satisfaction_rating");
        Optional<DemoReason> reason = check(rating);
        synchronized (book) {
            return store(ticket(ticketId), rating, reason);
        }
    }

    private static Optional<DemoReason> check(JsonNode rating) {
        rating.fieldNames().forEachRemaining(name -> require(FIELDS.contains(name), "the field '" + name + "' is not known"));
        String score = rating.path("score").asText();
        require(score.equals("good") || score.equals("bad"), "score: good or bad is due");
        require(!rating.has("comment") || rating.get("comment").isTextual(), "comment: a string is due");
        if (!rating.has("reason_code")) {
            return Optional.empty();
        }
        require(score.equals("bad"), "reason_code: only with the score bad");
        require(rating.get("reason_code").isInt(), "reason_code: an integer is due");
        Optional<DemoReason> reason = DemoReason.byCode(rating.get("reason_code").intValue());
        require(reason.isPresent(), "reason_code: there is no such reason");
        return reason;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Rejected(422, "RecordInvalid", otherwise);
        }
    }

    private DemoTicket ticket(long id) {
        DemoTicket ticket = book.ticket(id);
        if (ticket == null) {
            throw new Rejected(404, "RecordNotFound", "there is no such ticket");
        }
        require(ticket.solved(), "the ticket is not solved, and never was");
        return ticket;
    }

    /**
     * An offered row is answered in place while its survey is open; one that was answered before is changed in place, or joined by a new
     * row: both are seen in reality.
     */
    private DemoRating store(DemoTicket ticket, JsonNode sent, Optional<DemoReason> reason) {
        Instant now = options.clock().instant();
        DemoRating latest = book.latestOf(ticket.id());
        boolean open = latest != null && !latest.received() && latest.createdAt().plus(SURVEY_OPEN).isAfter(now);
        boolean inPlace = open || latest != null && options.has(DemoZendesk.Quirk.CHANGE_IN_PLACE);
        if (inPlace) {
            return book.update(latest.id(), old -> rated(old, sent, reason, now));
        }
        return book.addNext(id -> rated(new DemoRating(id, ticket.id(), ticket.requesterId(), ticket.assigneeId(), ticket.groupId(),
                "offered", null, null, null, now, now, null), sent, reason, now));
    }

    private static DemoRating rated(DemoRating row, JsonNode sent, Optional<DemoReason> reason, Instant now) {
        return row.rated(sent.get("score").textValue(), sent.path("comment").textValue(), now)
                .withReason(reason.map(DemoReason::id).orElse(null), reason.map(DemoReason::value).orElse(null));
    }
}
