package io.csatrelay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csatrelay.distribution.Dimension;
import io.csatrelay.distribution.Question;
import io.csatrelay.distribution.Span;
import io.csatrelay.report.EngagementInterval;
import io.csatrelay.report.EngagementMetrics;
import io.csatrelay.report.TestingEngagements;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Engagement intervals: kept once each, and added up as the plain way adds them up. */
@ParameterizedClass
@EnumSource
class EngagementsTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final EngagementMetrics ONE = new EngagementMetrics(1, 2, 3, 4, 5);

    private final TestingDatabase database;
    private final EngagementSql store;

    EngagementsTest(TestingDatabase.Kind kind) {
        this.database = TestingDatabase.empty(kind);
        this.store = new EngagementSql(database.database());
    }

    private static Instant at(int minutes) {
        return NOON.plus(Duration.ofMinutes(minutes));
    }

    private static Span span(int from, int to) {
        return new Span(at(from), at(to));
    }

    private static EngagementInterval interval(String source, String skill, String agent, int end, EngagementMetrics metrics) {
        return new EngagementInterval(source, skill, agent, at(end), metrics);
    }

    @Test
    void shouldAnswerNothingWhenNothingWasKept() {
        assertThat(store.read(Question.total(span(-1440, 0)))).containsExactly(Map.of());
        assertThat(store.read(new Question(List.of(), List.of(), Map.of()))).isEmpty();
    }

    @Test
    void shouldKeepAnIntervalOnceWithWhatWasGivenLast() {
        store.store(List.of(interval("livep", "4", "15", 0, ONE), interval("livep", "4", "15", 5, ONE)));
        store.store(List.of(interval("livep", "4", "15", 5, new EngagementMetrics(10, 20, 30, 40, 50))));
        store.store(List.of());

        assertThat(store.read(Question.total(span(0, 5)))).containsExactly(Map.of(List.of(), new EngagementMetrics(10, 20, 30, 40, 50)));
        assertThat(store.read(Question.total(span(-5, 5)))).containsExactly(Map.of(List.of(), new EngagementMetrics(11, 22, 33, 44, 55)));
        assertThat(database.rows("SELECT COUNT(*) FROM engagement")).containsExactly("2");
    }

    @Test
    void shouldKeepAllOrNone() {
        TestingFailures failing = new TestingFailures(database.database().writer(), 2);
        EngagementSql broken = new EngagementSql(new Database(database.database().url(), failing, database.database().readers()));

        assertThatThrownBy(() -> broken.store(List.of(interval("livep", "4", "15", 0, ONE), interval("livep", "4", "16", 0, ONE))));
        assertThat(store.read(Question.total(span(-5, 5)))).containsExactly(Map.of());
    }

    @Test
    void shouldLeaveOutGroupsOfZeros() {
        store.store(List.of(interval("livep", "4", "15", 0, EngagementMetrics.NONE), interval("livep", "4", "16", 0, ONE)));

        assertThat(store.read(new Question(List.of(span(-5, 0)), List.of(Dimension.AGENT), Map.of()))).containsExactly(Map.of(List.of("16"), ONE));
    }

    @Test
    void shouldRefuseADimensionThatEngagementsAreNotKeptBy() {
        assertThatThrownBy(() -> store.read(new Question(List.of(span(-5, 0)), List.of(Dimension.QUEUE), Map.of())))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("reading engagements by QUEUE: they are kept by source, skill and agent only");
    }

    @Test
    void shouldRefuseAnIntervalThatIsNoBucket() {
        assertThatThrownBy(() -> interval("livep", "4", "15", 3, ONE)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("12:03");
    }

    @Test
    void shouldAnswerWhatThePlainWayAnswers() {
        Random random = new Random(20260501);
        List<EngagementInterval> intervals = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            intervals.add(interval(pick(random, "livep", "other"), pick(random, "", "-1", "4", "15"), pick(random, "", "1", "2", "a@b"), 5 * random.nextInt(300),
                    new EngagementMetrics(random.nextInt(3), random.nextInt(3), random.nextInt(900), random.nextInt(900), random.nextInt(5))));
        }
        TestingEngagements plain = new TestingEngagements();
        plain.store(intervals);
        store.store(intervals);

        for (int i = 0; i < 200; i++) {
            Question question = question(random);
            assertThat(store.read(question)).as("%s", question).isEqualTo(plain.read(question));
        }
    }

    private static Question question(Random random) {
        List<Span> periods = new ArrayList<>();
        int at = -20 + 5 * random.nextInt(20);
        for (int left = random.nextInt(5); left >= 0; left--) {
            int end = at + 5 * random.nextInt(100);
            periods.add(span(at, end));
            at = end + 5 * random.nextInt(4);
        }
        List<Dimension> by = List.of(List.<Dimension>of(), List.of(Dimension.AGENT), List.of(Dimension.SKILL, Dimension.AGENT), List.of(Dimension.SOURCE)).get(random.nextInt(4));
        Map<Dimension, Set<String>> filters = List.of(Map.<Dimension, Set<String>>of(), Map.of(Dimension.SOURCE, Set.of("livep")),
                Map.of(Dimension.SKILL, Set.of("-1", "", "4"), Dimension.AGENT, Set.of("1", "a@b"), Dimension.SOURCE, Set.of("other")),
                Map.of(Dimension.AGENT, Set.<String>of())).get(random.nextInt(4));
        return new Question(periods, by, filters);
    }

    private static String pick(Random random, String... values) {
        return values[random.nextInt(values.length)];
    }
}
