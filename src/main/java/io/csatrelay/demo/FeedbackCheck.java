package io.csatrelay.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Holds a body against the document of MaestroQA's bulk API. Its table calls the min and max of a clarifying answer strings and shows numbers:
 * numbers it is. Messages name the place and never quote a value.
 */
final class FeedbackCheck {

    /** The document's format: three digits of a second's fraction, and Z. */
    private static final Pattern SUBMITTED_AT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

    private enum Type { STRING, INTEGER, LIST }

    private static final Map<String, Type> ITEM = Map.of(
            "submitted_at", Type.STRING, "ticket_id", Type.STRING, "agent_id", Type.STRING, "agent_email", Type.STRING,
            "score", Type.INTEGER, "comment", Type.STRING, "score_label", Type.STRING,
            "min_score", Type.INTEGER, "max_score", Type.INTEGER, "clarifying_answers", Type.LIST);
    private static final Set<String> ITEM_REQUIRED = Set.of("submitted_at", "ticket_id", "score");

    private static final Map<String, Type> ANSWER = Map.of(
            "question", Type.STRING, "comment", Type.STRING, "score_label", Type.STRING,
            "score", Type.INTEGER, "min_score", Type.INTEGER, "max_score", Type.INTEGER);
    private static final Set<String> ANSWER_REQUIRED = Set.of("question", "score");

    private final int maxItems;

    FeedbackCheck(int maxItems) {
        this.maxItems = maxItems;
    }

    /** What is wrong with the whole body, or null. */
    String problem(ObjectNode body) {
        if (body == null) {
            return "the body is no JSON object";
        }
        if (body.size() != 1 || !body.path("data").isArray()) {
            return "the body is to be {\"data\":[…]}";
        }
        JsonNode items = body.get("data");
        if (items.isEmpty() || items.size() > maxItems) {
            return "data: 1 to " + maxItems + " items are due, " + items.size() + " came";
        }
        for (int i = 0; i < items.size(); i++) {
            String problem = itemProblem(items.get(i));
            if (problem != null) {
                return "data[" + i + "]" + problem;
            }
        }
        return null;
    }

    private static String itemProblem(JsonNode item) {
        String problem = fieldProblem(item, ITEM, ITEM_REQUIRED);
        if (problem != null) {
            return problem;
        }
        if (!isInstant(item.get("submitted_at").textValue())) {
            return ".submitted_at: such as 2021-10-05T14:48:00.000Z is due";
        }
        if (item.get("ticket_id").textValue().isEmpty()) {
            return ".ticket_id: is empty";
        }
        JsonNode answers = item.path("clarifying_answers");
        for (int i = 0; i < answers.size(); i++) {
            problem = fieldProblem(answers.get(i), ANSWER, ANSWER_REQUIRED);
            if (problem != null) {
                return ".clarifying_answers[" + i + "]" + problem;
            }
        }
        return null;
    }

    private static String fieldProblem(JsonNode object, Map<String, Type> fields, Set<String> required) {
        if (!object.isObject()) {
            return ": an object is due";
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            Type type = fields.get(field.getKey());
            if (type == null) {
                return ": the field '" + field.getKey() + "' is not known";
            }
            if (!fits(field.getValue(), type)) {
                return "." + field.getKey() + ": wrong type, " + type + " is due";
            }
        }
        for (String name : required) {
            if (!object.has(name)) {
                return "." + name + ": is required";
            }
        }
        return scaleProblem(object);
    }

    private static boolean fits(JsonNode value, Type type) {
        return switch (type) {
            case STRING -> value.isTextual();
            case INTEGER -> value.isIntegralNumber();
            case LIST -> value.isArray();
        };
    }

    /** The document's defaults: 1 and 5. */
    private static String scaleProblem(JsonNode object) {
        long score = object.get("score").longValue();
        long min = object.path("min_score").asLong(1);
        long max = object.path("max_score").asLong(5);
        return score < min || score > max ? ".score: is outside min_score and max_score" : null;
    }

    private static boolean isInstant(String text) {
        try {
            return SUBMITTED_AT.matcher(text).matches() && Instant.parse(text) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Who is credited: agent_id goes before agent_email; null when neither is there. */
    static String agent(JsonNode item) {
        String id = item.path("agent_id").asText();
        String agent = id.isEmpty() ? item.path("agent_email").asText() : id;
        return agent.isEmpty() ? null : agent;
    }
}
