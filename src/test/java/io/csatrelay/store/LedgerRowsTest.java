package io.csatrelay.store;

import static io.csatrelay.store.TestingDatabase.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.deliver.BatchState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The request ledger's rows: what a process must know of the requests that earlier ones sent. */
@ParameterizedClass
@EnumSource
class LedgerRowsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TestingDatabase store;
    private final DeliverSql deliver;

    LedgerRowsTest(TestingDatabase.Kind kind) {
        this.store = TestingDatabase.empty(kind);
        this.deliver = store.deliver();
    }

    @Test
    void shouldCommitTheRowAndMarkTheBatchBeforeTheRequestIsSent() {
        long batch = deliver.inTransaction(outbox -> outbox.create(null, BatchState.CLAIMED, 0, List.of(), NOW)).id();
        deliver.transact(outbox -> outbox.request(batch, NOW));

        assertThat(store.rows("SELECT batch, sent_at, answered_at FROM request")).containsExactly(batch + "|" + NOW.toEpochMilli() + "|null");
        assertThat(store.rows("SELECT state FROM batch")).containsExactly("SENT");
    }

    @Test
    void shouldCountFromTheAnswerRoundedToTheSafeSide() {
        answered(NOW.minusSeconds(50), NOW.minusSeconds(10));
        answered(NOW.minusSeconds(70), NOW.minusSeconds(59));
        answered(NOW.minusSeconds(120), NOW.minusSeconds(61));

        assertThat(deliver.requestAges(NOW, MINUTE)).allSatisfy(age -> assertThat(age).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(59)))
                .hasSize(2);
    }

    @Test
    void shouldCountAsAnsweredNowWhenNoAnswerCame() {
        long batch = deliver.inTransaction(outbox -> outbox.create(null, BatchState.CLAIMED, 0, List.of(), NOW)).id();
        deliver.transact(outbox -> outbox.request(batch, NOW.minus(Duration.ofDays(2))));

        assertThat(deliver.requestAges(NOW, MINUTE)).containsExactly(Duration.ZERO);

        deliver.transact(outbox -> outbox.answeredByNone(NOW));
        assertThat(deliver.requestAges(NOW.plusSeconds(30), MINUTE)).singleElement().satisfies(
                age -> assertThat(age).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(30)));
        assertThat(deliver.requestAges(NOW.plusSeconds(90), MINUTE)).isEmpty();
    }

    @Test
    void shouldCountForNoLongerThanItsSpanWhenTheClockWasSetBack() {
        answered(NOW, NOW);

        assertThat(deliver.requestAges(NOW.minus(Duration.ofHours(3)), MINUTE)).containsExactly(Duration.ZERO);
    }

    @Test
    void shouldForgetRequestsThatCountNoMore() {
        answered(NOW.minus(Duration.ofHours(2)), NOW.minus(Duration.ofHours(2)));
        answered(NOW.minusSeconds(30), NOW.minusSeconds(30));
        answered(NOW, NOW);

        assertThat(store.rows("SELECT sent_at FROM request ORDER BY id")).containsExactly(
                String.valueOf(NOW.minusSeconds(30).toEpochMilli()), String.valueOf(NOW.toEpochMilli()));
    }

    private void answered(Instant sent, Instant answered) {
        deliver.transact(outbox -> {
            long batch = outbox.create(null, BatchState.CLAIMED, 0, List.of(), sent).id();
            outbox.answered(outbox.request(batch, sent), 201, answered);
        });
    }
}
