package io.csatrelay.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.deliver.TestingMaestro.Answer;
import io.csatrelay.store.TestingOutbox.BatchRow;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a batch by its answer: on the real store, against a model of MaestroQA. */
class SettlingTest {
    private static final Answer TIME_OUT = Answer.failed(new SocketTimeoutException("Read timed out"));

    private static TestingSink sink;
    private TestingMaestro maestro;

    @BeforeAll
    static void open() {
        sink = new TestingSink();
    }

    @AfterAll
    static void close() {
        sink.close();
    }

    @BeforeEach
    void fresh() {
        maestro = new TestingMaestro();
        sink.fresh(true, 100, 1);
    }

    private static Predicate<String> ticket(Integer... tickets) {
        Set<Integer> these = Set.of(tickets);
        return ticket -> these.contains(Integer.valueOf(ticket));
    }

    private void assertEachTakenOnceBut(Integer... refused) {
        Set<String> expected = new TreeSet<>(IntStream.range(0, 100).mapToObj(TestingMaestro::item).toList());
        List.of(refused).forEach(ticket -> expected.remove(TestingMaestro.item(ticket)));
        assertThat(maestro.taken().keySet()).isEqualTo(expected);
        assertThat(maestro.repeated()).isEmpty();
        assertThat(sink.outbox().in("refused")).containsExactlyInAnyOrder(refused);
        assertThat(sink.outbox().differences()).isEmpty();
    }

    @Test
    void shouldDeliverFullBatchesAndKeepMaestroQAsIds() {
        sink.owe(250).deliver(maestro::take);

        assertThat(maestro.sizes()).containsExactly(100, 100, 50);
        assertThat(sink.outbox().states()).isEqualTo(Map.of("delivered", 250));
        assertThat(sink.outbox().withMaestroId()).isEqualTo(250);
        assertThat(maestro.order()).as("oldest first").startsWith("0/v1", "1/v1").endsWith("249/v1");
        assertThat(sink.sent()).extracting(Deliveries.Sent::status).containsExactly(201, 201, 201);
    }

    @Test
    void shouldRefuseOnlyTheItemsThatFailedWithMaestroQAsWords() {
        maestro.refuseItem(ticket(3, 99));

        sink.owe(100).deliver(maestro::take);

        assertEachTakenOnceBut(3, 99);
        assertThat(sink.outbox().reasons("refused")).containsExactly("Failed: no such agent");
        assertThat(maestro.sizes()).containsExactly(100);
    }

    @Test
    void shouldCostAtMost14RequestsMoreWhenOneOfAHundredIsRefusedWhereverItIs() {
        for (int offender = 0; offender < 100; offender++) {
            fresh();
            maestro.refuseWhole(ticket(offender));

            sink.owe(100).deliver(maestro::take);

            assertEachTakenOnceBut(offender);
            assertThat(maestro.requests().size() - 1).as("requests more for offender %d", offender).isBetween(12, 14);
            assertThat(sink.outbox().reasons("refused")).containsExactly("HTTP 400 {\"error\":\"no\"}");
            assertThat(sink.outbox().sink()).isEqualTo(SinkState.READY);
        }
    }

    @Test
    void shouldFindSeveralOffendersAndDeliverTheOthersOnce() {
        for (List<Integer> offenders : List.of(List.of(0, 99), List.of(0, 1), List.of(49, 50), List.of(10, 60, 99), List.of(96, 97, 98, 99))) {
            fresh();
            Integer[] these = offenders.toArray(Integer[]::new);
            maestro.refuseWhole(ticket(these));

            sink.owe(100).deliver(maestro::take);

            assertEachTakenOnceBut(these);
        }
    }

    /** "This is subject to change (as is the max number of items per requests)", says MaestroQA's document. */
    @Test
    void shouldDeliverAllOnceWhenMaestroQATakesFewerInARequestThanItDid() {
        maestro.takeAtMost(50);

        sink.owe(100).deliver(maestro::take);

        assertEachTakenOnceBut();
        assertThat(maestro.sizes()).containsExactly(100, 50, 50);
        assertThat(sink.outbox().sink()).isEqualTo(SinkState.READY);
    }

    @Test
    void shouldSendHalvesBeforeNewClaims() {
        maestro.refuseWhole(ticket(0));

        sink.owe(150).deliver(maestro::take);

        assertThat(maestro.sizes().get(maestro.sizes().size() - 1)).isEqualTo(50);
        assertThat(maestro.requests().get(maestro.requests().size() - 1)).contains("149/v1");
    }

