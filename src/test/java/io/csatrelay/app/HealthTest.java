package io.csatrelay.app;

import static io.csatrelay.app.TestingRelay.RATINGS;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.csatrelay.app.TestingApi.Answer;
import io.csatrelay.collect.Lane;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoRating;
import io.csatrelay.store.ControlSql;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.slf4j.LoggerFactory;

/** What health says of what: what a restart mends, and what a person has to look at. The store is closed at last. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HealthTest {
    private static TestingRelay relay;
    private static TestingApi api;

    @BeforeAll
    static void start() {
        relay = TestingApi.plan().set("ZENDESK_SETTLE", "1s").start();
        api = new TestingApi(relay);
    }

    @AfterAll
    static void stop() throws Exception {
        relay.close();
    }

    private static void assertUp() {
        Answer health = api.management("/observe/health");
        assertThat(health.status()).as(health.body()).isEqualTo(200);
        assertThat(health.json().path("status").asText()).isEqualTo("UP");
        assertOwnUp();
    }

    private static void assertOwnUp() {
        for (String kind : new String[] {"live", "ready"}) {
            Answer health = api.management("/observe/health/" + kind);
            assertThat(health.status()).as(kind + health.body()).isEqualTo(200);
            assertThat(health.json().path("status").asText()).isEqualTo("UP");
        }
    }

    private static void assertDown(String words) {
        Answer health = api.management("/observe/health");
        assertThat(health.status()).isEqualTo(503);
        assertThat(health.json().path("status").asText()).isEqualTo("DOWN");
        assertThat(health.body()).contains(words).doesNotContain("\\tat ");
        assertOwnUp();
    }

    @Test
    @Order(1)
    void shouldBeUpWhenAllIsWellAndOpenWithoutTokens() {
        assertUp();
        assertThat(api.send(HttpRequest.newBuilder(api.api("/api/status"))).status()).isEqualTo(200);
        assertThat(api.management("/api/status").status()).isEqualTo(404);
    }

    @Test
    @Order(2)
    void shouldAskWhetherItSchedulesForLivenessAlone() {
        assertThat(api.management("/observe/health/live").body()).contains("scheduler").doesNotContain("relay\"", "store\"");
        assertThat(api.management("/observe/health/ready").body()).contains("store").doesNotContain("relay\"");
    }

    @Test
    @Order(2)
    void shouldBeDownInWordsForAVendorsRefusalAndReadyAllTheSame() {
        relay.zendesk().faults().always(any -> true, DemoFault.status(401));
        relay.run(Lane.LIVE);
        assertDown("check ZENDESK_EMAIL and ZENDESK_API_TOKEN");

        relay.zendesk().faults().clear();
        relay.run(Lane.LIVE);
        assertUp();
    }

    @Test
    @Order(3)
    void shouldBeDownInWordsWhileAFailedRereadWasNotMadeGood() {
        relay.zendesk().faults().always(any -> true, DemoFault.status(403));
        relay.run(Lane.REREAD);
        relay.zendesk().faults().clear();
        relay.run(Lane.LIVE);
        assertDown("HTTP 403");

        relay.run(Lane.REREAD);
        assertUp();
    }

    @Test
    @Order(4)
    void shouldBeDownInWordsWhileTheSinkIsPaused() {
        relay.maestroqa().faults().always(any -> true, DemoFault.status(403));
        relay.zendesk().add(DemoRating.good(1, 2, Instant.now().minusSeconds(20)).withComment("canary of a customer"));
        api.collect(1);
        io.csatrelay.Eventually.await("the sink pauses", () -> relay.relay().status().read().sink().state().equals("paused"));
        assertDown("delivering to MaestroQA is paused: HTTP 403");
        assertThat(api.management("/observe/health").body()).doesNotContain("canary");

        relay.maestroqa().faults().clear();
        new ControlSql(relay.database()).resumeSink();
        assertUp();
    }

    @Test
    @Order(5)
    void shouldBeDownInWordsWhileTheBooksDoNotBalance() throws SQLException {
        books("n + 1");
        assertDown("the books do not balance");

        books("n - 1");
        assertUp();
    }

    private static void books(String n) throws SQLException {
        try (Connection connection = relay.database().writer().getConnection(); Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("UPDATE book SET n = " + n + " WHERE account = '" + RATINGS + "' AND entry = 'fetched'")).isEqualTo(1);
        }
    }

    @Test
    @Order(6)
    void shouldNotBeReadyWhileARouteOfOursIsStopped() throws Exception {
        relay.relay().context().getRouteController().stopRoute("deliver-maestroqa");
        assertThat(api.management("/observe/health/ready").status()).isEqualTo(503);
        assertThat(api.management("/observe/health/live").status()).isEqualTo(200);

        relay.relay().context().getRouteController().startRoute("deliver-maestroqa");
        assertUp();
    }

    @Test
    @Order(7)
    void shouldNotBeReadyWhenTheStoreDoesNotAnswerAndSayWhereTheLogHasIt() {
        Logger root = (Logger) LoggerFactory.getLogger("io.csatrelay.ops");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        relay.database().close();
        try {
            Answer ready = api.management("/observe/health/ready");
            assertThat(ready.status()).as(ready.body()).isEqualTo(503);
            assertThat(ready.body()).contains("the store does not answer");
            assertThat(api.management("/observe/health")).returns(503, Answer::status);
            assertThat(api.management("/observe/health/live").status()).as("a restart mends no store").isEqualTo(200);
            assertThat(api.management("/observe/metrics").status()).isEqualTo(200);

            Answer status = api.send(HttpRequest.newBuilder(api.api("/api/refused")));
            assertThat(status.status()).isEqualTo(500);
            JsonNode error = status.json();
            assertThat(error.path("error").asText()).isEqualTo("internal");
            String id = error.path("message").asText().replaceAll(".* ", "");
            assertThat(id).matches("[0-9a-f-]{36}");
            assertThat(log.list).as("the log has it by that id").anyMatch(line -> line.getFormattedMessage().contains(id) && line.getThrowableProxy() != null);
            assertThat(status.body()).doesNotContain("Exception", "sql", "hikari", "\\n");
        } finally {
            root.detachAppender(log);
        }
    }
}
