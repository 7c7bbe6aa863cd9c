package io.csatrelay.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.Eventually;
import io.csatrelay.app.TestingRelay;
import io.csatrelay.collect.Lane;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoRating;
import io.csatrelay.demo.DemoReceiver;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the real routes: what becomes of a push when the store, or whoever receives it, does not do as it should. */
class PublishingFaultsTest {
    private static final Instant ANSWERED = Instant.parse("2026-05-01T11:02:00Z");

    private DemoReceiver receiver;
    private TestingRelay relay;

    @BeforeEach
    void start() throws Exception {
        receiver = DemoReceiver.start(0, () -> relay.time().now());
        relay = TestingRelay.builder().at("2026-05-01T12:00:00Z").collectingOnly().set("ZENDESK_RATINGS_SINCE", "2h")
                .set("REPORT_ENDPOINTS", receiver.url()).set("REPORT_SECRET", DemoReceiver.SECRET).start();
    }

    @AfterEach
    void stop() throws Exception {
        relay.close();
        receiver.close();
    }

    /** Publishes an interval with one good rating. */
    private void published(long id) {
        relay.zendesk().add(DemoRating.good(id, id + 1_000_000, ANSWERED.plus(Duration.ofMinutes(5 * id))));
        relay.run(Lane.REREAD);
        relay.publish();
    }

    private void execute(String sql) {
        try (Connection connection = relay.database().writer().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void breakTheStore() {
        execute("ALTER TABLE report_endpoint RENAME TO report_endpoint_gone");
    }

    private void mendTheStore() {
        execute("ALTER TABLE report_endpoint_gone RENAME TO report_endpoint");
    }

    private List<Long> revisions() {
        return receiver.taken().stream().map(body -> body.path("revision").asLong()).toList();
    }

    private void awaitTaken(int bodies) {
        Eventually.await(bodies + " are taken", () -> receiver.taken().size() >= bodies);
    }

    @Test
    void shouldGoOnWithAnEndpointOnceTheStoreCanBeReadAgain() {
        published(1);
        awaitTaken(1);
        relay.awaitIdle();
        breakTheStore();
        published(2);
        relay.awaitIdle();
        mendTheStore();

        relay.publish();
        awaitTaken(2);
        assertThat(revisions()).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void shouldPushAgainWhatWasTakenWhileTheStoreCouldNotBeWritten() {
        receiver.faults().next(1, request -> {
            breakTheStore();
            return false;
        }, new DemoFault.NeverAnswer());
        published(1);
        awaitTaken(1);
        relay.awaitIdle();
        receiver.faults().clear();
        mendTheStore();
        published(2);

        awaitTaken(3);
        assertThat(revisions()).as("the first may come twice, and no other").satisfies(all -> {
            assertThat(all).hasSize(3).isSorted();
            assertThat(all.get(0)).isEqualTo(all.get(1));
        });
    }

    @Test
    void shouldTakeEachAnswerFrom200To299ForTaken() {
        int[] answers = {200, 201, 202, 204, 299};
        IntStream.of(answers).forEach(status -> receiver.faults().next(1, DemoFault.statusAfterTaking(status)));
        for (int i = 1; i <= answers.length; i++) {
            published(i);
        }
        awaitTaken(answers.length);
        relay.awaitIdle();
        relay.publish();
        relay.awaitIdle();

        assertThat(revisions()).as("none comes again").hasSize(answers.length).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void shouldTryAgainAfterAnyOtherAnswerAndFollowNoRedirect() throws Exception {
        int[] answers = {301, 302, 307, 308, 304, 400, 401, 404, 410, 413, 422, 500};
        try (DemoReceiver elsewhere = DemoReceiver.start(0, () -> relay.time().now())) {
            IntStream.of(answers).forEach(status -> receiver.faults().next(1, DemoFault.redirect(status, elsewhere.url())));
            published(1);
            for (int tried = 1; tried <= answers.length; tried++) {
                relay.awaitIdle();
                assertThat(receiver.faults().given()).as("tried until %s", answers[tried - 1]).isEqualTo(tried);
                assertThat(receiver.taken()).isEmpty();
                relay.time().advance(Duration.ofSeconds(1));
                relay.publish();
            }
            awaitTaken(1);
            assertThat(elsewhere.taken()).isEmpty();
        }
    }

    @Test
    void shouldHoldUpNoEndpointHoweverManyAreSilent() throws Exception {
        CompletableFuture<Void> over = new CompletableFuture<>();
        try (DemoReceiver silent = DemoReceiver.start(0, () -> relay.time().now())) {
            silent.faults().always(request -> true, new DemoFault.Hold(over));
            relay.set("REPORT_ENDPOINTS", IntStream.range(0, 12).mapToObj(i -> silent.url() + "/" + i + ",").collect(Collectors.joining()) + receiver.url());
            relay.restart();
            published(1);
            Eventually.await("all of them are asked", () -> silent.faults().given() == 12);
            awaitTaken(1);
            published(2);
            awaitTaken(2);
        } finally {
            over.complete(null);
        }
    }
}