    @Test
    void shouldStopHalvingAndRefuseNothingWhenEverythingIsRefused() {
        maestro.refuseWhole(any -> true);
        sink.owe(250).deliver(maestro::take);

        assertThat(maestro.sizes()).as("the batch, its halves, the halves of its first half").containsExactly(100, 50, 50, 25, 25);
        assertThat(sink.outbox().states()).isEqualTo(Map.of("pending", 250));
        assertThat(sink.outbox().sink().paused()).isTrue();
        assertThat(sink.outbox().sink().reason()).contains("HTTP 400", "resume maestroqa");
        assertThat(sink.claim(Duration.ofMinutes(1))).isNull();

        maestro.refuseWhole(none -> false);
        sink.control().resumeSink();
        sink.deliver(maestro::take);

        assertThat(sink.outbox().states()).isEqualTo(Map.of("delivered", 250));
        assertThat(maestro.repeated()).isEmpty();
        assertThat(sink.outbox().differences()).isEmpty();
    }

    @Test
    void shouldLeaveAloneWhatAnotherWorkerHasInHandWhenHalvingStops() {
        sink.fresh(true, 100, 2).owe(100);
        maestro.refuseWhole(any -> true);
        IntStream.range(0, 4).forEach(i -> sink.step(maestro::take));
        // The halves of the first half and of the second one wait: two workers take one each.
        Delivery lastOfFirstHalf = sink.claim();
        Delivery firstOfSecondHalf = sink.claim();
        String body = sink.deliveries().send(firstOfSecondHalf);
        sink.settle(lastOfFirstHalf, maestro.take(sink.deliveries().send(lastOfFirstHalf)));
        assertThat(sink.outbox().sink().paused()).isTrue();

        maestro.refuseWhole(none -> false);
        sink.settle(firstOfSecondHalf, maestro.take(body));
        assertThat(sink.outbox().states()).isEqualTo(Map.of("pending", 75, "delivered", 25));
        sink.control().resumeSink();
        sink.deliver(maestro::take);

        assertEachTakenOnceBut();
    }

    @Test
    void shouldProbeWithTheFirstRatingAloneAndThenSendTheRestWhenAnAnswerWasLost() {
        sink.owe(100);
        sink.step(body -> maestro.takeAndLose(body, TIME_OUT));
        assertThat(sink.outbox().states()).isEqualTo(Map.of("unknown", 100));

        sink.deliver(maestro::take);

        assertThat(maestro.sizes()).containsExactly(100, 1, 99);
        assertThat(maestro.requests().get(1)).containsExactly("0/v1");
        assertThat(maestro.taken().values()).as("the one batch twice").containsOnly(2);
        assertThat(sink.outbox().states()).isEqualTo(Map.of("delivered", 100));
        assertThat(sink.outbox().differences()).isEmpty();
    }

    @Test
    void shouldSendTheRestWhenTheProbeIsRefused() {
        sink.owe(100);
        sink.step(body -> maestro.ignore(body, Answer.status(502)));
        maestro.refuseWhole(ticket(0));

        sink.deliver(maestro::take);

        assertThat(maestro.sizes()).containsExactly(100, 1, 99);
        assertEachTakenOnceBut(0);
    }

    @Test
    void shouldProbeTheRestAnewWhenTheProbeWasLostThreeTimesMore() {
        sink.owe(100);
        IntStream.range(0, 4).forEach(i -> sink.step(body -> maestro.ignore(body, TIME_OUT)));

        assertThat(maestro.sizes()).containsExactly(100, 1, 1, 1);
        sink.deliver(maestro::take);

        assertThat(maestro.sizes()).containsExactly(100, 1, 1, 1, 1, 98);
        assertThat(maestro.requests().get(4)).as("another first one").containsExactly("1/v1");
        assertThat(sink.outbox().in("unknown")).as("for a person").containsExactly(0);
        assertThat(sink.outbox().states()).isEqualTo(Map.of("delivered", 99, "unknown", 1));
    }

    @Test
    void shouldResendTheRestAtMostThreeTimesAndThenLeaveItToAPerson() {
        sink.owe(10);
        Function<String, Answer> losesMany = body -> body.contains(",{") ? maestro.takeAndLose(body, TIME_OUT) : maestro.take(body);

        sink.deliver(losesMany);

        assertThat(maestro.sizes()).containsExactly(10, 1, 9, 1, 8, 1, 7);
        assertThat(sink.outbox().states()).isEqualTo(Map.of("delivered", 3, "unknown", 7));
        assertThat(sink.outbox().in("unknown")).containsExactly(3, 4, 5, 6, 7, 8, 9);
        assertThat(sink.claim(Duration.ofHours(1))).as("never again by itself").isNull();

        sink.control().retry("unknown", null, sink.time().now());
        sink.deliver(maestro::take);
        assertThat(sink.outbox().states()).isEqualTo(Map.of("delivered", 10));
    }

