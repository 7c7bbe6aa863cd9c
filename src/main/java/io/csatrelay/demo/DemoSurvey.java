package io.csatrelay.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A survey of the demo account, as one version of it asks.
 *
 * @param version counts up with every change of the survey
 */
public record DemoSurvey(String id, int version, List<Question> questions) {

    /** The ids of the three questions that {@link #of} makes. */
    public static final String SATISFACTION = "01DEMOQVEST0000SATISFACT10";
    /** See {@link #of}. */
    public static final String REASON = "01DEMOQVEST00000000REAS0N0";
    /** See {@link #of}. */
    public static final String COMMENT = "01DEMOQVEST0000000C0MMENT0";
    /** The options of the question for a reason. */
    public static final List<String> REASONS = List.of("01DEMO0PT10N0000000SP0W000", "01DEMO0PT10N000VNS0LVED000", "01DEMO0PT10N0000KN0W1EDGE0");

    private static final List<List<String>> LABELS = List.of(List.of("Bad", "Good"), List.of("Bad", "Neutral", "Good"),
            List.of("Very unsatisfied", "Unsatisfied", "Neutral", "Satisfied", "Very satisfied"));
    private static final List<String> REASON_LABELS = List.of("The issue took too long to resolve", "The issue was not resolved",
            "The agent did not know enough");

    /** Keeps the questions from being changed behind the survey's back. */
    public DemoSurvey {
        questions = List.copyOf(questions);
    }

    /**
     * A question.
     *
     * @param type    {@code rating_scale_emoji}, {@code closed_ended} or {@code open_ended}
     * @param subType {@code customer_satisfaction}, or null
     */
    public record Question(String id, String type, String subType, String headline, List<Option> options) {
    }

    /**
     * What can be chosen.
     *
     * @param id     null on a scale
     * @param rating null off a scale
     */
    public record Option(String id, Integer rating, String label) {
    }

    /** A survey that asks for satisfaction on this many points (2, 3 or 5), then for a reason, then for words. */
    public static DemoSurvey of(String id, int version, int points) {
        return new DemoSurvey(id, version, List.of(scale(points), reason(), new Question(COMMENT, "open_ended", null,
                "Anything else you would like to share?", List.of())));
    }

    /** The points of the scale of its first question. */
    public int points() {
        return questions.get(0).options().size();
    }

    private static Question scale(int points) {
        List<String> labels = LABELS.stream().filter(list -> list.size() == points).findFirst().orElseThrow();
        List<Option> options = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            options.add(new Option(null, i + 1, labels.get(i)));
        }
        return new Question(SATISFACTION, "rating_scale_emoji", "customer_satisfaction", "How would you rate the support you received?", options);
    }

    private static Question reason() {
        List<Option> options = new ArrayList<>();
        for (int i = 0; i < REASONS.size(); i++) {
            options.add(new Option(REASONS.get(i), null, REASON_LABELS.get(i)));
        }
        return new Question(REASON, "closed_ended", null, "Select a reason", options);
    }

    ObjectNode json() {
        ObjectNode survey = Json.object().put("id", id).put("version", version).put("state", "enabled")
                .put("created_at", "2025-03-25T00:00:00.000Z").put("updated_at", "2025-03-25T00:00:00.000Z");
        ArrayNode list = survey.putArray("questions");
        questions.forEach(question -> list.add(json(question)));
        return survey;
    }

    /** A question with its words and options, as a definition and show have it. */
    static ObjectNode json(Question question) {
        ObjectNode json = Json.object().put("id", question.id()).put("type", question.type());
        if (question.subType() != null) {
            json.put("sub_type", question.subType());
        }
        words(json, "headline", question.headline());
        if (!question.options().isEmpty()) {
            ArrayNode options = json.putArray("options");
            question.options().forEach(option -> options.add(json(option)));
        }
        return json;
    }

    private static ObjectNode json(Option option) {
        ObjectNode json = Json.object();
        if (option.id() != null) {
            json.put("id", option.id());
        } else {
            json.put("rating", option.rating());
        }
        words(json, "label", option.label());
        return json;
    }

    private static void words(ObjectNode json, String name, String value) {
        json.putObject(name).put("type", "static").put("value", value);
    }
}
