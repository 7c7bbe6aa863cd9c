package io.csatrelay.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/**
 * A response to the demo survey, as Qualtrics exports one.
 *
 * @param id       {@code R_…}
 * @param recorded when it was recorded, which no edit changes
 * @param values   by their names in an export: numbers and texts, absent ones left out
 * @param labels   the texts of coded answers
 */
public record DemoResponse(String id, Instant recorded, Map<String, Object> values, Map<String, String> labels) {

    /** Which question of the demo survey is for satisfaction. */
    public static final String SCORE = "QID1";

    private static final String[] WORDS = {"Very dissatisfied", "Dissatisfied", "Neither", "Satisfied", "Very satisfied"};

    /** Keeps the maps from being changed behind its back. */
    public DemoResponse {
        values = Map.copyOf(values);
        labels = Map.copyOf(labels);
    }

    /** A real, finished answer. @param score 1 to 5 */
    public static DemoResponse of(int number, int score, String reference, Instant recorded) {
        return new DemoResponse("R_%015d".formatted(number), recorded,
                Map.of("status", 0, "finished", 1, "progress", 100, "externalDataReference", reference, "distributionChannel", "email"), Map.of())
                .answered(SCORE, score, WORDS[score - 1]);
    }

    /** The same with another value. */
    public DemoResponse with(String name, Object value) {
        Map<String, Object> more = new TreeMap<>(values);
        more.put(name, value);
        return new DemoResponse(id, recorded, more, labels);
    }

    /** The same without a value. */
    public DemoResponse without(String name) {
        Map<String, Object> less = new TreeMap<>(values);
        less.remove(name);
        return new DemoResponse(id, recorded, less, labels);
    }

    /** The same with a coded answer. */
    public DemoResponse answered(String question, int code, String label) {
        Map<String, String> more = new TreeMap<>(labels);
        more.put(question, label);
        return new DemoResponse(id, recorded, with(question, code).values(), more);
    }

    /** As a line of an ndjson export. */
    ObjectNode json() {
        ObjectNode json = Json.object().put("responseId", id);
        ObjectNode given = json.putObject("values").put("recordedDate", recorded.truncatedTo(ChronoUnit.MILLIS).toString()).put("_recordId", id);
        new TreeMap<>(values).forEach(given::putPOJO);
        ObjectNode texts = json.putObject("labels");
        new TreeMap<>(labels).forEach(texts::put);
        ArrayNode shown = json.putArray("displayedFields");
        shown.add(SCORE).add("QID2_TEXT");
        json.putObject("displayedValues").putArray(SCORE).add(1).add(2).add(3).add(4).add(5);
        return json;
    }
}
