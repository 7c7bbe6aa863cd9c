package io.csatrelay.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csatrelay.rating.ClarifyingAnswer;
import io.csatrelay.rating.Rating;
import io.csatrelay.rating.RatingJson;
import io.csatrelay.rating.TestingRatings;
import io.csatrelay.settings.Privacy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is left of a rating, and of a record in quarantine, as PRIVACY_COMMENTS and PRIVACY_EMAILS say. */
class PersonalDataTest {
    private static final String CANARY = "jane.doe+csat@mail.example.co.uk";
    private static final Rating RATING = TestingRatings.rating("""
            {"external_id": "1", "submitted_at": "2026-05-01T09:30:00Z", "ticket_id": "208", "agent_id": "135", "agent_email": "bob@example.com",
             "score": 4, "score_label": "Write to %1$s", "comment": "I am %1$s, call me.", "requester_id": "%1$s",
             "clarifying_answers": [{"question": "Is %1$s yours?", "score": 3, "score_label": "Yes, %1$s", "comment": "Ask %1$s"}],
             "skill_id": "44", "supersedes_key": "ticket:208"}""".formatted(CANARY));

    @Test
    void shouldStoreARatingAsItCameWhenNobodyAsksForLess() {
        assertThat(PersonalData.kept().of(RATING)).isSameAs(RATING);
    }

    @Test
    void shouldLeaveNoAddressWhereverItWas() {
        for (Privacy emails : List.of(Privacy.MASK, Privacy.DROP)) {
            Rating stored = new PersonalData(Privacy.KEEP, emails).of(RATING);

            assertThat(RatingJson.write(stored)).doesNotContain("@");
            assertThat(stored.agentEmail()).isNull();
            assertThat(stored.requesterId()).isNull();
            assertThat(stored).returns("208", Rating::ticketId).returns("135", Rating::agentId).returns("44", Rating::skillId)
                    .returns("ticket:208", Rating::supersedesKey).returns(4, Rating::score);
        }
        assertThat(new PersonalData(Privacy.KEEP, Privacy.MASK).of(RATING).comment()).isEqualTo("I am ***, call me.");
        assertThat(new PersonalData(Privacy.KEEP, Privacy.DROP).of(RATING).comment()).isEqualTo("I am , call me.");
    }

    @Test
    void shouldLeaveNoWordOfTheCustomersWhenCommentsAreMaskedOrDropped() {
        Rating masked = new PersonalData(Privacy.MASK, Privacy.KEEP).of(RATING);
        Rating dropped = new PersonalData(Privacy.DROP, Privacy.KEEP).of(RATING);

        assertThat(masked.comment()).isEqualTo("***");
        assertThat(masked.clarifyingAnswers()).extracting(ClarifyingAnswer::comment).containsExactly("***");
        assertThat(dropped.comment()).isNull();
        assertThat(dropped.clarifyingAnswers()).singleElement().returns(null, ClarifyingAnswer::comment)
                .returns("Yes, " + CANARY, ClarifyingAnswer::scoreLabel);
        assertThat(dropped.agentEmail()).isEqualTo("bob@example.com");
    }

    @Test
    void shouldMaskNoCommentWhereThereWasNone() {
        assertThat(new PersonalData(Privacy.MASK, Privacy.MASK).of(TestingRatings.rating(TestingRatings.LEAST)).comment()).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"MASK", "DROP"})
    void shouldKeepOfAQuarantinedRecordOnlyWhatIsNoWords(Privacy privacy) {
        ObjectNode input = (ObjectNode) TestingRatings.json("""
                {"record": {"id": 7, "score": "superb", "comment": "So slow!", "other": "ひどい", "mail": "%1$s", "phone": "+44 20 7946 0958",
                  "created_at": "2026-05-01T09:30:00.123Z", "changed": "2026-05-01 09:30:00", "url": "https://x.example/a?b=1", "list": [true, "a b", {"n": null}]},
                 "lookup": {"reasons": [{"id": 5, "value": "It took too long"}], "owner": "%1$s"}, "source": {"id": "zendesk-ratings"}}""".formatted(CANARY));

        String kept = new PersonalData(privacy, Privacy.MASK).ofInput(input).toString();

        assertThat(kept).isEqualTo(TestingRatings.json("""
                {"record": {"id": 7, "score": "superb", "comment": "***", "other": "***", "mail": "***", "phone": "***",
                  "created_at": "2026-05-01T09:30:00.123Z", "changed": "2026-05-01 09:30:00", "url": "https://x.example/a?b=1", "list": [true, "***", {"n": null}]},
                 "lookup": {"reasons": [{"id": 5, "value": "It took too long"}], "owner": "***"}, "source": {"id": "zendesk-ratings"}}""").toString());
        assertThat(input.toString()).as("the mapping's own input is left alone").contains("So slow!");
    }

    @Test
    void shouldQuoteNothingButCodesInAReason() {
        PersonalData dropping = new PersonalData(Privacy.DROP, Privacy.DROP);

        assertThat(dropping.ofReason("score is \"superb\", comment \"so slow\", mail \"%s\", cut \"off he".formatted(CANARY)))
                .isEqualTo("score is \"superb\", comment \"***\", mail \"\", cut \"***");
        assertThat(dropping.mayQuote()).isFalse();
        assertThat(PersonalData.kept().ofReason("comment \"so slow\"")).isEqualTo("comment \"so slow\"");
    }

    @Test
    void shouldLeaveWhatOnlyLooksLikeAnAddress() {
        Rating rating = TestingRatings.rating("""
                {"external_id": "1", "submitted_at": "2026-05-01T09:30:00Z", "score": 5, "comment": "me @ home, @bob, 5@6, a@b", "channel": "@web"}""");

        assertThat(new PersonalData(Privacy.KEEP, Privacy.DROP).of(rating)).isEqualTo(rating);
    }

    @Test
    void shouldTakeAddressesOutOfNamesOfFieldsTooAndKeepEachField() throws Exception {
        ObjectMapper json = new ObjectMapper();
        var answer = json.readTree("{\"jane@example.com\":7,\"joe@example.com\":8,\"note\":\"by o\\u0027neil@example.com\"}");

        assertThat(new PersonalData(Privacy.KEEP, Privacy.MASK).ofAnswer(answer)).hasToString("{\"***\":7,\"****\":8,\"note\":\"by ***\"}");
        assertThat(new PersonalData(Privacy.MASK, Privacy.KEEP).ofAnswer(answer)).isSameAs(answer);
    }
}
