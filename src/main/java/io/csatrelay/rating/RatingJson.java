package io.csatrelay.rating;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A rating as the compact JSON that the store holds: the names that mappings use, always in the same order, what is absent left out.
 * Two ratings are equal exactly if their JSON is. Control characters are escaped, so that any text column holds it. Thread-safe.
 */
public final class RatingJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private RatingJson() {
    }

    /** The rating as JSON. */
    public static String write(Rating rating) {
        return tree(rating).toString();
    }

    /** The rating as a JSON object, as a mapping would emit it. */
    public static ObjectNode tree(Rating rating) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        put(out, RatingFields.EXTERNAL_ID, rating.externalId());
        put(out, RatingFields.UPDATED_AT, rating.updatedAt());
        put(out, RatingFields.SUBMITTED_AT, rating.submittedAt());
        put(out, RatingFields.TICKET_ID, rating.ticketId());
        put(out, RatingFields.AGENT_ID, rating.agentId());
        put(out, RatingFields.AGENT_EMAIL, rating.agentEmail());
        out.put(RatingFields.SCORE, rating.score());
        out.put(RatingFields.MIN_SCORE, rating.minScore());
        out.put(RatingFields.MAX_SCORE, rating.maxScore());
        put(out, RatingFields.SCORE_LABEL, rating.scoreLabel());
        put(out, RatingFields.COMMENT, rating.comment());
        if (!rating.clarifyingAnswers().isEmpty()) {
            ArrayNode answers = out.putArray(RatingFields.CLARIFYING_ANSWERS);
            rating.clarifyingAnswers().forEach(answer -> answers.add(tree(answer)));
        }
        put(out, RatingFields.CHANNEL, rating.channel());
        put(out, RatingFields.SKILL_ID, rating.skillId());
        put(out, RatingFields.QUEUE_ID, rating.queueId());
        put(out, RatingFields.ACCOUNT_ID, rating.accountId());
        put(out, RatingFields.SURVEY_ID, rating.surveyId());
        put(out, RatingFields.REQUESTER_ID, rating.requesterId());
        put(out, RatingFields.SUPERSEDES_KEY, rating.supersedesKey());
        return out;
    }

    /**
     * Reads what {@link #write} wrote. The rules of {@link RatingReader} are not applied again: a rule that becomes stricter leaves
     * what is stored readable.
     *
     * @throws IllegalArgumentException if it is not what {@link #write} wrote; the message quotes nothing of it
     */
    public static Rating read(String json) {
        try {
            return rating(MAPPER.readTree(json));
        } catch (JsonProcessingException | RuntimeException e) {
            // The cause would quote the customer's words.
            throw new IllegalArgumentException("reading a stored rating: it is not the JSON of a rating ("
                    + e.getClass().getSimpleName() + "): the row was changed from outside");
        }
    }

    private static Rating rating(JsonNode in) {
        List<ClarifyingAnswer> answers = new ArrayList<>();
        in.path(RatingFields.CLARIFYING_ANSWERS).forEach(answer -> answers.add(clarifyingAnswer(answer)));
        return new Rating(
                text(in, RatingFields.EXTERNAL_ID), time(in, RatingFields.UPDATED_AT), time(in, RatingFields.SUBMITTED_AT),
                text(in, RatingFields.TICKET_ID), text(in, RatingFields.AGENT_ID), text(in, RatingFields.AGENT_EMAIL),
                integer(in, RatingFields.SCORE), integer(in, RatingFields.MIN_SCORE), integer(in, RatingFields.MAX_SCORE),
                text(in, RatingFields.SCORE_LABEL), text(in, RatingFields.COMMENT), answers,
                text(in, RatingFields.CHANNEL), text(in, RatingFields.SKILL_ID), text(in, RatingFields.QUEUE_ID),
                text(in, RatingFields.ACCOUNT_ID), text(in, RatingFields.SURVEY_ID), text(in, RatingFields.REQUESTER_ID),
                text(in, RatingFields.SUPERSEDES_KEY));
    }

    private static ClarifyingAnswer clarifyingAnswer(JsonNode in) {
        return new ClarifyingAnswer(text(in, RatingFields.QUESTION), integer(in, RatingFields.SCORE),
                integer(in, RatingFields.MIN_SCORE), integer(in, RatingFields.MAX_SCORE),
                text(in, RatingFields.SCORE_LABEL), text(in, RatingFields.COMMENT));
    }

    private static ObjectNode tree(ClarifyingAnswer answer) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        put(out, RatingFields.QUESTION, answer.question());
        out.put(RatingFields.SCORE, answer.score());
        put(out, RatingFields.MIN_SCORE, answer.minScore());
        put(out, RatingFields.MAX_SCORE, answer.maxScore());
        put(out, RatingFields.SCORE_LABEL, answer.scoreLabel());
        put(out, RatingFields.COMMENT, answer.comment());
        return out;
    }

    private static void put(ObjectNode out, String name, Object value) {
        if (value instanceof Integer number) {
            out.put(name, number);
        } else if (value != null) {
            out.put(name, value.toString());
        }
    }

    private static String text(JsonNode in, String name) {
        return in.path(name).textValue();
    }

    private static Instant time(JsonNode in, String name) {
        String text = text(in, name);
        return text == null ? null : Instant.parse(text);
    }

    private static Integer integer(JsonNode in, String name) {
        JsonNode value = in.path(name);
        return value.isInt() ? (Integer) value.intValue() : null;
    }
}
