package io.csatrelay.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csatrelay.deliver.TestingMaestro.Answer;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the sink waits or is paused, and for how long, whatever the other answers and the wall clock do. */
class WaitingTest {
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
        sink.jitter(0);
        sink.fresh(true, 10, 2).owe(60);
    }

    private void answer(Answer answer) {
        sink.step(body -> maestro.ignore(body, answer));
    }

    /** Sends the next batch; its answer is still to come. */
    private Delivery inFlight() {
        Delivery delivery = sink.claim();
        assertThat(sink.deliveries().send(delivery)).isNotNull();
        return delivery;
    }

    private Duration untilNextRequest() {
        Instant from = sink.time().now();
        assertThat(sink.claim()).isNotNull();
        return Duration.between(from, sink.time().now());
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503, 500, 502, 504, 413})
    void shouldNeverUndercutTheWaitThatMaestroQAAskedFor(int status) {
        answer(new Answer(status, "", "41", null));

        assertThat(sink.outbox().sink().reason()).isEqualTo("waiting until 2026-05-01T00:00:41Z: " + inWords(status) + ": MaestroQA asked for 41 s");
        assertThat(untilNextRequest()).isBetween(Duration.ofSeconds(41), Duration.ofSeconds(43));
    }

    private static String inWords(int status) {
        return switch (status) {
            case 429 -> "HTTP 429: its rate limit is reached";
            case 413 -> "HTTP 413: MaestroQA refused the whole request";
            case 502, 504 -> "HTTP " + status + ": the batch may have been taken";
            default -> "HTTP " + status + ": it has a fault of its own";
        };
    }

    @Test
    void shouldCapAnAbsurdWaitAtADayAndShowIt() {
        answer(Answer.tooMany("31536000"));

        assertThat(sink.outbox().sink().reason()).isEqualTo(
                "waiting until 2026-05-02T00:00:00Z: HTTP 429: its rate limit is reached: MaestroQA asked for 24 h or more");
        assertThat(sink.claim(Duration.ofHours(23))).isNull();
        assertThat(sink.claim(Duration.ofHours(2))).isNotNull();
    }

    @Test
    void shouldDoubleTheWaitUpTo5MinutesWhenFailuresComeInARow() {
        sink.jitter(0.999);
        Duration before = Duration.ZERO;
        for (int failures = 1; failures <= 12; failures++) {
            answer(Answer.failed(new ConnectException("Connection refused")));
            Duration wait = Duration.between(sink.time().now(), sink.outbox().sink().waitUntil());

            assertThat(wait).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(Duration.ofMinutes(5));
            assertThat(wait.toMillis() / 1000.0).isCloseTo(Math.min(300, 1 << (failures - 1)), org.assertj.core.data.Percentage.withPercentage(1));
            before = wait;
        }
        assertThat(sink.outbox().states()).as("nothing was sent").containsOnlyKeys("pending");
    }

    @Test
    void shouldBeginAnewWithAShortWaitWhenARequestPassedInBetween() {
        answer(Answer.status(503));
        answer(Answer.status(503));
        sink.step(maestro::take);
        assertThat(sink.outbox().sink()).isEqualTo(SinkState.READY);

        answer(Answer.status(503));

        assertThat(sink.outbox().sink().failures()).isEqualTo(1);
    }

    @Test
    void shouldKeepTheLongerWaitWhenAnotherRequestInFlightFailsWithoutOne() {
        Delivery other = inFlight();
        answer(Answer.tooMany("60"));

        sink.settle(other, Answer.status(503));

        assertThat(untilNextRequest()).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void shouldKeepTheWaitWhenAnotherRequestInFlightIsTaken() {
        Delivery other = sink.claim();
        String body = sink.deliveries().send(other);
        answer(Answer.tooMany("60"));

        sink.settle(other, maestro.take(body));

        assertThat(sink.outbox().states()).containsEntry("delivered", 10);
        assertThat(untilNextRequest()).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void shouldCountFailuresOfRequestsThatWereInFlightTogetherAsOne() {
        Delivery other = inFlight();
        answer(Answer.status(503));

        sink.settle(other, Answer.status(503));

        assertThat(sink.outbox().sink().failures()).isEqualTo(1);
    }

    @Test
    void shouldHoldBackARequestThatWaitsForItsSlotWhenTheSinkBeginsToWait() {
        Delivery waitsForItsSlot = sink.claim();
        answer(Answer.tooMany("60"));
        int requests = maestro.requests().size();

        assertThat(sink.deliveries().send(waitsForItsSlot)).isNull();
        assertThat(waitsForItsSlot.isSent()).isFalse();
        sink.settle(waitsForItsSlot, new Answer(null, null, null, null));

        assertThat(sink.outbox().unanswered()).isZero();
        assertThat(sink.outbox().sink().failures()).as("no attempt is used").isEqualTo(1);
        assertThat(untilNextRequest()).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
        assertThat(maestro.requests()).hasSize(requests);
    }

    @Test
    void shouldHoldBackARequestThatWaitsForItsSlotWhenTheProcessIsToldToStop() {
        Delivery waitsForItsSlot = sink.claim();

        sink.deliveries().stop();

        assertThat(sink.deliveries().send(waitsForItsSlot)).isNull();
        assertThat(sink.deliveries().claim()).isNull();
    }

    @Test
    void shouldKeepTheWaitWhenTheSinkIsPausedMeanwhileAndResumed() {
        Delivery other = inFlight();
        answer(Answer.tooMany("60"));
        sink.settle(other, Answer.status(401));
        assertThat(sink.outbox().sink().paused()).isTrue();

        sink.control().pauseSink();
        sink.control().resumeSink();

        assertThat(untilNextRequest()).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void shouldEndAWaitOfItsOwnWhenAPersonResumes() {
        for (int failure = 0; failure < 8; failure++) {
            answer(Answer.status(503));
        }
        assertThat(sink.outbox().sink().failures()).isEqualTo(8);

        sink.control().resumeSink();

        assertThat(sink.outbox().sink()).isEqualTo(SinkState.READY);
        assertThat(untilNextRequest()).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void shouldEndOnlyWhatMaestroQADidNotAskForWhenAPersonResumes() {
        Delivery other = inFlight();
        answer(Answer.tooMany("20"));
        sink.jitter(1);
        for (int failure = 0; failure < 8; failure++) {
            sink.time().advance(Duration.ofSeconds(1));
            sink.outbox().sinkState(sink.outbox().sink().waiting(sink.time().now().plusSeconds(300), null, "a test", sink.time().now()));
        }
        sink.settle(other, Answer.status(503));
        Instant asked = sink.outbox().sink().askedUntil();
        assertThat(asked).isBefore(sink.outbox().sink().waitUntil());

        sink.control().resumeSink();

        assertThat(sink.outbox().sink().waitUntil()).isEqualTo(asked);
        assertThat(sink.outbox().sink().reason()).endsWith("as MaestroQA asked");
        assertThat(sink.claim(Duration.ofSeconds(5))).isNull();
        assertThat(untilNextRequest()).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void shouldMeasureAWaitByWhatPassedWhenTheWallClockJumps() {
        answer(Answer.tooMany("60"));
        sink.time().jump(Duration.ofHours(3));

        assertThat(untilNextRequest()).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void shouldNotWaitForHoursWhenTheWallClockIsSetBack() {
        answer(Answer.tooMany("60"));
        sink.time().jump(Duration.ofHours(-3));

        assertThat(untilNextRequest()).isLessThan(Duration.ofSeconds(63));
    }

    @Test
    void shouldKeepTheWaitWhenTheProcessBeginsAnew() {
        answer(Answer.tooMany("60"));

        sink.start();

        assertThat(untilNextRequest()).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 302, 307})
    void shouldPauseUntilAPersonResumesAndUseNoAttempt(int status) {
        answer(Answer.status(status));

        assertThat(sink.outbox().sink()).satisfies(state -> {
            assertThat(state.paused()).isTrue();
            assertThat(state.failures()).isZero();
            assertThat(state.reason()).startsWith("HTTP " + status + ": ");
        });
        assertThat(sink.outbox().states()).containsOnlyKeys("pending");
        assertThat(sink.claim(Duration.ofHours(1))).isNull();
        sink.start();
        assertThat(sink.claim(Duration.ofHours(1))).as("a restart ends no pause").isNull();

        sink.control().resumeSink();
        sink.deliver(maestro::take);
        assertThat(sink.outbox().states()).containsOnlyKeys("delivered");
    }

    @Test
    void shouldStayPausedByThePersonWhenAnAnswerWouldPauseToo() {
        Delivery other = inFlight();
        sink.control().pauseSink();

        sink.settle(other, Answer.status(401));

        assertThat(sink.outbox().sink().pausedByPerson()).isTrue();
        assertThat(sink.outbox().sink().reason()).isEqualTo("paused by a person");
    }

    @Test
    void shouldStayPausedWhenAnotherRequestInFlightIsTaken() {
        Delivery other = sink.claim();
        String body = sink.deliveries().send(other);
        answer(Answer.status(401));

        sink.settle(other, maestro.take(body));

        assertThat(sink.outbox().sink().paused()).isTrue();
    }

    @Test
    void shouldBackOffBeforeTheProbeWhenAnAnswerWasLost() {
        answer(Answer.failed(new SocketTimeoutException("Read timed out")));

        assertThat(sink.outbox().sink().reason()).startsWith("waiting until 2026-05-01T00:00:00Z: the answer was lost (SocketTimeoutException)");
        assertThat(sink.outbox().sink().waits(sink.time().now())).isTrue();
    }

    @Test
    void shouldRefuseToSendBeforeTheSlotWhenARouteDoesNotWait() {
        sink.fresh(true, 1, 1).owe(11);
        for (int i = 0; i < 10; i++) {
            sink.step(maestro::take);
        }
        Delivery early = sink.deliveries().claim();
        assertThat(early.getWaitMillis()).isPositive();

        assertThatThrownBy(() -> sink.deliveries().send(early)).hasMessageContaining("too early for the request ledger");
        sink.settle(early, Answer.failed(new IllegalStateException("too early")));

        sink.deliver(maestro::take);
        assertThat(maestro.repeated()).isEmpty();
        assertThat(sink.outbox().states()).containsOnlyKeys("delivered");
    }
}
