package io.csatrelay.rating;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads what a mapping emits: a JSON object with the fields of {@link Rating} in snake_case. Stateless and thread-safe.
 *
 * <ul>
 * <li>{@code null} and the empty text are absent. {@code external_id}, {@code submitted_at} and {@code score} are required.</li>
 * <li>Ids are text or whole numbers, kept to the digit.</li>
 * <li>Scores are whole numbers ({@code 3.0} is one, {@code "3"} is not) on their scale, by default 1 to 5. A clarifying answer's
 * scale is by default the rating's own.</li>
 * <li>Times are ISO 8601 with an offset, kept to the millisecond.</li>
 * <li>A field that is not known is a problem: it is a slip of the pen in the mapping, and what it should carry would be lost.</li>
 * </ul>
 */
public final class RatingReader {

    /** @throws InvalidRatingException listing every problem */
    public Rating read(JsonNode output) throws InvalidRatingException {
        Problems problems = new Problems();
        if (output == null || !output.isObject()) {
            problems.add("the mapping's output", "is not an object");
            problems.throwIfAny();
        }
        Fields fields = new Fields(output, "", problems);
        fields.onlyKnown(RatingFields.OF_RATING);
        Rating rating = rating(fields, problems);
        problems.throwIfAny();
        return rating;
    }

    private static Rating rating(Fields in, Problems problems) {
        String externalId = in.required(RatingFields.EXTERNAL_ID, in.id(RatingFields.EXTERNAL_ID));
        var submittedAt = in.required(RatingFields.SUBMITTED_AT, in.time(RatingFields.SUBMITTED_AT));
        Scored scored = Scored.read(in, Scale.DEFAULT);
        var updatedAt = in.time(RatingFields.UPDATED_AT);
        String ticketId = in.id(RatingFields.TICKET_ID);
        String agentId = in.id(RatingFields.AGENT_ID);
        String agentEmail = in.id(RatingFields.AGENT_EMAIL);
        String scoreLabel = in.text(RatingFields.SCORE_LABEL);
        String comment = in.text(RatingFields.COMMENT);
        List<ClarifyingAnswer> answers = clarifyingAnswers(in, scored.scale(), problems);
        String channel = in.id(RatingFields.CHANNEL);
        String skillId = in.id(RatingFields.SKILL_ID);
        String queueId = in.id(RatingFields.QUEUE_ID);
        String accountId = in.id(RatingFields.ACCOUNT_ID);
        String surveyId = in.id(RatingFields.SURVEY_ID);
        String requesterId = in.id(RatingFields.REQUESTER_ID);
        String supersedesKey = in.id(RatingFields.SUPERSEDES_KEY);
        if (externalId == null || submittedAt == null || scored.score() == null) {
            return null; // each of these was noted as a problem
        }
        return new Rating(externalId, updatedAt, submittedAt, ticketId, agentId, agentEmail,
                scored.score(), scored.scale().min(), scored.scale().max(), scoreLabel, comment, answers,
                channel, skillId, queueId, accountId, surveyId, requesterId, supersedesKey);
    }

    private static List<ClarifyingAnswer> clarifyingAnswers(Fields in, Scale ratingScale, Problems problems) {
        JsonNode list = in.get(RatingFields.CLARIFYING_ANSWERS);
        if (list.isNull() || list.isMissingNode()) {
            return List.of();
        }
        if (!list.isArray()) {
            in.wrong(RatingFields.CLARIFYING_ANSWERS, "is not a list", list);
            return List.of();
        }
        List<ClarifyingAnswer> answers = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            ClarifyingAnswer answer = clarifyingAnswer(list.get(i), i, ratingScale, problems);
            if (answer != null) {
                answers.add(answer);
            }
        }
        return answers;
    }

    private static ClarifyingAnswer clarifyingAnswer(JsonNode node, int index, Scale ratingScale, Problems problems) {
        String path = RatingFields.CLARIFYING_ANSWERS + "[" + index + "]";
        if (!node.isObject()) {
            problems.add(path, "is not an object", node.toString());
            return null;
        }
        Fields in = new Fields(node, path + ".", problems);
        in.onlyKnown(RatingFields.OF_CLARIFYING_ANSWER);
        String question = in.required(RatingFields.QUESTION, in.text(RatingFields.QUESTION));
        Scored scored = Scored.read(in, ratingScale);
        String label = in.text(RatingFields.SCORE_LABEL);
        String comment = in.text(RatingFields.COMMENT);
        if (question == null || scored.score() == null) {
            return null; // noted as a problem
        }
        return new ClarifyingAnswer(question, scored.score(), scored.ownMin(), scored.ownMax(), label, comment);
    }

    /** A score with its scale; {@code score} is null if it was absent or wrong, {@code ownMin} and {@code ownMax} if absent. */
    private record Scored(Integer score, Scale scale, Integer ownMin, Integer ownMax) {

        static Scored read(Fields in, Scale byDefault) {
            Integer score = in.required(RatingFields.SCORE, in.integer(RatingFields.SCORE));
            Integer ownMin = in.integer(RatingFields.MIN_SCORE);
            Integer ownMax = in.integer(RatingFields.MAX_SCORE);
            int min = ownMin == null ? byDefault.min() : ownMin;
            int max = ownMax == null ? byDefault.max() : ownMax;
            if (min >= max) {
                in.wrong(RatingFields.MIN_SCORE, "is not below max_score", min + " and " + max);
                return new Scored(null, byDefault, ownMin, ownMax);
            }
            Scale scale = new Scale(min, max);
            if (score != null && !scale.holds(score)) {
                in.wrong(RatingFields.SCORE, "is outside its scale", score + ", not in " + min + ".." + max);
                return new Scored(null, scale, ownMin, ownMax);
            }
            return new Scored(score, scale, ownMin, ownMax);
        }
    }
}
