package io.csatrelay.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.deliver.SinkState;
import io.csatrelay.ops.StatusReader;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** MaestroQA's words that the sink is paused for: for those with a token, and for no one else. */
class SinkAnswerTest {
    private static final String WORDS = "item 3: \"canary of a comment\" is too long";

    @ParameterizedTest
    @EnumSource
    void shouldShowTheAnswerThatTheSinkIsPausedForToThoseWithATokenUntilItGoesOn(TestingDatabase.Kind kind) {
        TestingDatabase store = TestingDatabase.empty(kind);
        StatusReader status = new StatusReader(new StatusSql(store.database()), Map.of(), true, Instant::now, () -> true);
        store.deliver().transact(outbox -> {
            outbox.sink(new SinkState(true, false, null, null, "HTTP 422 for every half of a batch", 0));
            outbox.pausedFor(WORDS);
        });

        assertThat(status.read().sink().reason()).isEqualTo("HTTP 422 for every half of a batch; MaestroQA said: " + WORDS);
        assertThat(status.withoutWords().sink().reason()).isEqualTo("HTTP 422 for every half of a batch");

        new ControlSql(store.database()).resumeSink();
        store.deliver().transact(outbox -> outbox.sink(new SinkState(true, false, null, null, "HTTP 401", 0)));

        assertThat(status.read().sink().reason()).as("an answer of before").isEqualTo("HTTP 401");
    }
}
