package io.csatrelay.rating;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Ratings for tests: one written by hand as JSON, or any rating there may be. */
public final class TestingRatings {

    /** All fields that a mapping may emit. */
    public static final String FULL = """
            {"external_id": "35436", "updated_at": "2026-05-02T10:00:00Z", "submitted_at": "2026-05-01T09:30:00.125Z", "ticket_id": "208",
             "agent_id": "135", "agent_email": "bob@example.com", "score": 4, "min_score": 1, "max_score": 5, "score_label": "Happy",
             "comment": "Great service!", "clarifying_answers": [{"question": "Did you like it?", "score": 3, "min_score": 0,
             "max_score": 10, "score_label": "Meh", "comment": "It was OK"}], "channel": "email", "skill_id": "44", "queue_id": "45",
             "account_id": "eu", "survey_id": "7", "requester_id": "7881", "supersedes_key": "ticket:208"}""";

    /** Only what is required. */
    public static final String LEAST = """
            {"external_id": "1", "submitted_at": "2026-05-01T09:30:00Z", "score": 5}""";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private TestingRatings() {
    }

    /** The rating that a mapping's output becomes. */
    public static Rating rating(String json) {
        try {
            return new RatingReader().read(json(json));
        } catch (InvalidRatingException e) {
            throw new IllegalArgumentException(e.reason(), e);
        }
    }

    public static JsonNode json(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Any rating, its text of any characters, lone surrogates included. */
    public static Arbitrary<Rating> any() {
        return Combinators.combine(id(), time().injectNull(0.2), time(), scored(), text(), text(),
                answer().list().ofMaxSize(3), id().injectNull(0.3)).as((id, version, submitted, score, label, comment, answers, other) ->
                new Rating(id, version, submitted, other, other, other, score[1], score[0], score[2], label, comment,
                        answers.stream().map(answer -> onScale(answer, new Scale(score[0], score[2]))).toList(),
                        other, other, other, other, other, other, other));
    }

    public static Arbitrary<Instant> time() {
        return Arbitraries.longs().between(-60_000_000_000_000L, 250_000_000_000_000L).map(Instant::ofEpochMilli);
    }

    /** A time as vendors may write it: some offset, some number of fraction digits. */
    public static Arbitrary<String> writtenTime(Instant time) {
        return Arbitraries.integers().between(-18 * 4, 18 * 4).flatMap(quarters -> Arbitraries.of("", "0", "999999", "123456789")
                .map(more -> {
                    var there = time.atOffset(ZoneOffset.ofTotalSeconds(quarters * 900));
                    return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS").format(there) + more + there.getOffset();
                }));
    }

    private static Arbitrary<String> id() {
        return Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(20);
    }

    private static Arbitrary<String> text() {
        Arbitrary<String> odd = Arbitraries.of("👍🏽", "\"", "\\", "\n", "\r", "\t", "\u0000", "\u2028", "\ud83d", "\udc4d", "é", "</script>");
        return Arbitraries.oneOf(odd, Arbitraries.strings().all().ofMaxLength(8))
                .list().ofMinSize(1).ofMaxSize(5).map(parts -> String.join("", parts)).filter(text -> !text.isEmpty()).injectNull(0.2);
    }

    /** min, score, max. */
    private static Arbitrary<int[]> scored() {
        return Arbitraries.integers().list().ofSize(3).map(list -> list.stream().mapToInt(Integer::intValue).sorted().toArray())
                .filter(sorted -> sorted[0] < sorted[2]);
    }

    /** The answer, with a score on the rating's scale if it has none of its own. */
    private static ClarifyingAnswer onScale(ClarifyingAnswer answer, Scale scale) {
        return answer.minScore() != null || scale.holds(answer.score()) ? answer
                : new ClarifyingAnswer(answer.question(), scale.max(), null, null, answer.scoreLabel(), answer.comment());
    }

    private static Arbitrary<ClarifyingAnswer> answer() {
        return Combinators.combine(id(), scored(), text(), Arbitraries.of(true, false)).as((question, score, words, own) ->
                new ClarifyingAnswer(question, score[1], own ? score[0] : null, own ? score[2] : null, words, words));
    }
}
