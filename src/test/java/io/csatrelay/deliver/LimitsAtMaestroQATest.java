package io.csatrelay.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.Eventually;
import io.csatrelay.app.TestingRelay;
import io.csatrelay.demo.DemoMaestroQA;
import io.csatrelay.store.TestingOutbox;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Both limits, as MaestroQA sees them, in real time. */
class LimitsAtMaestroQATest {
    private static final int PER_REQUEST = 10;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final long SOME_TICKS = Duration.ofSeconds(3).toNanos();

    @Test
    void shouldUseBothLimitsInFullAndNeverExceedThemWhenTheProcessBeginsAnewInTheMiddleOfTheMinute() throws Exception {
        try (TestingRelay relay = TestingRelay.builder().set("MAESTROQA_BATCH_SIZE", String.valueOf(PER_REQUEST))
                .maestroqa(options -> options.withAnswerDelay(Duration.ofMillis(20))).start()) {
            DemoMaestroQA maestroqa = relay.maestroqa();
            new TestingOutbox(relay.database()).owe(0, 150 * PER_REQUEST, Instant.now());
            Eventually.await("a third of the minute's requests", () -> maestroqa.requests().size() >= 33);

            // Cold connections again, and several requests at a time.
            relay.set("MAESTROQA_IN_FLIGHT", "10");
            relay.restart();
            Eventually.await("the minute's requests", MINUTE, () -> maestroqa.requests().size() >= 100);
            long used = System.nanoTime();
            Eventually.await("some ticks with a backlog", () -> System.nanoTime() - used > SOME_TICKS);

            assertThat(maestroqa.tooMany()).as("429").isZero();
            assertThat(maestroqa.slidingMax(Duration.ofSeconds(1))).isLessThanOrEqualTo(10);
            assertThat(maestroqa.slidingMax(MINUTE)).isLessThanOrEqualTo(100);
            assertThat(maestroqa.requests()).as("the minute's requests, and not one more").hasSize(100);
            TestingOutbox outbox = new TestingOutbox(relay.database());
            assertThat(outbox.states()).containsEntry("delivered", 100 * PER_REQUEST).containsEntry("pending", 50 * PER_REQUEST);
            assertThat(maestroqa.batchSizes()).as("full batches").containsOnly(PER_REQUEST);
            assertThat(maestroqa.duplicates()).isZero();
        }
    }

    @Test
    void shouldKeepTheLimitsThatAreSet() throws Exception {
        try (TestingRelay relay = TestingRelay.builder().set("MAESTROQA_BATCH_SIZE", "1").set("MAESTROQA_PER_SECOND", "2")
                .set("MAESTROQA_PER_MINUTE", "5").set("MAESTROQA_IN_FLIGHT", "3").start()) {
            DemoMaestroQA maestroqa = relay.maestroqa();
            new TestingOutbox(relay.database()).owe(0, 20, Instant.now());
            Eventually.await("the minute's requests", MINUTE, () -> maestroqa.requests().size() >= 5);
            long used = System.nanoTime();
            Eventually.await("some ticks with a backlog", () -> System.nanoTime() - used > SOME_TICKS);

            assertThat(maestroqa.requests()).as("the minute's requests, and not one more").hasSize(5);
            assertThat(maestroqa.slidingMax(Duration.ofSeconds(1))).isEqualTo(2);
        }
    }
}
