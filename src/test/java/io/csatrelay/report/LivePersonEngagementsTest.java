package io.csatrelay.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csatrelay.distribution.TestingDistributions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every example of LivePerson's engactivity document, as it stands there: the same request is answered with the same bytes. */
class LivePersonEngagementsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The newest timestamp of the documents' examples is this one's bucket; it is on no boundary, so a third interval is left. */
    private static final Instant NOW = Instant.ofEpochMilli(1412680800000L).minusSeconds(63);
    private static final EngagementMetrics SOME = new EngagementMetrics(1, 2, 12, 13, 3);

    private final TestingEngagements store = new TestingEngagements();
    private final LivePersonReports reports = new LivePersonReports(new TestingDistributions(), store, new TestingTiles().counts(), "local", Set.of("livep"), () -> NOW);

    private String ask(String query) throws ReportException {
        return new String(reports.engagements("local", query + "&v=1").joined(), StandardCharsets.UTF_8);
    }

    private static JsonNode example(String name) throws IOException {
        return JSON.readTree(Path.of("src/test/resources/liveperson/engactivity/" + name + ".json").toFile());
    }

    @Test
    void shouldAnswerTheExampleOfOneSkill() throws Exception {
        store.add("livep", "2", "3", NOW.plusSeconds(63), new EngagementMetrics(1, 1, 12, 5, 2));

        assertThat(ask("timeframe=60&skillIds=2")).isEqualTo(example("skill-2").toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "timeframe=60&skillIds=all&agentIds=3 | skills-all-agent-3",
        "timeframe=60 | account",
        "timeframe=60&skillIds=7&agentIds=8 | skill-and-agent-no-data",
        "timeframe=1200&interval=600&skillIds=7 | skill-no-data-by-interval",
        "timeframe=1200&interval=600 | account-by-interval",
    })
    void shouldAnswerTheExamplesOfOneEngagement(String query, String example) throws Exception {
        store.add("livep", "2", "3", NOW.plusSeconds(63), SOME);

        assertThat(ask(query)).isEqualTo(example(example).toString());
    }

    @Test
    void shouldAnswerTheExampleOfAnAgentByInterval() throws Exception {
        store.add("livep", "", "2", NOW.plusSeconds(63), SOME);

        assertThat(ask("timeframe=1200&interval=600&agentIds=2")).isEqualTo(example("agent-2-by-interval").toString());
    }

    @Test
    void shouldAnswerTheDocumentedZerosUntilASourceHasCollectedSome() throws Exception {
        assertThat(ask("timeframe=60")).isEqualTo("{\"metricsTotals\":{\"totalInteractiveChats\":0,\"totalNonInteractiveChats\":0,\"totalHandlingTime\":0,"
                + "\"nonInteractiveTotalHandlingTime\":0,\"connectedEngagements\":0}}");
        assertThat(ask("timeframe=60&skillIds=all&agentIds=all")).isEqualTo(example("skill-and-agent-no-data").toString());
    }

    @Test
    void shouldNeitherMendNorRefuseMetricsThatDoNotAddUp() throws Exception {
        store.add("livep", "1", "1", NOW.plusSeconds(63), new EngagementMetrics(5, 5, 7, 0, 1));

        assertThat(JSON.readTree(ask("timeframe=5")).at("/metricsTotals/connectedEngagements").asLong()).isEqualTo(1);
    }
}
