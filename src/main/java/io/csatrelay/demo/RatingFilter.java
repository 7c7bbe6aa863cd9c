package io.csatrelay.demo;

import java.util.List;
import java.util.Map;

/**
 * What a list request asks for: one of the document's eleven scores (or null for all), and a span of {@code created_at} in epoch
 * seconds, both ends exclusive, as they are compared in practice.
 */
record RatingFilter(String score, long after, long before) {

    static final String SCORE = "score";
    static final String START = "start_time";
    static final String END = "end_time";

    private static final List<String> SCORES = List.of("offered", "unoffered",
            "received", "received_with_comment", "received_without_comment",
            "good", "good_with_comment", "good_without_comment",
            "bad", "bad_with_comment", "bad_without_comment");

    /** Whoever sends milliseconds, which have 13 digits, is told so. */
    private static final String SECONDS = "[0-9]{1,11}";

    static RatingFilter of(Map<String, String> parameters) {
        String score = parameters.get(SCORE);
        if (score != null && !SCORES.contains(score)) {
            throw new Rejected(400, "InvalidValue", "score: '" + score + "' is none of " + SCORES);
        }
        return new RatingFilter(score, second(parameters, START, Long.MIN_VALUE), second(parameters, END, Long.MAX_VALUE));
    }

    private static long second(Map<String, String> parameters, String name, long otherwise) {
        String value = parameters.get(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches(SECONDS)) {
            throw new Rejected(400, "InvalidValue", name + ": a Unix epoch time in seconds is due");
        }
        return Long.parseLong(value);
    }

    /** Whether the score fits; the span is the caller's. */
    boolean takesScoreOf(DemoRating rating) {
        if (score == null) {
            return true;
        }
        int word = score.indexOf('_');
        String plain = word < 0 ? score : score.substring(0, word);
        boolean fits = plain.equals("received") ? rating.received() : plain.equals(rating.score());
        boolean commented = rating.comment() != null && !rating.comment().isEmpty();
        return fits && (word < 0 || score.endsWith("_with_comment") == commented);
    }
}
