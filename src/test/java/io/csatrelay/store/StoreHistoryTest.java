package io.csatrelay.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever happens to a store, in whatever order: the books balance with a recount, and no rating and no version is lost. */
class StoreHistoryTest {
    @Property(tries = 150)
    void shouldLoseNothingAndBalanceWhateverHappens(@ForAll("histories") List<TestingHistory.Step> steps) {
        happens(TestingDatabase.Kind.SQLITE, steps);
    }

    @Property(tries = 20)
    void shouldLoseNothingAndBalanceOnPostgresToo(@ForAll("histories") List<TestingHistory.Step> steps) {
        happens(TestingDatabase.Kind.POSTGRESQL, steps);
    }

    private static void happens(TestingDatabase.Kind kind, List<TestingHistory.Step> steps) {
        TestingHistory history = new TestingHistory(TestingDatabase.empty(kind));
        for (TestingHistory.Step step : steps) {
            history.does(step);
            history.check();
        }
        history.deliverAll();
        history.check();
        assertThat(history.pending()).as(history.toString()).isZero();
    }

    @Provide
    Arbitrary<List<TestingHistory.Step>> histories() {
        Arbitrary<TestingHistory.Act> acts = Arbitraries.frequency(
                net.jqwik.api.Tuple.of(6, TestingHistory.Act.PAGE), net.jqwik.api.Tuple.of(2, TestingHistory.Act.FAILING_PAGE),
                net.jqwik.api.Tuple.of(4, TestingHistory.Act.CLAIM), net.jqwik.api.Tuple.of(4, TestingHistory.Act.ANSWER),
                net.jqwik.api.Tuple.of(1, TestingHistory.Act.RELEASE), net.jqwik.api.Tuple.of(1, TestingHistory.Act.HALVE),
                net.jqwik.api.Tuple.of(1, TestingHistory.Act.LOSE), net.jqwik.api.Tuple.of(1, TestingHistory.Act.RETRY),
                net.jqwik.api.Tuple.of(1, TestingHistory.Act.DISMISS), net.jqwik.api.Tuple.of(1, TestingHistory.Act.MEND),
                net.jqwik.api.Tuple.of(1, TestingHistory.Act.ERASE), net.jqwik.api.Tuple.of(1, TestingHistory.Act.PURGE));
        return Combinators.combine(acts, Arbitraries.randomValue(random -> random.nextLong())).as(TestingHistory.Step::new)
                .list().ofMinSize(5).ofMaxSize(30);
    }
}
