package io.csatrelay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csatrelay.distribution.Dimension;
import io.csatrelay.distribution.TestingDistributions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The CSAT distribution in LivePerson's contract: which objects, what counts, and what is answered 400 and 401. */
class LivePersonReportsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-05-01T13:29:00Z");
    private static final String ZEROS = "{\"csat_score1_answers\":0,\"csat_score2_answers\":0,\"csat_score3_answers\":0,\"csat_score4_answers\":0,"
            + "\"csat_score5_answers\":0,\"total_answers\":0,\"positive_answers\":0,\"csat_score\":0.0}";

    private final TestingDistributions store = new TestingDistributions();
    private final LivePersonReports reports = new LivePersonReports(store, new TestingEngagements(), new TestingTiles().counts(), "local", Set.of("zendesk-ratings", "surveys"), () -> NOW);

    private String text(String query) throws ReportException {
        return new String(reports.csat("local", query).joined(), StandardCharsets.UTF_8);
    }

    private JsonNode ask(String query) throws Exception {
        return JSON.readTree(text(query + "&v=1"));
    }

    private void add(int minutesAgo, int score, String skill, String agent) {
        add(minutesAgo, score, skill, agent, "zendesk-ratings");
    }

    private void add(int minutesAgo, int score, String skill, String agent, String source) {
        store.add(NOW.minus(Duration.ofMinutes(minutesAgo)), score, Map.of(Dimension.SKILL, skill, Dimension.AGENT, agent, Dimension.SOURCE, source));
    }

    private static List<String> keys(JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static List<Long> scores(JsonNode metrics) {
        List<Long> scores = new ArrayList<>();
        for (int score = 1; score <= 5; score++) {
            scores.add(metrics.path("csat_score" + score + "_answers").asLong(-1));
        }
        return scores;
    }

    @Test
    void shouldAnswerEveryMetricInTheOrderOfTheDocument() throws Exception {
        for (int score : new int[] {1, 2, 2, 3, 4, 4, 5, 5, 5}) {
            add(3, score, "4", "15");
        }

        assertThat(text("timeframe=7&v=1")).isEqualTo("{\"metricsTotals\":{\"csat_score1_answers\":1,\"csat_score2_answers\":2,\"csat_score3_answers\":1,"
                + "\"csat_score4_answers\":2,\"csat_score5_answers\":3,\"total_answers\":9,\"positive_answers\":5,\"csat_score\":55.56}}");
    }

    @ParameterizedTest
    @CsvSource({"1, 3, 33.33", "2, 3, 66.67", "1, 8, 12.5", "1, 16, 6.25", "1, 32, 3.13", "3, 3, 100.0", "0, 3, 0.0", "1, 800, 0.13"})
    void shouldScoreAPercentageRoundedHalfUpToTwoDecimals(int positive, int all, String score) throws Exception {
        for (int i = 0; i < all; i++) {
            add(3, i < positive ? 4 + i % 2 : 1 + i % 3, "4", "15");
        }

        assertThat(text("timeframe=7&v=1")).endsWith("\"csat_score\":" + score + "}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'' | metricsTotals",
        "skillIds=2 | skillsMetricsPerAgent",
        "skillIds=all | skillsMetricsPerAgent",
        "agentIds=3 | agentsMetrics",
        "agentIds=all | agentsMetrics",
        "skillIds=2&agentIds=3 | skillsMetricsPerAgent agentsMetrics",
        "skillIds=all&agentIds=all | skillsMetricsPerAgent agentsMetrics",
        "skillIds=&agentIds= | metricsTotals",
        "skillIds=&agentIds=3 | agentsMetrics",
        "interval=5 | metricsByIntervals metricsTotals",
        "skillIds=2&agentIds=3&interval=5 | metricsByIntervals skillsMetricsPerAgent agentsMetrics",
    })
    void shouldHaveTheRootKeysOfEachCombination(String ids, String roots) throws Exception {
        add(3, 5, "2", "3");

        JsonNode answer = ask("timeframe=10&" + ids);
        assertThat(keys(answer)).containsExactly(roots.split(" "));
        answer.path("metricsByIntervals").forEach(interval -> {
            assertThat(keys(interval)).containsExactly("timestamp", "metricsData");
            assertThat(keys(interval.path("metricsData"))).containsExactly(roots.replace("metricsByIntervals ", "").split(" "));
        });
    }

    /** The CSAT page has no example of an answer; its recorded answers are like the other page's, with other metrics in them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "timeframe=60&skillIds=2 | skill-2",
        "timeframe=60&skillIds=all&agentIds=3 | skills-all-agent-3",
        "timeframe=60 | account",
        "timeframe=60&skillIds=7&agentIds=8 | skill-and-agent-no-data",
        "timeframe=1200&interval=600&agentIds=2 | agent-2-by-interval",
        "timeframe=1200&interval=600&skillIds=7 | skill-no-data-by-interval",
        "timeframe=1200&interval=600 | account-by-interval",
    })
    void shouldHaveTheShapeOfEachExample(String query, String example) throws Exception {
        add(3, 5, "2", example.startsWith("agent-2") ? "2" : "3");
        JsonNode expected = JSON.readTree(Path.of("src/test/resources/liveperson/engactivity/" + example + ".json").toFile());

        assertThat(shape(ask(query)).toString()).isEqualTo(shape(expected).toString());
    }

    /** Metrics become the word of whether they are zero, timestamps a word. */
    private static JsonNode shape(JsonNode answer) {
        ObjectNode shape = JSON.createObjectNode();
        boolean metrics = answer.isObject() && !answer.isEmpty() && answer.elements().next().isNumber() && !answer.has("timestamp");
        if (metrics) {
            boolean zero = true;
            for (JsonNode number : answer) {
                zero &= number.asDouble() == 0;
            }
            return JSON.getNodeFactory().textNode(zero ? "zeros" : "some");
        }
        answer.fields().forEachRemaining(field -> {
            if (field.getValue().isArray()) {
                field.getValue().forEach(item -> shape.withArray(field.getKey()).add(shape(item)));
            } else {
                shape.set(field.getKey(), field.getValue().isNumber() ? JSON.getNodeFactory().textNode("number") : shape(field.getValue()));
            }
        });
        return shape;
    }

    @Test
    void shouldAnswerZerosAndEmptyObjectsWhenThereIsNothing() throws Exception {
        assertThat(text("timeframe=7&v=1")).isEqualTo("{\"metricsTotals\":" + ZEROS + "}");
        assertThat(text("timeframe=7&v=1&skillIds=4,15&agentIds=all")).isEqualTo("{\"skillsMetricsPerAgent\":{\"metricsPerSkill\":{},\"metricsTotals\":" + ZEROS
                + "},\"agentsMetrics\":{\"metricsPerAgent\":{},\"metricsTotals\":" + ZEROS + "}}");
    }

    @Test
    void shouldGroupBySkillThenAgentWithTheTotalsOfEach() throws Exception {
        add(3, 5, "4", "1");
        add(3, 1, "4", "2");
        add(3, 3, "15", "1");
        add(3, 2, "99", "1");

        JsonNode skills = ask("timeframe=7&skillIds=4,15,3").path("skillsMetricsPerAgent");

        assertThat(keys(skills)).containsExactly("metricsPerSkill", "metricsTotals");
        assertThat(keys(skills.path("metricsPerSkill"))).as("a skill without data is left out").containsExactlyInAnyOrder("4", "15");
        assertThat(keys(skills.at("/metricsPerSkill/4"))).containsExactly("metricsPerAgent", "metricsTotals");
        assertThat(scores(skills.at("/metricsPerSkill/4/metricsPerAgent/1"))).containsExactly(0L, 0L, 0L, 0L, 1L);
        assertThat(scores(skills.at("/metricsPerSkill/4/metricsTotals"))).containsExactly(1L, 0L, 0L, 0L, 1L);
        assertThat(scores(skills.path("metricsTotals"))).containsExactly(1L, 0L, 1L, 0L, 1L);
    }

    @Test
    void shouldGroupByAgentWhateverTheSkill() throws Exception {
        add(3, 5, "4", "1");
        add(3, 1, "15", "1");
        add(3, 2, "15", "2");

        JsonNode agents = ask("timeframe=7&agentIds=1,7").path("agentsMetrics");

        assertThat(keys(agents.path("metricsPerAgent"))).containsExactly("1");
        assertThat(scores(agents.at("/metricsPerAgent/1"))).containsExactly(1L, 0L, 0L, 0L, 1L);
        assertThat(agents.path("metricsTotals")).isEqualTo(agents.at("/metricsPerAgent/1"));
    }

    @Test
    void shouldCountOnlyWhatMatchesBothListsWhenBothAreGiven() throws Exception {
        add(3, 5, "4", "1");
        add(3, 4, "15", "1");
        add(3, 3, "4", "2");
        add(3, 2, "15", "2");

        JsonNode answer = ask("timeframe=7&skillIds=4&agentIds=1");

        assertThat(scores(answer.at("/skillsMetricsPerAgent/metricsTotals"))).containsExactly(0L, 0L, 0L, 0L, 1L);
        assertThat(scores(answer.at("/agentsMetrics/metricsTotals"))).containsExactly(0L, 0L, 0L, 0L, 1L);
        assertThat(keys(answer.at("/skillsMetricsPerAgent/metricsPerSkill/4/metricsPerAgent"))).containsExactly("1");
        assertThat(scores(ask("timeframe=7&skillIds=all&agentIds=1").at("/agentsMetrics/metricsPerAgent/1"))).containsExactly(0L, 0L, 0L, 1L, 1L);
    }

    @Test
    void shouldCallWhoHasNoSkillOrNoAgentMinusOne() throws Exception {
        add(3, 5, "", "1");
        add(3, 4, "4", "");
        add(3, 3, "-1", "");

        JsonNode all = ask("timeframe=7&skillIds=all&agentIds=all");
        assertThat(keys(all.at("/skillsMetricsPerAgent/metricsPerSkill"))).containsExactlyInAnyOrder("-1", "4");
        assertThat(keys(all.at("/agentsMetrics/metricsPerAgent"))).containsExactlyInAnyOrder("-1", "1");
        assertThat(scores(all.at("/skillsMetricsPerAgent/metricsPerSkill/-1/metricsTotals"))).containsExactly(0L, 0L, 1L, 0L, 1L);
        assertThat(scores(ask("timeframe=7&skillIds=-1").at("/skillsMetricsPerAgent/metricsTotals"))).containsExactly(0L, 0L, 1L, 0L, 1L);
        assertThat(scores(ask("timeframe=7&agentIds=-1").at("/agentsMetrics/metricsTotals"))).containsExactly(0L, 0L, 1L, 1L, 0L);
    }

    @Test
    void shouldNameAnAgentWithoutAnIdByTheAddress() throws Exception {
        add(3, 5, "4", "who+1@example.com");

        assertThat(keys(ask("timeframe=7&agentIds=all").at("/agentsMetrics/metricsPerAgent"))).containsExactly("who+1@example.com");
    }

    @Test
    void shouldCountBucketsWholeAndNothingBeside() throws Exception {
        add(9, 5, "4", "1");
        add(10, 4, "4", "1");
        store.add(Instant.parse("2026-05-01T13:19:59.999Z"), 3, Map.of());
        store.add(Instant.parse("2026-05-01T13:30:00Z"), 2, Map.of());

        assertThat(scores(ask("timeframe=7").path("metricsTotals"))).as("13:20-13:30").containsExactly(0L, 0L, 0L, 0L, 1L);
        assertThat(scores(ask("timeframe=10").path("metricsTotals"))).as("13:15-13:30").containsExactly(0L, 0L, 1L, 1L, 1L);
    }

    @Test
    void shouldListIntervalsNewestFirstByTheirEndAndTheirSumAtTheRoot() throws Exception {
        add(2, 5, "4", "1");
        add(12, 4, "4", "2");
        add(22, 3, "4", "1");

        JsonNode answer = ask("timeframe=20&interval=10&agentIds=all");

        assertThat(answer.path("metricsByIntervals")).hasSize(3);
        assertThat(answer.at("/metricsByIntervals/0/timestamp").asLong()).isEqualTo(Instant.parse("2026-05-01T13:30:00Z").toEpochMilli());
        assertThat(answer.at("/metricsByIntervals/0/timestamp").isIntegralNumber()).isTrue();
        assertThat(answer.at("/metricsByIntervals/2/timestamp").asLong()).isEqualTo(Instant.parse("2026-05-01T13:10:00Z").toEpochMilli());
        assertThat(keys(answer.at("/metricsByIntervals/1/metricsData/agentsMetrics/metricsPerAgent"))).containsExactly("2");
        assertThat(scores(answer.at("/metricsByIntervals/2/metricsData/agentsMetrics/metricsTotals"))).containsExactly(0L, 0L, 1L, 0L, 0L);
        assertThat(scores(answer.at("/agentsMetrics/metricsTotals"))).containsExactly(0L, 0L, 1L, 1L, 1L);
        assertThat(answer.path("agentsMetrics")).as("the sum is what the same window holds").isEqualTo(ask("timeframe=20&agentIds=all").path("agentsMetrics"));
    }

    @Test
    void shouldAnswerTheSameForALongTimeThatIsAskedForInParts() throws Exception {
        for (int day = 0; day < 30; day++) {
            add(1440 * day + 3, 1 + day % 5, String.valueOf(day % 3), String.valueOf(day % 7));
        }
        String month = "from=2026-04-01T00:00:00Z&to=2026-05-02T00:00:00Z&skillIds=all&agentIds=all";

        JsonNode byDay = ask(month + "&interval=1440");

        assertThat(byDay.path("metricsByIntervals")).hasSize(31);
        for (int day = 0; day < 30; day++) {
            JsonNode interval = byDay.path("metricsByIntervals").get(day);
            assertThat(interval.path("timestamp").asLong()).isEqualTo(Instant.parse("2026-05-02T00:00:00Z").minus(Duration.ofDays(day)).toEpochMilli());
            assertThat(keys(interval.at("/metricsData/agentsMetrics/metricsPerAgent"))).containsExactly(String.valueOf(day % 7));
        }
        ((ObjectNode) byDay).remove("metricsByIntervals");
        assertThat(byDay).isEqualTo(ask(month));
        assertThat(byDay.at("/agentsMetrics/metricsTotals/total_answers").asLong()).isEqualTo(30);
    }

    @Test
    void shouldAnswerAnySpanOfThePast() throws Exception {
        store.add(Instant.parse("2024-06-01T10:02:00Z"), 5, Map.of());

        assertThat(ask("from=2024-06-01T10:01:00Z&to=2024-06-01T10:03:00Z").at("/metricsTotals/total_answers").asLong()).isEqualTo(1);
        assertThat(ask("from=2024-06-01T10:05:00Z&to=2024-06-01T10:10:00Z").at("/metricsTotals/total_answers").asLong()).isZero();
    }

    @Test
    void shouldAnswerForASourceAloneWhenTheAccountIsASource() throws Exception {
        add(3, 5, "4", "1", "zendesk-ratings");
        add(3, 1, "4", "1", "once-declared");

        assertThat(scores(ask("timeframe=7").path("metricsTotals"))).containsExactly(1L, 0L, 0L, 0L, 1L);
        assertThat(scores(account("zendesk-ratings").path("metricsTotals"))).containsExactly(0L, 0L, 0L, 0L, 1L);
        assertThat(scores(account("surveys").path("metricsTotals"))).containsExactly(0L, 0L, 0L, 0L, 0L);
        assertThat(scores(account("once-declared").path("metricsTotals"))).containsExactly(1L, 0L, 0L, 0L, 0L);
    }

    private JsonNode account(String id) throws Exception {
        return JSON.readTree(reports.csat(id, "timeframe=7&v=1").joined());
    }

    @ParameterizedTest
    @ValueSource(strings = {"56072331", "Local", "zendesk", "*", ""})
    void shouldAnswer401ToAnUnknownAccountWhateverItAsks(String account) {
        for (String query : List.of("timeframe=7&v=1", "timeframe=0")) {
            ReportException refused = catchThrowableOfType(ReportException.class, () -> reports.csat(account, query));
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.error()).isEqualTo("unauthorized");
            assertThat(refused).hasMessageNotContaining("56072331");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "timeframe=60 | v", "timeframe=60&v= | v", "timeframe=60&v=2 | v", "timeframe=60&v=1.0 | v", "timeframe=60&v=x | v", "timeframe=60&v=1&v=1 | v",
        "v=1 | timeframe", "'' | v",
        "timeframe=60&v=1&skillIds=4,,15 | skillIds", "timeframe=60&v=1&skillIds=4, | skillIds", "timeframe=60&v=1&skillIds=all,4 | skillIds",
        "timeframe=60&v=1&skillIds=ALL | skillIds", "timeframe=60&v=1&skillIds=four | skillIds", "timeframe=60&v=1&skillIds=4%2015 | skillIds",
        "timeframe=60&v=1&skillIds=4;15 | skillIds", "timeframe=60&v=1&skillIds=- | skillIds", "timeframe=60&v=1&skillIds=1.5 | skillIds",
        "timeframe=60&v=1&skillIds=4&skillIds=15 | skillIds", "timeframe=60&v=1&agentIds=who@example.com | agentIds",
        "timeframe=60&v=1&agentIds=1'%20OR%20'1'='1 | agentIds", "timeframe=60&v=1&agentIds=%zz | agentIds",
    })
    void shouldAnswer400AndNameTheParameter(String query, String field) {
        ReportException refused = catchThrowableOfType(ReportException.class, () -> reports.csat("local", query));

        assertThat(refused).as(query).isNotNull();
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.field()).isEqualTo(field);
        assertThat(refused).hasMessageStartingWith(field + " ").hasMessageNotContaining("who@").hasMessageNotContaining("OR");
    }

    @Test
    void shouldIgnoreParametersThatItDoesNotKnow() throws Exception {
        assertThat(text("v=1&timeframe=7&source=x&source=y&broken=%zz&&=&skillIds=4%2C15%2C3&_=1")).isEqualTo(text("timeframe=7&v=1&skillIds=4,15,3"));
    }

    @Test
    void shouldRefuseAnAnswerThatIsTooLargeToBeMade() {
        for (int minutes = 5; minutes < 400; minutes += 5) {
            for (int agent = 0; agent < 1000; agent++) {
                add(minutes, 1, "4", String.valueOf(agent));
            }
        }

        ReportException refused = catchThrowableOfType(ReportException.class, () -> ask("timeframe=1440&interval=5&skillIds=all&agentIds=all"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.field()).isEqualTo("interval");
        assertThat(refused).hasMessageContaining("larger than 16 MiB");
    }
}
