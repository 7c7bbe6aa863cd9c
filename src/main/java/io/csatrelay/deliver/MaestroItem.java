package io.csatrelay.deliver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csatrelay.rating.ClarifyingAnswer;
import io.csatrelay.rating.Rating;
import io.csatrelay.rating.WellFormed;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * A rating as MaestroQA's bulk CSAT API takes it. Fields and their order are those of the document "CSAT Bulk Ingestion API"; no other
 * field is ever sent, and what is absent or empty is left out.
 */
public final class MaestroItem {

    /** The document's "2021-10-05T14:48:00.000Z": UTC, always three fraction digits. */
    private static final DateTimeFormatter SUBMITTED_AT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private MaestroItem() {
    }

    /**
     * One element of {@code data}, as compact JSON. The scale is always sent, as the document recommends. With both an agent's id and
     * e-mail both are sent: "If both are sent, agent_id will take precedence". The document calls a clarifying answer's scale strings
     * and shows numbers: numbers are sent, the rating's own where the answer has none. Text without a UTF-8 form (half of a surrogate
     * pair) is sent as U+FFFD.
     */
    public static String json(Rating rating) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        put(item, "submitted_at", SUBMITTED_AT.format(rating.submittedAt()));
        put(item, "ticket_id", rating.ticketId());
        put(item, "agent_id", rating.agentId());
        put(item, "agent_email", rating.agentEmail());
        item.put("score", rating.score());
        put(item, "comment", rating.comment());
        put(item, "score_label", rating.scoreLabel());
        item.put("min_score", rating.minScore());
        item.put("max_score", rating.maxScore());
        if (!rating.clarifyingAnswers().isEmpty()) {
            var answers = item.putArray("clarifying_answers");
            rating.clarifyingAnswers().forEach(answer -> answers.add(clarifyingAnswer(answer, rating)));
        }
        return item.toString();
    }

    /** The body of a request: {@code {"data":[…]}}, the items in the order given, in which the results will come back. */
    public static String request(List<String> itemJsons) {
        return "{\"data\":[" + String.join(",", itemJsons) + "]}";
    }

    private static ObjectNode clarifyingAnswer(ClarifyingAnswer answer, Rating rating) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        put(out, "question", answer.question());
        put(out, "comment", answer.comment());
        put(out, "score_label", answer.scoreLabel());
        out.put("score", answer.score());
        out.put("min_score", answer.minScore() == null ? rating.minScore() : answer.minScore());
        out.put("max_score", answer.maxScore() == null ? rating.maxScore() : answer.maxScore());
        return out;
    }

    private static void put(ObjectNode out, String name, String text) {
        if (text != null && !text.isEmpty()) {
            out.put(name, WellFormed.text(text));
        }
    }
}