    @Test
    void shouldProbeAgainWhenTheProbesAnswerCannotBeReadAndAPersonResumes() {
        sink.owe(100);
        sink.step(body -> maestro.takeAndLose(body, TIME_OUT));
        sink.step(body -> maestro.takeAndLose(body, new Answer(200, "<html>", null, null)));
        assertThat(sink.outbox().sink().paused()).isTrue();

        sink.control().resumeSink();
        sink.deliver(maestro::take);

        assertThat(maestro.sizes()).containsExactly(100, 1, 1, 98);
        assertThat(sink.outbox().states()).isEqualTo(Map.of("delivered", 99, "unknown", 1));
    }

    @Test
    void shouldClaimNothingNewWhileALostBatchIsProbed() {
        sink.fresh(true, 100, 3).owe(100);
        sink.step(body -> maestro.ignore(body, TIME_OUT));
        sink.outbox().owe(100, 300, sink.time().now());

        Delivery probe = sink.claim();
        assertThat(probe.batch().items()).hasSize(1);
        assertThat(sink.claim(Duration.ofSeconds(10))).isNull();

        sink.settle(probe, maestro.take(sink.deliveries().send(probe)));
        assertThat(sink.claim().batch().items()).as("the rest first").hasSize(99);
        assertThat(sink.claim().batch().items()).hasSize(100);
    }

    @Test
    void shouldKeepALostBatchForAPersonWhenToldToHold() {
        sink.fresh(false, 100, 1).owe(150);
        sink.step(body -> maestro.takeAndLose(body, TIME_OUT));

        sink.deliver(maestro::take);

        assertThat(maestro.sizes()).containsExactly(100, 50);
        assertThat(sink.outbox().states()).isEqualTo(Map.of("unknown", 100, "delivered", 50));
        assertThat(maestro.repeated()).isEmpty();
    }

    @Test
    void shouldSendNothingAgainWhenHoldComesAfterTheAnswerWasLost() {
        sink.owe(100);
        sink.step(body -> maestro.takeAndLose(body, TIME_OUT));
        sink.resendUnknown(false);
        sink.start();

        assertThat(sink.claim(Duration.ofMinutes(1))).isNull();
        assertThat(sink.outbox().batches()).extracting(BatchRow::state).containsExactly("UNKNOWN");
    }

    @Test
    void shouldNotSendABatchAgainByItselfWhenItsResultsDoNotMatch() {
        sink.owe(100);
        sink.step(body -> maestro.takeAndLose(body, new Answer(201, "{\"results\":[]}", null, null)));
        assertThat(sink.outbox().states()).isEqualTo(Map.of("unknown", 100));
        assertThat(sink.outbox().sink().paused()).isTrue();

        sink.control().resumeSink();
        sink.outbox().owe(100, 110, sink.time().now());
        sink.deliver(maestro::take);

        assertThat(maestro.repeated()).isEmpty();
        assertThat(sink.outbox().states()).isEqualTo(Map.of("unknown", 100, "delivered", 10));
    }

    @Test
    void shouldKeepItsMembersWhenABatchIsSentAgain() {
        sink.owe(50);
        sink.step(body -> maestro.ignore(body, Answer.status(503)));
        sink.outbox().owe(50, 200, sink.time().now());

        sink.deliver(maestro::take);

        assertThat(maestro.sizes()).containsExactly(50, 50, 100, 50);
        assertThat(maestro.requests().get(1)).isEqualTo(maestro.requests().get(0));
    }

    @Test
    void shouldLetALoneRatingLeaveWithinFiveSeconds() {
        sink.owe(1);
        Instant owed = sink.time().now();

        sink.deliver(maestro::take);

        assertThat(Duration.between(owed, sink.time().now())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void shouldSendANewerVersionAfterTheAnswerToTheOneInFlight() {
        sink.owe(1);
        Delivery first = sink.claim();
        String body = sink.deliveries().send(first);
        sink.outbox().oweVersion(0, 2, sink.time().now());
        assertThat(sink.claim(Duration.ofSeconds(5))).isNull();

        sink.settle(first, maestro.take(body));
        sink.deliver(maestro::take);

        assertThat(maestro.order()).containsExactly("0/v1", "0/v2");
    }
}
