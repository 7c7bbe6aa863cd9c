package io.csatrelay.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csatrelay.distribution.Distribution;
import io.csatrelay.distribution.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer asks the store: as little as can be, and never more at once than fits into memory. */
class LivePersonAnswerTest {
    private static final Instant NOW = Instant.parse("2026-05-01T13:29:00Z");

    @ParameterizedTest
    @CsvSource({
        "1, 5, ALL, 289",
        "1, 60, ALL, 25",
        "7, 1440, ALL, 7 1",
        "21, 1440, ALL, 7 7 7 1",
        "60, 43200, ALL, 1 1 1",
        "21, 5, ABSENT, 6049",
        "1, 0, ALL, 1",
    })
    void shouldAskForAllIntervalsAtOnceUnlessTheirGroupsAreMoreThanAWeeks(int days, int interval, String ids, String periods) throws ReportException {
        List<Question> asked = new ArrayList<>();
        LivePersonWindow whole = LivePersonWindow.of(NOW.minus(Duration.ofDays(days)), NOW);
        LivePersonRequest request = new LivePersonRequest(Optional.empty(), ids.equals("ALL") ? LivePersonIds.ALL : LivePersonIds.ABSENT, LivePersonIds.ABSENT,
                interval == 0 ? whole : whole.cut(Duration.ofMinutes(interval)));

        new LivePersonAnswer<Distribution>(request, new LivePersonCsat(), question -> {
            asked.add(question);
            return Collections.nCopies(question.periods().size(), Map.of());
        }).write(List.of());

        assertThat(asked.stream().map(question -> String.valueOf(question.periods().size()))).containsExactly(periods.split(" "));
    }

    @Test
    void shouldAddUpAllIntervalsWhenEachWeekHasAgentsOfItsOwn() throws Exception {
        LivePersonWindow days = LivePersonWindow.of(NOW.minus(Duration.ofDays(21)), NOW).cut(Duration.ofDays(1));
        List<Question> asked = new ArrayList<>();
        JsonNode answer = new ObjectMapper().readTree(new LivePersonAnswer<Distribution>(new LivePersonRequest(Optional.empty(), LivePersonIds.ABSENT, LivePersonIds.ALL, days),
                new LivePersonCsat(), question -> {
                    asked.add(question);
                    return Collections.nCopies(question.periods().size(), Map.of(List.of("7"), Distribution.of(5, 1), List.of(String.valueOf(100 - asked.size())), Distribution.of(1, 2)));
                }).write(List.of()).joined());

        JsonNode agents = answer.at("/agentsMetrics/metricsPerAgent");
        assertThat(agents.fieldNames()).toIterable().containsExactly("7", "96", "97", "98", "99");
        assertThat(agents.findValuesAsText("total_answers")).containsExactly("22", "2", "14", "14", "14");
        assertThat(answer.at("/agentsMetrics/metricsTotals/total_answers").asInt()).isEqualTo(66);
        assertThat(answer.at("/metricsByIntervals/0/metricsData/agentsMetrics/metricsPerAgent").fieldNames()).toIterable().containsExactly("7", "99");
        assertThat(answer.at("/metricsByIntervals/21/metricsData/agentsMetrics/metricsPerAgent").fieldNames()).toIterable().containsExactly("7", "96");
    }
}
