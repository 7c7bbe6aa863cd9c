package io.csatrelay.store;

import static io.csatrelay.store.TestingDatabase.NOW;
import static io.csatrelay.store.TestingDatabase.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.collect.Lane;
import io.csatrelay.collect.Outcome;
import io.csatrelay.collect.Version;
import io.csatrelay.publish.PublishStore.Waiting;
import io.csatrelay.publish.Published;
import io.csatrelay.rating.Rating;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is published, and how far each endpoint has taken it. */
@ParameterizedClass
@EnumSource
class PublishSqlTest {
    private static final Duration FIVE = Duration.ofMinutes(5);
    private static final Instant HOUR = NOW.minus(Duration.ofHours(2));

    private final TestingDatabase store;
    private final PublishSql published;
    private final long run;

    PublishSqlTest(TestingDatabase.Kind kind) {
        this.store = TestingDatabase.empty(kind);
        this.published = new PublishSql(store.database());
        this.run = store.collect().beginRun(SOURCE, Lane.ONE, null, NOW).orElseThrow();
    }

    private void rated(String id, Instant at, int score, Instant version, String skill, String agent) {
        Rating rating = new Rating(id, version, at, "t", agent, null, score, 1, 5, null, null, List.of(), null, skill, null, null, null, null, null);
        store.store(run, Lane.ONE, new Outcome.Rated(id, Version.of(version.toString()), rating));
    }

    private void rated(String id, Instant at, int score) {
        rated(id, at, score, NOW, "skill", "agent");
    }

    private void publish(Duration interval) {
        boolean more = true;
        while (more) {
            more = published.publishSome(NOW, interval, 1);
        }
    }

    /** Takes all that there is for an endpoint. */
    private List<Published> take(String endpoint) {
        List<Published> taken = new ArrayList<>();
        for (Optional<Published> next = published.next(endpoint); next.isPresent(); next = published.next(endpoint)) {
            taken.add(next.get());
            published.taken(endpoint, next.get().revision());
        }
        return taken;
    }

    @Test
    void shouldGiveEachEndpointAllOfItInTheOrderOfPublishing() {
        for (int i = 0; i < 4; i++) {
            rated("" + i, HOUR.plus(FIVE.multipliedBy(i)), 5);
        }
        publish(FIVE);
        assertThat(published.behind("one")).isEqualTo(4);

        List<Published> taken = take("one");

        assertThat(taken).extracting(Published::revision).isSorted().doesNotHaveDuplicates();
        assertThat(taken).extracting(one -> one.interval().from()).containsExactly(HOUR, HOUR.plusSeconds(300), HOUR.plusSeconds(600), HOUR.plusSeconds(900));
        assertThat(published.behind("one")).isZero();
        assertThat(published.behind("two")).as("a cursor of its own").isEqualTo(4);
        assertThat(published.next("two")).contains(taken.get(0));
    }

    @Test
    void shouldGiveWhatWasPublishedAgainOnceInItsLastRevision() {
        rated("1", HOUR, 5);
        rated("2", HOUR.plus(FIVE), 5);
        publish(FIVE);
        take("one");
        rated("1", HOUR, 1, NOW.plusSeconds(1), "skill", "agent");
        publish(FIVE);

        assertThat(published.behind("one")).isEqualTo(1);
        assertThat(take("one")).singleElement().satisfies(again -> {
            assertThat(again.id()).isEqualTo(SOURCE + "/" + HOUR + "/" + HOUR.plus(FIVE));
            assertThat(again.total().one()).isEqualTo(1);
        });
        assertThat(take("two")).extracting(one -> one.interval().from()).containsExactly(HOUR.plus(FIVE), HOUR);
    }

    @Test
    void shouldRememberFailuresUntilAnythingIsTaken() {
        assertThat(published.waiting("one")).isEmpty();
        published.failed("one", 1, NOW);
        published.failed("one", 2, NOW.plusSeconds(2));
        assertThat(published.waiting("one")).contains(new Waiting(2, NOW.plusSeconds(2)));
        assertThat(published.waiting("two")).isEmpty();

        published.taken("one", 3);
        assertThat(published.waiting("one")).isEmpty();
        published.failed("one", 1, NOW);
        rated("1", HOUR, 5);
        publish(FIVE);
        assertThat(published.next("one")).as("what was taken stays taken: this is revision 1").isEmpty();
    }

    @Test
    void shouldAddUpLongerIntervalsBySkillAndAgent() {
        rated("1", HOUR, 5, NOW, "a", "x");
        rated("2", HOUR.plusSeconds(3599), 1, NOW, "a", null);
        rated("3", HOUR.plusSeconds(3600), 3, NOW, null, "y");
        publish(Duration.ofHours(1));

        List<Published> taken = take("one");
        assertThat(taken).extracting(one -> one.interval().to()).containsExactly(HOUR.plusSeconds(3600), HOUR.plusSeconds(7200));
        assertThat(taken).extracting(one -> one.total().total()).containsExactly(2L, 1L);
        assertThat(taken.get(0).skills()).startsWith("{\"a\":{").contains("\"total_answers\":2").doesNotContain("-1");
        assertThat(taken.get(0).agents()).startsWith("{\"-1\":{").contains(",\"x\":{");
        assertThat(taken.get(1).skills()).startsWith("{\"-1\":{");
        assertThat(taken.get(1).agents()).startsWith("{\"y\":{");
    }
}
