package io.csatrelay.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csatrelay.rating.Rating;
import io.csatrelay.rating.TestingRatings;
import io.csatrelay.rating.WellFormed;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class MaestroItemTest {

    private static final List<String> FIELDS = List.of("submitted_at", "ticket_id", "agent_id", "agent_email", "score", "comment",
            "score_label", "min_score", "max_score", "clarifying_answers");
    private static final List<String> ANSWER_FIELDS =
            List.of("question", "comment", "score_label", "score", "min_score", "max_score");

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void shouldSendEveryDocumentedFieldInItsOrderWhenAllAreKnown() {
        assertThat(MaestroItem.json(TestingRatings.rating(TestingRatings.FULL))).isEqualTo("{"
                + "\"submitted_at\":\"2026-05-01T09:30:00.125Z\",\"ticket_id\":\"208\",\"agent_id\":\"135\","
                + "\"agent_email\":\"bob@example.com\",\"score\":4,\"comment\":\"Great service!\",\"score_label\":\"Happy\","
                + "\"min_score\":1,\"max_score\":5,\"clarifying_answers\":[{\"question\":\"Did you like it?\",\"comment\":\"It was OK\","
                + "\"score_label\":\"Meh\",\"score\":3,\"min_score\":0,\"max_score\":10}]}");
    }

    @Test
    void shouldLeaveOutWhatIsAbsentButTheScale() {
        assertThat(MaestroItem.json(TestingRatings.rating(TestingRatings.LEAST))).isEqualTo(
                "{\"submitted_at\":\"2026-05-01T09:30:00.000Z\",\"score\":5,\"min_score\":1,\"max_score\":5}");
    }

    @Test
    void shouldSendTheRatingsScaleWhenAClarifyingAnswerHasNone() throws IOException {
        Rating rating = TestingRatings.rating("""
                {"external_id": 1, "submitted_at": "2026-05-01T09:30:00Z", "score": 1, "min_score": 0, "max_score": 1,
                 "clarifying_answers": [{"question": "Q", "score": 1}]}""");

        assertThat(JSON.readTree(MaestroItem.json(rating)).get("clarifying_answers"))
                .isEqualTo(JSON.readTree("[{\"question\": \"Q\", \"score\": 1, \"min_score\": 0, \"max_score\": 1}]"));
    }

    @Test
    void shouldWrapItemsInOrderWhenARequestIsMade() {
        assertThat(MaestroItem.request(List.of("{\"score\":1}", "{\"score\":2}"))).isEqualTo("{\"data\":[{\"score\":1},{\"score\":2}]}");
    }

    @Property
    void shouldBeTheDocumentsShapeWhateverTheRating(@ForAll("ratings") Rating rating) throws IOException {
        String json = MaestroItem.json(rating);

        JsonNode item = JSON.readTree(utf8(MaestroItem.request(List.of(json)))).path("data").path(0);
        assertOnly(item, FIELDS);
        item.path("clarifying_answers").forEach(answer -> assertOnly(answer, ANSWER_FIELDS));
        assertThat(item.path("submitted_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(List.of(item.path("score"), item.path("min_score"), item.path("max_score"))).allMatch(JsonNode::isInt);
        assertThat(item.path("comment").textValue()).isEqualTo(WellFormed.text(rating.comment()));
        assertThat(item.path("ticket_id").textValue()).isEqualTo(rating.ticketId());
    }

    /** Only the fields given, in that order, none of them null. */
    private static void assertOnly(JsonNode node, List<String> fields) {
        List<String> names = StreamSupport.stream(((Iterable<String>) node::fieldNames).spliterator(), false).toList();
        assertThat(names).isEqualTo(fields.stream().filter(node::has).toList());
        assertThat(node).noneMatch(JsonNode::isNull);
    }

    /** The text in UTF-8; fails on half of a surrogate pair. */
    private static byte[] utf8(String text) throws IOException {
        var bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }

    @Provide
    Arbitrary<Rating> ratings() {
        return TestingRatings.any();
    }
}
