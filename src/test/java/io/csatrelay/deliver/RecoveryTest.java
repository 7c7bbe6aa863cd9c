package io.csatrelay.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csatrelay.deliver.TestingMaestro.Answer;
import io.csatrelay.store.TestingOutbox.BatchRow;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A process that ends at any step, and a store that fails at any step: none lost, at most the batch in flight twice. */
class RecoveryTest {
    private static final Answer TIME_OUT = Answer.failed(new SocketTimeoutException("Read timed out"));
    private static final IntPredicate NEVER = transaction -> false;

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
        sink.fresh(true, 100, 1).owe(250);
    }

    private void assertAllDelivered() {
        sink.deliver(maestro::take);
        assertThat(sink.outbox().states()).isEqualTo(Map.of("delivered", 250));
        assertThat(sink.outbox().differences()).isEmpty();
    }

    /** The store fails at the n-th transaction from now, before or after its commit; deliveries begin anew on it. */
    private void breaksAt(IntPredicate before, IntPredicate after) {
        sink.storeAs(store -> new TestingBrokenStore(store, before, after));
        sink.start();
    }

    private List<String> states() {
        return sink.outbox().batches().stream().map(BatchRow::state).toList();
    }

    @Test
    void shouldSendTheBatchOnceWhenTheProcessEndsBetweenClaimAndPost() {
        sink.claim();
        assertThat(states()).containsExactly("CLAIMED");

        sink.start();

        assertAllDelivered();
        assertThat(maestro.sizes()).containsExactly(100, 100, 50);
    }

    @Test
    void shouldProbeTheBatchInFlightWhenTheProcessEndsBetweenPostAndAnswer() {
        sink.deliveries().send(sink.claim());

        sink.start();
        assertThat(sink.outbox().states()).isEqualTo(Map.of("unknown", 100, "pending", 150));

        assertAllDelivered();
        assertThat(maestro.sizes()).containsExactly(1, 99, 100, 50);
        assertThat(maestro.repeated()).isEmpty();
    }

    @Test
    void shouldSendAtMostTheBatchInFlightTwiceWhenTheProcessEndsBetweenAnswerAndCommit() {
        sink.step(maestro::take);
        maestro.take(sink.deliveries().send(sink.claim()));

        sink.start();

        assertAllDelivered();
        assertThat(maestro.sizes()).containsExactly(100, 100, 1, 99, 50);
        assertThat(maestro.repeated()).hasSize(100).containsAll(maestro.requests().get(1));
    }

    @Test
    void shouldGoOnWithTheRestWhenTheProcessEndsWhileItsProbeIsInFlight() {
        sink.step(body -> maestro.takeAndLose(body, TIME_OUT));
        sink.deliveries().send(sink.claim());
        assertThat(states()).containsExactly("PROBED", "SENT", "WAITING");

        sink.start();

        assertAllDelivered();
        assertThat(maestro.sizes()).containsExactly(100, 1, 99, 100, 50);
    }

    @Test
    void shouldGoOnWithTheProbeWhenTheProcessEndsAfterALostAnswer() {
        sink.step(body -> maestro.ignore(body, TIME_OUT));
        assertThat(states()).containsExactly("LOST");

        sink.start();

        assertAllDelivered();
        assertThat(maestro.repeated()).isEmpty();
    }

    @Test
    void shouldFinishHalvingWhenTheProcessEndsInTheMiddleOfIt() {
        maestro.refuseWhole(ticket -> ticket.equals("42"));
        IntStream.range(0, 4).forEach(i -> sink.step(maestro::take));

        sink.start();
        sink.deliver(maestro::take);

        assertThat(sink.outbox().states()).isEqualTo(Map.of("delivered", 249, "refused", 1));
        assertThat(sink.outbox().in("refused")).containsExactly(42);
        assertThat(maestro.repeated()).isEmpty();
    }

    @Test
    void shouldCountARequestThatWasNeverAnsweredFromTheFirstStartAfterItAlone() {
        sink.deliveries().send(sink.claim());
        sink.start();
        assertThat(sink.outbox().unanswered()).isZero();
        sink.time().advance(Duration.ofSeconds(61));

        sink.start();

        assertThat(sink.claim(Duration.ZERO)).isNotNull();
        assertThat(maestro.requests()).isEmpty();
    }

    @Test
    void shouldCountSeveralThatWereInFlightFromTheStartAfterIt() {
        sink.fresh(true, 1, 10).owe(40);
        for (int i = 0; i < 10; i++) {
            sink.deliveries().send(sink.claim(Duration.ZERO));
        }
        assertThat(sink.outbox().unanswered()).isEqualTo(10);
        sink.time().advance(Duration.ofSeconds(50));

        sink.start();

        var begun = sink.time().now();
        assertThat(sink.claim()).isNotNull();
        assertThat(Duration.between(begun, sink.time().now())).as("they may have arrived a moment ago").isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void shouldKeepTheBatchInFlightForAPersonWhenToldToHoldAndTheProcessEnds() {
        sink.fresh(false, 100, 1).owe(150);
        maestro.take(sink.deliveries().send(sink.claim()));

        sink.start();
        sink.deliver(maestro::take);

        assertThat(sink.outbox().states()).isEqualTo(Map.of("unknown", 100, "delivered", 50));
        assertThat(sink.outbox().reasons("unknown")).containsExactly("the process ended while the batch was in flight");
        assertThat(maestro.repeated()).isEmpty();
    }

    @Test
    void shouldKeepTheLimitOfAMinuteWhenTheProcessBeginsAnewInTheMiddleOfIt() {
        sink.fresh(true, 1, 1).owe(101);
        for (int i = 0; i < 100; i++) {
            sink.step(maestro::take);
        }
        var last = sink.time().now();

        sink.start();

        assertThat(sink.claim()).isNotNull();
        assertThat(Duration.between(last, sink.time().now())).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(60));
    }

    @Test
    void shouldKeepTheAnswerUntilItIsStoredWhenTheStoreFails() {
        // 1 recovers, 2 claims, 3 commits the request, 4 settles.
        breaksAt(n -> n >= 4 && n <= 6, NEVER);
        Delivery delivery = sink.claim();
        String body = sink.deliveries().send(delivery);

        sink.settle(delivery, maestro.take(body));
        assertThat(sink.deliveries().claim()).as("nothing else goes before it is stored").isNull();
        assertThat(sink.deliveries().claim()).isNull();

        assertAllDelivered();
        assertThat(maestro.sizes()).containsExactly(100, 100, 50);
        assertThat(sink.sent()).hasSize(3);
    }

    @Test
    void shouldSayOnceThatTheStoreCannotBeWrittenAndOnceThatItCanAgain() {
        // 1 recovers, 2 claims, 3 commits the request; 9 claims again.
        breaksAt(n -> n >= 4 && n <= 7 || n == 9, NEVER);
        try (TestingLog log = new TestingLog()) {
            Delivery delivery = sink.claim();
            sink.settle(delivery, maestro.take(sink.deliveries().send(delivery)));
            for (int second = 0; second < 3; second++) {
                sink.deliveries().claim();
            }
            assertThat(log.lines()).filteredOn(line -> line.contains("the store cannot be written")).singleElement().asString()
                    .contains("Broken: the store is broken", "do not stop the process");
            assertThat(log.lines()).noneMatch(line -> line.contains("goes on"));

            sink.deliveries().claim();
            assertThat(log.lines()).filteredOn(line -> line.contains("goes on: the store can be written again")).hasSize(1);
            assertThat(log.lines()).as("said anew when it fails anew").filteredOn(line -> line.contains("the store cannot be written")).hasSize(2);
        }
    }

    @Test
    void shouldSettleOnceWhenTheCommitOnlySeemedToFail() {
        breaksAt(NEVER, n -> n == 4);
        Delivery delivery = sink.claim();
        String body = sink.deliveries().send(delivery);

        sink.settle(delivery, maestro.ignore(body, Answer.status(400)));
        sink.deliveries().claim();

        assertThat(sink.outbox().batches()).as("halved once").hasSize(3);
    }

    @Test
    void shouldSendTheBatchWhenItsClaimOnlySeemedToFail() {
        breaksAt(NEVER, n -> n == 2);
        assertThat(sink.deliveries().claim()).isNull();
        assertThat(states()).containsExactly("CLAIMED");

        assertAllDelivered();
        assertThat(maestro.sizes()).containsExactly(100, 100, 50);
    }

    @Test
    void shouldSendTheBatchLaterWhenTheLedgersRowCannotBeStored() {
        breaksAt(n -> n == 3, NEVER);
        Delivery delivery = sink.claim();

        assertThatThrownBy(() -> sink.deliveries().send(delivery)).isInstanceOf(TestingBrokenStore.Broken.class);
        sink.settle(delivery, Answer.failed(new TestingBrokenStore.Broken()));
        assertThat(sink.outbox().sink().reason()).contains("could not be prepared (Broken)");

        assertAllDelivered();
        assertThat(maestro.sizes()).containsExactly(100, 100, 50);
    }
}
