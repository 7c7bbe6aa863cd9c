package io.csatrelay.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;

/**
 * A customer's answer to one question of a survey.
 *
 * @param questionType as the list shows it: {@code rating_scale}, {@code closed_ended} or {@code open_ended}
 * @param type         the same, or {@code skipped}
 * @param rating       null off a scale
 * @param options      ids of what was chosen
 * @param value        the words, or null
 */
public record DemoSurveyAnswer(String questionId, String questionType, String subType, String type, Integer rating, List<String> options,
        String value, Instant createdAt, Instant updatedAt) {

    private static final DateTimeFormatter MILLIS = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    /** Satisfaction, on the survey's scale. */
    public static DemoSurveyAnswer satisfaction(int rating, Instant at) {
        return new DemoSurveyAnswer(DemoSurvey.SATISFACTION, "rating_scale", "customer_satisfaction", "rating_scale", rating, List.of(), null, at, at);
    }

    /** The question for satisfaction, skipped. */
    public static DemoSurveyAnswer skipped(Instant at) {
        return new DemoSurveyAnswer(DemoSurvey.SATISFACTION, "rating_scale", "customer_satisfaction", "skipped", null, List.of(), null, at, at);
    }

    /** A reason: the nth of {@link DemoSurvey#REASONS}. */
    public static DemoSurveyAnswer reason(int index, Instant at) {
        return new DemoSurveyAnswer(DemoSurvey.REASON, "closed_ended", null, "closed_ended", null, List.of(DemoSurvey.REASONS.get(index)), null, at, at);
    }

    /** Words. */
    public static DemoSurveyAnswer comment(String words, Instant at) {
        return new DemoSurveyAnswer(DemoSurvey.COMMENT, "open_ended", null, "open_ended", null, List.of(), words, at, at);
    }

    /** The same, edited: only the time of its change moves. */
    public DemoSurveyAnswer edited(Integer newRating, Instant at) {
        return new DemoSurveyAnswer(questionId, questionType, subType, type, newRating, options, value, createdAt, at);
    }

    /** The same words, edited: only they and the time of their change move. */
    public DemoSurveyAnswer reworded(String words, Instant at) {
        return new DemoSurveyAnswer(questionId, questionType, subType, type, rating, options, words, createdAt, at);
    }

    /** @param definition the question with its words and options, or null for the list, which has none */
    ObjectNode json(DemoSurvey.Question definition, int points) {
        ObjectNode json = Json.object().put("type", type).put("created_at", MILLIS.format(createdAt)).put("updated_at", MILLIS.format(updatedAt));
        if (definition != null) {
            json.set("question", DemoSurvey.json(definition));
        } else {
            ObjectNode question = json.putObject("question").put("id", questionId).put("type", questionType);
            if (subType != null) {
                question.put("sub_type", subType);
            }
        }
        if (rating != null) {
            json.put("rating", rating).put("rating_category", category(rating, points));
        }
        if (type.equals("closed_ended")) {
            var selections = json.putArray("selections");
            options.forEach(option -> selections.addObject().put("type", "predefined").put("option_id", option));
        }
        if (value != null) {
            json.put("value", value);
        }
        return json;
    }

    /** 2 points: bad 1, good 2. 3 points: bad 1 and 2, good 3. 5 points: bad 1 to 3, good 4 and 5. */
    private static String category(int rating, int points) {
        return rating >= (points == 5 ? 4 : points) ? "good" : "bad";
    }
}
