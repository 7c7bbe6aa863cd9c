package io.csatrelay.rating;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeldReasonTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "'ticket_id': 2, 'agent_id': 3                        |",
            "'ticket_id': 2, 'agent_email': 'a@b.c'               |",
            "'ticket_id': 2                                       | neither agent_id nor agent_email",
            "'ticket_id': 2, 'agent_id': '', 'agent_email': null  | neither agent_id nor agent_email",
            "'agent_id': 3                                        | no ticket_id",
            "'comment': 'hello'                                   | no ticket_id, and neither agent_id nor agent_email",
    }, quoteCharacter = '~')
    void shouldHoldWhenMaestroRequiresWhatIsMissing(String fields, String reason) {
        Rating rating = TestingRatings.rating(
                ("{'external_id': 1, 'submitted_at': '2026-05-01T09:30:00Z', 'score': 5, " + fields + "}").replace('\'', '"'));

        assertThat(HeldReason.heldReason(rating).orElse(null)).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"| neither agent_id nor agent_email: its ticket is gone", ", 'agent_id': 3 |"})
    void shouldSayThatTheTicketIsGoneWhereThatIsWhyNobodyIsTheAgent(String fields, String reason) {
        Rating rating = TestingRatings.rating(
                ("{'external_id': 1, 'submitted_at': '2026-05-01T09:30:00Z', 'score': 5, 'ticket_id': 2" + (fields == null ? "" : fields) + "}").replace('\'', '"'));

        assertThat(HeldReason.heldReason(rating, true).orElse(null)).isEqualTo(reason);
    }
}
