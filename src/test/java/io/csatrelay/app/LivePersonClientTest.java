package io.csatrelay.app;

import static io.csatrelay.app.TestingLivePersonClient.bySkillAndAgent;
import static io.csatrelay.app.TestingLivePersonClient.byAgent;
import static io.csatrelay.app.TestingLivePersonClient.scores;
import static io.csatrelay.app.TestingLivePersonClient.totals;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.csatrelay.collect.Lane;
import io.csatrelay.demo.DemoRating;
import io.csatrelay.distribution.Buckets;
import io.csatrelay.report.EngagementInterval;
import io.csatrelay.report.EngagementMetrics;
import io.csatrelay.store.EngagementSql;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A client made for LivePerson needs only another host name. */
class LivePersonClientTest {
    private static final String ACCOUNT = "56072331";
    private static final Instant NOW = Instant.now();
    private static TestingRelay relay;
    private static TestingLivePersonClient client;

    @BeforeAll
    static void fill() {
        relay = TestingApi.planWithTokens().collectingOnly().set("REPORT_ACCOUNT_ID", ACCOUNT).set("ZENDESK_SETTLE", "1s").set("ZENDESK_RATINGS_SINCE", "2h").start();
        TestingApi api = new TestingApi(relay);
        relay.zendesk().add(DemoRating.good(1, 101, NOW.minusSeconds(400)).withAgent(20L, 4L));
        relay.zendesk().add(DemoRating.bad(2, 102, NOW.minusSeconds(390)).withAgent(20L, 4L));
        relay.zendesk().add(DemoRating.good(3, 103, NOW.minusSeconds(380)).withAgent(21L, 15L));
        relay.zendesk().add(DemoRating.good(4, 104, NOW.minusSeconds(370)).withAgent(21L, 99L));
        relay.zendesk().add(DemoRating.good(5, 105, NOW.minusSeconds(360)).withAgent(null, null));
        relay.zendesk().add(DemoRating.bad(6, 106, NOW.minusSeconds(4500)).withAgent(22L, 77L));
        relay.run(Lane.REREAD);
        api.collect(6);
        new EngagementSql(relay.database()).store(List.of(
                new EngagementInterval("livep", "4", "20", Buckets.floor(NOW).minusSeconds(600), new EngagementMetrics(1, 2, 12, 13, 3)),
                new EngagementInterval("livep", "4", "21", Buckets.floor(NOW).minusSeconds(600), new EngagementMetrics(1, 0, 60, 0, 1)),
                new EngagementInterval("livep", "4", "20", Buckets.floor(NOW).minusSeconds(300), new EngagementMetrics(1, 1, 12, 5, 2))));
        client = new TestingLivePersonClient(api.api("").toString(), ACCOUNT, TestingApi.READ);
    }

    @AfterAll
    static void stop() throws Exception {
        relay.close();
    }

    @Test
    void shouldAnswerTheAccountsDistribution() throws Exception {
        JsonNode totals = totals(client.ask("msgcsatdistribution", "timeframe=1440&v=1"));

        assertThat(scores(totals)).containsExactly(2L, 0L, 0L, 0L, 4L);
        assertThat(totals.path("total_answers").longValue()).isEqualTo(6);
        assertThat(totals.path("positive_answers").longValue()).isEqualTo(4);
        assertThat(totals.path("csat_score").isFloatingPointNumber()).isTrue();
        assertThat(totals.path("csat_score").floatValue()).isEqualTo(66.67f);
    }

    @Test
    void shouldAnswerTheRequestOfARecordedClient() throws Exception {
        JsonNode answer = client.ask("msgcsatdistribution", "timeframe=1440&v=1&skillIds=4,15,3&agentIds=all");

        assertThat(bySkillAndAgent(answer)).containsOnlyKeys("4/20", "15/21");
        assertThat(scores(bySkillAndAgent(answer).get("4/20"))).containsExactly(1L, 0L, 0L, 0L, 1L);
        assertThat(scores(totals(answer.path("skillsMetricsPerAgent")))).containsExactly(1L, 0L, 0L, 0L, 2L);
        assertThat(byAgent(answer)).containsOnlyKeys("20", "21");
        assertThat(byAgent(client.ask("msgcsatdistribution", "timeframe=1440&agentIds=all&v=1"))).as("-1 is who has no agent").containsOnlyKeys("-1", "20", "21", "22");
    }

    @Test
    void shouldLetAClientSubtractTwoWindowsToGetWhatLiesBetween() throws Exception {
        JsonNode shorter = client.ask("msgcsatdistribution", "timeframe=60&agentIds=all&v=1");
        JsonNode longer = client.ask("msgcsatdistribution", "timeframe=90&agentIds=all&v=1");
        List<Long> before = scores(totals(shorter.path("agentsMetrics")));
        List<Long> between = new ArrayList<>(scores(totals(longer.path("agentsMetrics"))));
        for (int i = 0; i < between.size(); i++) {
            between.set(i, between.get(i) - before.get(i));
        }

        assertThat(before).containsExactly(1L, 0L, 0L, 0L, 4L);
        assertThat(between).as("the one of 75 minutes ago").containsExactly(1L, 0L, 0L, 0L, 0L);
        assertThat(byAgent(longer)).containsOnlyKeys("-1", "20", "21", "22");
        assertThat(byAgent(shorter)).containsOnlyKeys("-1", "20", "21");
    }

    @Test
    void shouldLetAClientKeepTheIntervalsThatHaveClosed() throws Exception {
        JsonNode answer = client.ask("engactivity", "timeframe=60&interval=5&skillIds=all&v=1");
        List<String> kept = new ArrayList<>();
        answer.path("metricsByIntervals").forEach(interval -> {
            Instant end = Instant.ofEpochMilli(interval.path("timestamp").longValue());
            bySkillAndAgent(interval.path("metricsData")).forEach((ids, metrics) -> kept.add(
                    ids + " " + (Buckets.floor(NOW).getEpochSecond() - end.getEpochSecond()) + " s before, connected " + metrics.path("connectedEngagements").longValue()));
        });

        assertThat(kept).containsExactly("4/20 300 s before, connected 2", "4/20 600 s before, connected 3", "4/21 600 s before, connected 1");
        assertThat(totals(answer.path("skillsMetricsPerAgent")).toString()).isEqualTo("{\"totalInteractiveChats\":3,\"totalNonInteractiveChats\":3,"
                + "\"totalHandlingTime\":84,\"nonInteractiveTotalHandlingTime\":18,\"connectedEngagements\":6}");
    }

    @Test
    void shouldTellAClientWhatItDidWrong() {
        assertThatThrownBy(() -> client.ask("engactivity", "timeframe=60&interval=31&v=1")).isInstanceOf(IOException.class).hasMessageStartingWith("HTTP 400");
        TestingLivePersonClient elsewhere = new TestingLivePersonClient("http://127.0.0.1:" + HttpServers.apiPort(relay.relay().context()), "1", TestingApi.READ);
        assertThatThrownBy(() -> elsewhere.ask("msgcsatdistribution", "timeframe=60&v=1")).isInstanceOf(IOException.class).hasMessageStartingWith("HTTP 401");
    }
}
