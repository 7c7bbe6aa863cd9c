package io.csatrelay.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.distribution.Distribution;
import io.csatrelay.distribution.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
}
