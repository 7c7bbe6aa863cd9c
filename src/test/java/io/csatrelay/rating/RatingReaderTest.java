package io.csatrelay.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.BigRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RatingReaderTest {

    private final RatingReader reader = new RatingReader();

    @Test
    void shouldReadEveryFieldWhenAllAreGiven() {
        assertThat(TestingRatings.rating(TestingRatings.FULL)).isEqualTo(new Rating("35436", Instant.parse("2026-05-02T10:00:00Z"),
                Instant.parse("2026-05-01T09:30:00.125Z"), "208", "135", "bob@example.com", 4, 1, 5, "Happy", "Great service!",
                java.util.List.of(new ClarifyingAnswer("Did you like it?", 3, 0, 10, "Meh", "It was OK")),
                "email", "44", "45", "eu", "7", "7881", "ticket:208"));
    }

    @Test
    void shouldTakeAsAbsentWhenNullOrEmpty() {
        ObjectNode output = least();
        for (String name : RatingFields.OF_RATING) {
            if (!output.has(name)) {
                output.putNull(name);
            }
        }
        output.put("ticket_id", "").put("agent_id", " ").put("comment", "").put("score_label", "").put("updated_at", "");

        assertThat(read(output)).isEqualTo(TestingRatings.rating(TestingRatings.LEAST));
    }

    @ParameterizedTest
    @CsvSource({
            "208, 208", "-1, -1", "208.0, 208", "2.08e2, 208", "9007199254740993, 9007199254740993",
            "123456789012345678901234567890, 123456789012345678901234567890", "'\"00208\"', 00208", "'\"1e3\"', 1e3",
    })
    void shouldKeepTheDigitsWhenIdIsNumberOrText(String written, String expected) {
        assertThat(read(least("ticket_id", written)).ticketId()).isEqualTo(expected);
    }

    @Property
    void shouldKeepEveryDigitWhateverTheIntegerId(@ForAll @BigRange(min = "-99999999999999999999999999", max = "99999999999999999999999999")
            java.math.BigInteger id) {
        assertThat(read(least("ticket_id", id.toString())).ticketId()).isEqualTo(id.toString());
    }

    @ParameterizedTest
    @CsvSource({
            "1.5, is not a whole number", "true, is neither text nor a number", "{}, is neither text nor a number",
            "9007199254740993.0, has lost digits", "1e300, is not a whole number", "'\"2\\u00008\"', has a control character",
    })
    void shouldRefuseWhenIdIsNone(String written, String kind) {
        assertThat(problemsOf(least("ticket_id", written)).safeReason()).startsWith("ticket_id " + kind);
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "3.0, 3", "3e0, 3", "1, 1", "5, 5"})
    void shouldTakeScoreWhenItIsWhole(String written, int expected) {
        assertThat(read(least("score", written)).score()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
            "1.5, score is not an integer", "'\"5\"', score is not an integer", "true, score is not an integer",
            "6, score is outside its scale", "0, score is outside its scale", "4294967297, score is out of range",
            "1e999999999, score is not an integer", "null, score is missing",
    })
    void shouldRefuseWhenScoreIsNone(String written, String problem) {
        assertThat(problemsOf(least("score", written)).safeReason()).isEqualTo(problem);
    }

    @Test
    void shouldRefuseWhenScaleIsNone() {
        assertThat(problemsOf(least("min_score", "5")).reason()).isEqualTo("min_score is not below max_score: 5 and 5");
    }

    @ParameterizedTest
    @CsvSource({
            "2026-05-01T09:30:00Z, 2026-05-01T09:30:00Z",
            "2026-05-01T11:30:00+02:00, 2026-05-01T09:30:00Z",
            "2026-05-01T11:30:00+0200, 2026-05-01T09:30:00Z",
            "2026-05-01T11:30:00.1239+02, 2026-05-01T09:30:00.123Z",
            "2026-05-01T09:30:00.123456789012Z, 2026-05-01T09:30:00.123Z",
            "'2026-05-01T09:30:00,5Z', 2026-05-01T09:30:00.500Z",
            "2026-05-01T09:30Z, 2026-05-01T09:30:00Z",
            "2026-05-01t09:30:00z, 2026-05-01T09:30:00Z",
    })
    void shouldReadTimeWhateverOffsetAndFraction(String written, Instant expected) {
        assertThat(read(least("submitted_at", '"' + written + '"')).submittedAt()).isEqualTo(expected);
    }

    @Property
    void shouldReadTheInstantWhereverItWasWritten(@ForAll("writtenTimes") Tuple.Tuple2<Instant, String> time) {
        assertThat(read(least("submitted_at", '"' + time.get2() + '"')).submittedAt()).isEqualTo(time.get1());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2026-05-01\"", "\"2026-05-01T09:30:00\"", "\"2026-02-30T09:30:00Z\"", "\"yesterday\"", "1777629600",
            "\"+12026-05-01T09:30:00Z\""})
    void shouldRefuseWhenTimeIsNone(String written) {
        assertThat(problemsOf(least("submitted_at", written)).safeReason()).startsWith("submitted_at is not ").doesNotContain(";");
    }

    @Test
    void shouldKeepWordsExactlyWhenTheyAreOdd() {
        String words = "  👍🏽 \"q\" \\ \r\n\t\u2028 ümläut ";

        assertThat(read(least().put("comment", words)).comment()).isEqualTo(words);
    }

    @Test
    void shouldReplaceWhenASurrogateStandsAlone() {
        assertThat(read(least().put("comment", "a\ud83d b\udc4d 👍")).comment()).isEqualTo("a\ufffd b\ufffd 👍");
    }

    @Test
    void shouldUseTheRatingsScaleWhenAClarifyingAnswerHasNone() {
        ObjectNode output = least("score", "8").put("max_score", 10);
        output.set("clarifying_answers", TestingRatings.json("[{\"question\": \"Q\", \"score\": 9}]"));

        assertThat(read(output).clarifyingAnswers()).containsExactly(new ClarifyingAnswer("Q", 9, null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "[{'score': 3}]                                | clarifying_answers[0].question is missing",
            "[{'question': 'Q'}]                           | clarifying_answers[0].score is missing",
            "[{'question': 'Q', 'score': '3'}]             | clarifying_answers[0].score is not an integer",
            "[{'question': 'Q', 'score': 9}]               | clarifying_answers[0].score is outside its scale",
            "[{'question': 'Q', 'score': 1, 'coment': 1}]  | unknown field (the nearest known one is comment)",
            "['Q']                                         | clarifying_answers[0] is not an object",
            "{}                                            | clarifying_answers is not a list",
    }, quoteCharacter = '~')
    void shouldRefuseWhenAClarifyingAnswerIsNone(String answers, String problem) {
        assertThat(problemsOf(least("clarifying_answers", answers.replace('\'', '"'))).safeReason()).isEqualTo(problem);
    }

    @Test
    void shouldNameTheNearestWhenAFieldIsUnknown() {
        InvalidRatingException problems = problemsOf(least("score_lable", "\"Good\""));

        assertThat(problems.reason()).isEqualTo("unknown field score_lable (the nearest known one is score_label)");
    }

    @Test
    void shouldListEveryProblemWhenThereAreSeveral() {
        JsonNode output = TestingRatings.json(
                "{\"score\": \"five\", \"submitted_at\": \"soon\", \"comment\": 7, \"agent_id\": [], \"foo\": 1}");

        assertThat(problemsOf(output).reason().split("; ")).hasSize(6);
    }

    @Test
    void shouldQuoteValuesOnlyInTheReasonThatIsNotLogged() {
        JsonNode output = TestingRatings.json("{\"external_id\": 1, \"submitted_at\": \"canary-1\", \"score\": \"canary-2\", "
                + "\"comment\": [\"canary-3\"], \"canary-4\": 1, \"clarifying_answers\": [\"canary-5\"]}");

        InvalidRatingException problems = problemsOf(output);

        assertThat(problems.reason()).contains("canary-1", "canary-2", "canary-3", "canary-4", "canary-5");
        assertThat(problems.safeReason()).doesNotContain("canary").contains("submitted_at", "score", "comment");
        assertThat(problems.toString()).doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"canary\"", "null", "7"})
    void shouldRefuseWhenOutputIsNoObject(String output) {
        assertThat(problemsOf(TestingRatings.json(output)).reason()).isEqualTo("the mapping's output is not an object");
    }

    @Test
    void shouldNameNoWordsWhenARatingIsPrinted() {
        assertThat(TestingRatings.rating(TestingRatings.FULL).toString())
                .contains("35436").doesNotContain("Great", "bob@", "Meh", "Happy");
    }

    @Provide
    Arbitrary<Tuple.Tuple2<Instant, String>> writtenTimes() {
        return TestingRatings.time().flatMap(time -> TestingRatings.writtenTime(time).flatMap(
                written -> Arbitraries.just(Tuple.of(time, written))));
    }

    private static ObjectNode least() {
        return (ObjectNode) TestingRatings.json(TestingRatings.LEAST);
    }

    private static ObjectNode least(String name, String value) {
        ObjectNode output = least();
        output.set(name, TestingRatings.json(value));
        return output;
    }

    private Rating read(JsonNode output) {
        try {
            return reader.read(output);
        } catch (InvalidRatingException e) {
            throw new AssertionError(e.reason(), e);
        }
    }

    private InvalidRatingException problemsOf(JsonNode output) {
        InvalidRatingException problems = catchThrowableOfType(InvalidRatingException.class, () -> reader.read(output));
        assertThat(problems).as("the problems of " + output).isNotNull();
        return problems;
    }
}
