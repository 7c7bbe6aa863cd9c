package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.Eventually;
import io.csatrelay.demo.DemoRating;
import io.csatrelay.ops.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The metrics, by the names of the contract: they follow the store and say nothing of customers. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MetricsTest {
    private static TestingRelay relay;
    private static TestingApi api;

    @BeforeAll
    static void start() {
        relay = TestingApi.plan().set("ZENDESK_SETTLE", "1s").set("REPORT_ENDPOINTS", "http://127.0.0.1:9/secret-path").set("REPORT_SECRET", "s").start();
        api = new TestingApi(relay);
        relay.zendesk().add(DemoRating.good(1, 77_001, Instant.now().minusSeconds(30)).withComment("canary of a customer"));
        relay.zendesk().add(DemoRating.good(2, 77_002, Instant.now().minusSeconds(29)).withAgent(null, null));
        api.collect(2);
        Eventually.await("one is delivered", () -> relay.relay().status().read().outbox().delivered() == 1);
    }

    @AfterAll
    static void stop() throws Exception {
        relay.close();
    }

    private static String scrape() {
        TestingApi.Answer metrics = api.management("/observe/metrics");
        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.headers()).contains("text/plain");
        return metrics.body();
    }

    /** Our own: name and labels → value. */
    private static Map<String, Double> ours() {
        Map<String, Double> values = new TreeMap<>();
        scrape().lines().filter(line -> line.startsWith("csat_relay_")).forEach(line -> values.put(line.substring(0, line.lastIndexOf(' ')),
                Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1).replace("+Inf", "Infinity"))));
        return values;
    }

    @Test
    void shouldHaveTheNamesAndLabelsOfTheContract() {
        Map<String, Double> ours = ours();
        for (String outcome : List.of("fetched", "stored", "unchanged", "filtered", "quarantined")) {
            assertThat(ours).containsKey("csat_relay_ratings_total{outcome=\"" + outcome + "\",source=\"zendesk-ratings\"}");
        }
        for (String state : List.of("pending", "delivered", "refused", "unknown", "held", "replaced", "dismissed")) {
            assertThat(ours).containsKey("csat_relay_outbox{state=\"" + state + "\"}");
        }
        // 0, or 1 when the ratings' five minutes have closed meanwhile: nobody is there to take them.
        assertThat(ours.get("csat_relay_publish_behind{endpoint=\"1 127.0.0.1\"}")).isIn(0.0, 1.0);
        assertThat(ours).containsKeys("csat_relay_source_lag_seconds{source=\"zendesk-ratings\"}", "csat_relay_oldest_pending_seconds",
                "csat_relay_ledger_free{window=\"1s\"}", "csat_relay_ledger_free{window=\"60s\"}", "csat_relay_balanced", "csat_relay_sink_paused",
                "csat_relay_request_seconds_bucket{le=\"0.05\"}", "csat_relay_request_seconds_bucket{le=\"+Inf\"}", "csat_relay_request_seconds_count",
                "csat_relay_request_seconds_sum", "csat_relay_ledger_wait_seconds_bucket{le=\"+Inf\"}", "csat_relay_ledger_wait_seconds_count");
    }

    @Test
    void shouldFollowTheStore() {
        Status.SourceStatus source = relay.status(TestingRelay.RATINGS);
        Map<String, Double> ours = ours();
        assertThat(ours).containsEntry("csat_relay_ratings_total{outcome=\"fetched\",source=\"zendesk-ratings\"}", (double) source.fetched())
                .containsEntry("csat_relay_ratings_total{outcome=\"stored\",source=\"zendesk-ratings\"}", 2.0)
                .containsEntry("csat_relay_outbox{state=\"delivered\"}", 1.0).containsEntry("csat_relay_outbox{state=\"held\"}", 1.0)
                .containsEntry("csat_relay_outbox{state=\"pending\"}", 0.0).containsEntry("csat_relay_oldest_pending_seconds", 0.0)
                .containsEntry("csat_relay_balanced", 1.0).containsEntry("csat_relay_sink_paused", 0.0)
                .containsEntry("csat_relay_request_seconds_count", 1.0);
        assertThat(ours.get("csat_relay_source_lag_seconds{source=\"zendesk-ratings\"}")).isBetween(0.0, 120.0);
        assertThat(ours.get("csat_relay_ledger_free{window=\"60s\"}")).isBetween(99.0, 100.0);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void shouldTellTheAgeOfTheOldestPendingWhileTheSinkIsPaused() {
        new io.csatrelay.store.ControlSql(relay.database()).pauseSink();
        try {
            relay.zendesk().add(DemoRating.good(3, 77_003, Instant.now().minusSeconds(20)));
            api.collect(3);
            Eventually.await("it grows", () -> ours().get("csat_relay_oldest_pending_seconds") > 1);
            assertThat(ours()).containsEntry("csat_relay_outbox{state=\"pending\"}", 1.0).containsEntry("csat_relay_sink_paused", 1.0);
        } finally {
            new io.csatrelay.store.ControlSql(relay.database()).resumeSink();
        }
        Eventually.await("it is delivered, and seen", () -> ours().get("csat_relay_oldest_pending_seconds") == 0);
    }

    @Test
    void shouldSayNothingOfCustomersAgentsOrSecrets() {
        assertThat(scrape()).doesNotContain("canary", "77001", "77_001", "demo-zendesk-token", "/api/v2", relay.environment().get("MAESTROQA_API_TOKEN"));
    }
}
