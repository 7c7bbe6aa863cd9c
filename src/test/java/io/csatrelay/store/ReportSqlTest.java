package io.csatrelay.store;

import static io.csatrelay.store.TestingDatabase.NOW;
import static io.csatrelay.store.TestingDatabase.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.collect.Lane;
import io.csatrelay.collect.Outcome;
import io.csatrelay.collect.Version;
import io.csatrelay.distribution.Dimension;
import io.csatrelay.distribution.Distribution;
import io.csatrelay.distribution.Question;
import io.csatrelay.distribution.Span;
import io.csatrelay.rating.Rating;
import io.csatrelay.report.CountedRating;
import io.csatrelay.report.RatingQuestion;
import io.csatrelay.report.RatingQuestion.OrderBy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The ratings behind a figure are the ones that it counts. */
@ParameterizedClass
@EnumSource
class ReportSqlTest {
    private static final Instant START = Instant.parse("2026-04-30T00:00:00Z");
    private static final Span DAY = new Span(START, START.plus(Duration.ofDays(1)));
    private static final int RATINGS = 2000;

    private final TestingDatabase store;
    private final ReportSql reports;
    private final Random random = new Random(7);

    ReportSqlTest(TestingDatabase.Kind kind) {
        this.store = TestingDatabase.empty(kind);
        this.reports = new ReportSql(store.database());
    }

    private void store(Rating... ratings) {
        long run = store.collect().beginRun(SOURCE, Lane.ONE, null, NOW).orElseThrow();
        store.store(run, Lane.ONE, Arrays.stream(ratings).map(rating -> new Outcome.Rated(rating.externalId(), Version.of(rating.updatedAt().toString()), rating))
                .toArray(Outcome[]::new));
    }

    private static Rating rating(String id, Instant at, int score, String channel, String agent, String key) {
        return new Rating(id, at, at, "t", agent, null, score, 1, 5, "label", "words", List.of(), channel, "skill", "queue", null, null, null, key);
    }

    private Rating random(int i) {
        return rating(String.valueOf(i * 7 % RATINGS), START.minusSeconds(7200).plusSeconds(random.nextInt(28 * 3600)), 1 + random.nextInt(5), "Chat" + random.nextInt(3),
                "agent-" + random.nextInt(20), random.nextInt(3) == 0 ? "key-" + random.nextInt(RATINGS / 4) : null);
    }

    private List<CountedRating> find(RatingQuestion question, int limit) {
        List<Long> numbers = Arrays.stream(reports.find(question, limit)).boxed().toList();
        List<CountedRating> found = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i += 1000) {
            found.addAll(reports.ratings(numbers.subList(i, Math.min(i + 1000, numbers.size()))));
        }
        return found;
    }

    private List<String> ids(OrderBy field, boolean ascending, int limit) {
        return find(new RatingQuestion(DAY, Map.of(), field, ascending), limit).stream().map(found -> found.rating().externalId()).toList();
    }

    @Test
    void shouldFindExactlyWhatAFigureCounts() {
        Rating[] ratings = new Rating[RATINGS];
        Arrays.setAll(ratings, this::random);
        store(ratings);
        List<Map<Dimension, Set<String>>> filters = List.of(Map.of(), Map.of(Dimension.CHANNEL, Set.of("chat1")), Map.of(Dimension.SOURCE, Set.of("other")),
                Map.of(Dimension.CHANNEL, Set.of("chat0", "chat2"), Dimension.AGENT, Set.of("agent-1", "agent-2", "nobody"), Dimension.ACCOUNT, Set.of(SOURCE)),
                Map.of(Dimension.AGENT, Set.of()), Map.of(Dimension.SURVEY, Set.of(Dimension.NONE)));
        for (Map<Dimension, Set<String>> filter : filters) {
            Distribution figure = new DistributionSql(store.database()).read(new Question(List.of(DAY), List.of(), filter)).get(0)
                    .getOrDefault(List.of(), Distribution.EMPTY);
            List<CountedRating> found = find(new RatingQuestion(DAY, filter, OrderBy.TIMESTAMP, true), RATINGS);

            assertThat(found.stream().map(one -> Distribution.of(one.rating().scoreOfFive(), 1)).reduce(Distribution.EMPTY, Distribution::plus)).isEqualTo(figure);
            assertThat(reports.find(new RatingQuestion(DAY, filter, OrderBy.REFERENCE, false), RATINGS)).hasSize(found.size());
            assertThat(found).isSortedAccordingTo(Comparator.comparing(one -> one.rating().submittedAt()));
            assertThat(found).allMatch(one -> one.source().equals(SOURCE) && one.rating().comment().equals("words"));
        }
        assertThat(ids(OrderBy.TIMESTAMP, true, RATINGS)).hasSizeBetween(RATINGS / 2, RATINGS - 100);
    }

    @Test
    void shouldOrderReferencesByLengthFirstAndTimesOfOneMomentByArrival() {
        store(rating("10", START, 1, null, "a", null), rating("9", START, 1, null, "a", null), rating("b", START.plusSeconds(1), 1, null, "a", null),
                rating("B", START.plusSeconds(1), 1, null, "a", null));

        assertThat(ids(OrderBy.REFERENCE, true, 9)).containsExactly("9", "B", "b", "10");
        assertThat(ids(OrderBy.REFERENCE, false, 9)).containsExactly("10", "b", "B", "9");
        assertThat(ids(OrderBy.TIMESTAMP, true, 9)).containsExactly("10", "9", "b", "B");
        assertThat(ids(OrderBy.TIMESTAMP, false, 3)).containsExactly("B", "b", "9");
    }

    @Test
    void shouldTakeFromAndLeaveTo() {
        store(rating("1", DAY.from(), 1, null, "a", null), rating("2", DAY.to(), 1, null, "a", null), rating("3", DAY.to().minusMillis(1), 1, null, "a", null),
                rating("4", DAY.from().minusMillis(1), 1, null, "a", null));

        assertThat(ids(OrderBy.TIMESTAMP, true, 9)).containsExactly("1", "3");
    }

    @Test
    void shouldLeaveOutWhatWasSupersededAfterItWasFound() {
        store(rating("1", START, 1, null, "a", "ticket"), rating("2", START, 1, null, "a", null));
        long[] found = reports.find(new RatingQuestion(DAY, Map.of(), OrderBy.REFERENCE, true), 9);
        store.database().write(tx -> tx.update("UPDATE rating SET counts = 0 WHERE external_id = '1'"));

        assertThat(reports.ratings(Arrays.stream(found).boxed().toList())).extracting(one -> one.rating().externalId()).containsExactly("2");
        assertThat(reports.ratings(List.of())).isEmpty();
    }
}
