package io.csatrelay.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.rating.TestingRatings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SliceTest {
    /** As MaestroQA credits it: "If both are sent, agent_id will take precedence". */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            ", 'agent_id': 135, 'agent_email': 'a@b.c' | 135",
            ", 'agent_email': 'a@b.c'                  | a@b.c",
            "~~                                        | ~~"})
    void shouldCountForTheAgentsIdBeforeTheAddress(String agent, String counted) {
        String rating = "{'external_id': 1, 'submitted_at': '2026-05-01T09:30:00Z', 'score': 5" + agent + "}";

        assertThat(Slice.of("s", TestingRatings.rating(rating.replace('\'', '"'))).value(Dimension.AGENT)).isEqualTo(counted);
    }
}
