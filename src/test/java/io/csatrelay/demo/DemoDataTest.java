package io.csatrelay.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DemoDataTest {

    private static final Instant TO = Instant.parse("2026-05-31T00:00:00Z");
    private static final Instant FROM = TO.minus(Duration.ofDays(30));

    private final List<DemoRating> ratings = DemoData.ratings(1, 5_000, FROM, TO);

    private double share(Predicate<DemoRating> what, Predicate<DemoRating> of) {
        return (double) ratings.stream().filter(of).filter(what).count() / ratings.stream().filter(of).count();
    }

    @Test
    void shouldBeTheSameForTheSameSeedOnly() {
        assertThat(DemoData.ratings(1, 5_000, FROM, TO)).isEqualTo(ratings);
        assertThat(DemoData.ratings(2, 5_000, FROM, TO)).isNotEqualTo(ratings);
    }

    @Test
    void shouldStayWithinTheSpan() {
        assertThat(ratings).hasSize(5_000)
                .allSatisfy(rating -> assertThat(rating.createdAt()).isBetween(FROM, TO.minusSeconds(1)))
                .allSatisfy(rating -> assertThat(rating.updatedAt()).isBetween(rating.createdAt(), TO.minusSeconds(1)));
        assertThat(ratings).extracting(DemoRating::createdAt).isSorted();
        assertThat(ratings).extracting(DemoRating::id).isSorted().doesNotHaveDuplicates();
        assertThatThrownBy(() -> DemoData.ratings(1, 1, TO, TO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldLookLikeASupportOrganisation() {
        assertThat(share(rating -> rating.score().equals("good"), DemoRating::received)).isCloseTo(0.84, Offset.offset(0.03));
        assertThat(share(rating -> rating.comment() != null, DemoRating::received)).isCloseTo(0.25, Offset.offset(0.03));
        assertThat(share(rating -> rating.reasonId() != null, rating -> rating.score().equals("bad"))).isCloseTo(0.7, Offset.offset(0.07));
        assertThat(share(rating -> !rating.received(), rating -> true)).isBetween(0.03, 0.07);
        assertThat(share(rating -> rating.updatedAt().isAfter(rating.createdAt()), DemoRating::received)).isBetween(0.01, 0.03);
        assertThat(ratings.stream().map(DemoRating::assigneeId).filter(Objects::nonNull).distinct()).hasSize(DemoData.AGENTS);
        assertThat(ratings.stream().map(DemoRating::groupId).filter(Objects::nonNull).distinct()).hasSize(DemoData.GROUPS);
        assertThat(ratings).anyMatch(rating -> rating.assigneeId() == null).anyMatch(rating -> rating.groupId() == null);
        assertThat(ratings.stream().map(DemoRating::ticketId).distinct().count()).isBetween(4_900L, 4_990L);
    }

    /** What {@code demo} and its dashboard begin with. */
    @Test
    void shouldFillTwoYearsWithEverMoreRatings() {
        Instant twoYearsAgo = TO.minus(Duration.ofDays(730));
        Map<Long, Long> months = DemoData.ratings(4, 8_000, twoYearsAgo, TO).stream()
                .collect(Collectors.groupingBy(rating -> Duration.between(twoYearsAgo, rating.createdAt()).toDays() * 24 / 730, TreeMap::new, Collectors.counting()));

        assertThat(months).hasSize(24).allSatisfy((month, count) -> assertThat(count).isGreaterThan(100));
        assertThat(months.get(11L)).isGreaterThan(3 * months.get(0L) / 2);
        assertThat(months.get(23L)).isGreaterThan(4 * months.get(0L));
    }

    @Test
    void shouldKeepReasonsForBadAnswersAndCommentsForAnswers() {
        assertThat(ratings).filteredOn(rating -> rating.reasonId() != null).extracting(DemoRating::score).containsOnly("bad");
        assertThat(ratings).filteredOn(rating -> rating.comment() != null).allMatch(DemoRating::received);
    }

    @Test
    void shouldFollowBusinessHours() {
        double atNight = share(rating -> rating.createdAt().toString().matches(".*T0[0-6]:.*"), rating -> true);
        assertThat(atNight).isLessThan(0.1);
    }

    @Test
    void shouldHoldWhatBreaksCarelessCode() {
        assertThat(ratings).extracting(DemoRating::comment).filteredOn(Objects::nonNull)
                .anyMatch(words -> words.contains("\"")).anyMatch(words -> words.contains("\n")).anyMatch(words -> words.contains("\\"))
                .anyMatch(words -> words.codePoints().anyMatch(Character::isSupplementaryCodePoint));
        assertThat(ratings.get(0).id()).isGreaterThan(Integer.MAX_VALUE);
    }
}
