package io.csatrelay.app;

import static io.csatrelay.app.TestingRelay.RATINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.Eventually;
import io.csatrelay.app.TestingCommand.Ran;
import io.csatrelay.collect.Lane;
import io.csatrelay.collect.RunRequest;
import io.csatrelay.collect.Tally;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoRating;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code erase} says and ends with, beside a process and without one. */
class EraseCommandTest {
    private TestingRelay relay;
    private TestingWebhook webhook;

    @BeforeEach
    void start() {
        relay = TestingApi.planWithTokens().at("2026-05-01T00:00:00Z").set(TestingWebhook.SECRET_NAME, TestingWebhook.SECRET).start();
        webhook = new TestingWebhook(new TestingApi(relay));
    }

    @AfterEach
    void stop() throws Exception {
        relay.close();
    }

    private DemoRating of(long requester, long id) {
        Instant now = relay.time().now();
        return new DemoRating(id, 100 + id, requester, 135L, 44L, "good", null, null, null, now, now, null);
    }

    private void collect(DemoRating... ratings) {
        relay.zendesk().addAll(List.of(ratings));
        relay.time().advance(Duration.ofHours(2));
        relay.run(Lane.LIVE);
    }

    private void awaitDelivered(long n) {
        await(n + " delivered", () -> relay.store().outboxBook().getOrDefault("delivered", 0L) == n);
    }

    private void await(String what, BooleanSupplier condition) {
        Eventually.await(what, () -> {
            relay.time().advance(Duration.ofSeconds(1));
            return condition.getAsBoolean();
        });
    }

    private Ran erase(String... whom) {
        String[] arguments = new String[whom.length + 1];
        arguments[0] = "erase";
        System.arraycopy(whom, 0, arguments, 1, whom.length);
        return TestingCommand.run(relay.environment(), arguments);
    }

    @Test
    void shouldEraseACustomerAndAnAgentWhileNoProcessIsAtWorkAndKeepThemOutAfterwards() throws Exception {
        collect(DemoRating.good(1, 101, relay.time().now()), DemoRating.good(2, 102, relay.time().now()).withAgent(136L, 44L),
                of(9, 3), of(8, 4));
        awaitDelivered(4);
        relay.stop();

        Ran customers = erase("--requester", "9", "--requester", "8");
        Ran agent = erase("--agent", "136");

        assertThat(customers.exitCode()).as(customers.err()).isZero();
        assertThat(customers.lines()).first().asString().startsWith("2 ratings with their counts");
        assertThat(agent.exitCode()).as(agent.err()).isZero();
        assertThat(agent.lines()).first().asString().startsWith("1 ratings with their counts");
        relay.start();
        assertThat(relay.run(RunRequest.backfill(RATINGS, Lane.BACKFILL, relay.time().now().minus(Duration.ofDays(1)), relay.time().now())).tally())
                .isEqualTo(new Tally(4, 0, 4, 0, 0));
        assertThat(relay.store().ratings(RATINGS)).containsOnlyKeys("1");
        assertThat(TestingCommand.run(relay.environment(), "reports", "verify").exitCode()).isZero();
        assertThat(relay.maestroqa().taken()).isEqualTo(4);
    }

    @Test
    void shouldEndWith3WhileARatingIsOnItsWayAndWith0AfterTheAnswer() {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        relay.maestroqa().faults().next(1, new DemoFault.Hold(answer));
        collect(DemoRating.good(1, 101, relay.time().now()));
        await("it is on its way", () -> !relay.maestroqa().requests().isEmpty());

        Ran left = erase("--ticket", "101");

        assertThat(left.exitCode()).isEqualTo(ExitCode.LEFT_OVER);
        assertThat(left.lines()).first().asString().startsWith("0 ratings with their counts");
        assertThat(left.lines()).last().isEqualTo("1 are left: they are on their way to MaestroQA, or the answer for them was lost; erase again when that is settled");
        assertThat(relay.store().ratings(RATINGS)).containsOnlyKeys("1");
        answer.complete(null);
        awaitDelivered(1);
        Ran again = erase("--ticket", "101");
        assertThat(again.exitCode()).as(again.out()).isZero();
        assertThat(again.lines()).first().asString().startsWith("1 ratings with their counts");
        assertThat(relay.store().ratings(RATINGS)).isEmpty();
    }

    @Test
    void shouldTakeAPushOfAnErasedRatingAndStoreNothingOfIt() {
        String body = TestingWebhook.rating("push-1", "good", "canary words");
        assertThat(webhook.push(body, relay.time().now()).status()).isEqualTo(202);
        awaitDelivered(1);
        assertThat(erase("--ticket", "208").lines()).first().asString().startsWith("1 ratings with their counts");

        relay.time().advance(Duration.ofHours(1));
        assertThat(webhook.push(body, relay.time().now()).status()).isEqualTo(202);
        assertThat(webhook.push(body.replace("good", "bad"), relay.time().now()).status()).isEqualTo(202);

        assertThat(relay.store().ratings(TestingWebhook.SOURCE)).isEmpty();
        assertThat(relay.store().outbox()).isEmpty();
        assertThat(relay.store().tally(TestingWebhook.SOURCE).unchanged()).isEqualTo(2);
        assertThat(relay.store().outboxBook()).containsEntry("owed", 1L).containsEntry("delivered", 1L);
    }
}
