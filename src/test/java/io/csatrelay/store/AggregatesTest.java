package io.csatrelay.store;

import static io.csatrelay.store.TestingDatabase.NOW;
import static io.csatrelay.store.TestingDatabase.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csatrelay.collect.AggregateKind;
import io.csatrelay.collect.AggregateStore.BadRow;
import io.csatrelay.collect.AggregateStore.Filling;
import io.csatrelay.collect.AggregateStore.Row;
import io.csatrelay.collect.AggregateStore.Snapshot;
import io.csatrelay.collect.Lane;
import io.csatrelay.collect.Outcome;
import io.csatrelay.collect.Tally;
import io.csatrelay.collect.Version;
import io.csatrelay.distribution.Distribution;
import io.csatrelay.distribution.Question;
import io.csatrelay.distribution.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Counts that sources give: kept with their books, their bookmark, and which buckets they filled, all or none. */
@ParameterizedClass
@EnumSource
class AggregatesTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    private final TestingDatabase store;
    private final AggregateSql aggregates;
    private final TileSql tiles;
    private final long run;

    AggregatesTest(TestingDatabase.Kind kind) {
        this.store = TestingDatabase.empty(kind);
        this.aggregates = new AggregateSql(store.database(), TestingDatabase.KEY);
        this.tiles = new TileSql(store.database());
        this.run = store.run(Lane.LIVE);
    }

    private static Instant at(int minutes) {
        return NOON.plus(Duration.ofMinutes(minutes));
    }

    private static Row row(String agent, int end, long... figures) {
        return new Row("4", agent, at(end), java.util.Arrays.stream(figures).boxed().toList());
    }

    private Filling filling(int from, int to, Row... rows) {
        return new Filling(SOURCE, run, AggregateKind.CSAT, at(from), at(to), List.of(rows), List.of(), List.of(), NOW);
    }

    private static BadRow bad(String version, int end) {
        return new BadRow(at(end), new Outcome.Quarantined("4/15", Version.of(version), "{\"record\":1}", "no count"));
    }

    @Test
    void shouldCountWhatIsNewChangedUnchangedAndZero() {
        assertThat(aggregates.store(filling(0, 5, row("15", 5, 1, 0, 0, 0, 2), row("16", 5, 0, 0, 0, 0, 0)))).isEqualTo(new Tally(2, 1, 0, 1, 0));
        assertThat(aggregates.store(filling(5, 10, row("15", 5, 1, 0, 0, 0, 2), row("15", 10, 0, 1, 0, 0, 0)))).isEqualTo(new Tally(2, 1, 1, 0, 0));
        assertThat(aggregates.store(filling(10, 15, row("15", 5, 1, 0, 0, 0, 3), row("15", 10, 0, 0, 0, 0, 0)))).isEqualTo(new Tally(2, 1, 0, 1, 0));

        assertThat(tiles.read(Question.total(new Span(at(0), at(15))))).containsExactly(Map.of(List.of(), new Distribution(1, 0, 0, 0, 3)));
        assertThat(new TestingStore(store.database()).tally(SOURCE)).isEqualTo(new Tally(6, 3, 1, 2, 0));
        assertThat(new TestingStore(store.database()).lane(SOURCE, Lane.LIVE).orElseThrow().position()).isEqualTo(at(15));
    }

    @Test
    void shouldNotStoreAgainWhatAnErasedAgentDidBefore() {
        aggregates.store(filling(0, 5, row("15", 5, 1, 0, 0, 0, 0), row("16", 5, 1, 0, 0, 0, 0)));
        new ErasureSql(store.database(), TestingDatabase.KEY).erase(new Subject(Subject.Kind.AGENT, "15", null), at(7));
        Filling again = new Filling(SOURCE, run, AggregateKind.CSAT, at(5), at(15), List.of(row("15", 5, 1, 0, 0, 0, 0), row("15", 10, 2, 0, 0, 0, 0),
                row("15", 15, 3, 0, 0, 0, 0), row("16", 5, 1, 0, 0, 0, 0)), List.of(), List.of(new Snapshot(at(0), at(15), "{\"4\":{\"15\":[1]}}")), NOW);

        assertThat(aggregates.store(again)).as("of a bucket that had begun nothing, of later ones all").isEqualTo(new Tally(4, 1, 1, 2, 0));

        assertThat(store.rows("SELECT agent || ' ' || score1 FROM csat_tile ORDER BY ends_at, agent")).containsExactly("16 1", "15 3");
        assertThat(store.rows("SELECT answer FROM csat_snapshot")).isEmpty();
    }

    @Test
    void shouldGrowASpanWithoutABreakAndBeginAnotherAfterAGap() {
        aggregates.store(filling(0, 5));
        aggregates.store(filling(5, 20));
        aggregates.store(filling(60, 65));

        assertThat(tiles.filled(SOURCE, new Span(at(-60), at(120)))).containsExactly(new Span(at(0), at(20)), new Span(at(60), at(65)));
        assertThat(tiles.filled(SOURCE, new Span(at(20), at(60)))).isEmpty();
        assertThat(tiles.filled("another", new Span(at(0), at(120)))).isEmpty();
        assertThat(tiles.tileSources()).containsExactly(SOURCE);
        assertThat(tiles.engagementSources()).isEmpty();
        assertThat(new StatusSql(store.database()).view().sources().get(SOURCE).gaps()).containsExactly(new StatusSql.Gap(at(20), at(60), NOW));
    }

    @Test
    void shouldNotCountABucketAsFilledThatARowIsMissingFrom() {
        List<BadRow> bad = List.of(bad("a", 20), bad("b", 10), bad("c", 10), bad("d", 0));
        aggregates.store(new Filling(SOURCE, run, AggregateKind.ENGAGEMENT, at(0), at(20), List.of(row("16", 10, 1, 0, 0, 0, 0)), bad, List.of(), NOW));
        aggregates.store(filling(20, 25));

        assertThat(tiles.filled(SOURCE, new Span(at(0), at(25)))).containsExactly(new Span(at(0), at(5)), new Span(at(10), at(15)), new Span(at(20), at(25)));
        assertThat(new StatusSql(store.database()).view().sources().get(SOURCE).gaps()).containsExactly(new StatusSql.Gap(at(15), at(20), NOW),
                new StatusSql.Gap(at(5), at(10), NOW));
        assertThat(new TestingStore(store.database()).lane(SOURCE, Lane.LIVE).orElseThrow().position()).isEqualTo(at(25));
    }

    @Test
    void shouldQuarantineABadRowOncePerVersion() {
        Filling first = new Filling(SOURCE, run, AggregateKind.ENGAGEMENT, at(0), at(5), List.of(), List.of(bad("a", 5)), List.of(), NOW);
        Filling again = new Filling(SOURCE, run, AggregateKind.ENGAGEMENT, at(5), at(10), List.of(), List.of(bad("a", 10)), List.of(), NOW);
        Filling other = new Filling(SOURCE, run, AggregateKind.ENGAGEMENT, at(10), at(15), List.of(), List.of(bad("b", 15)), List.of(), NOW);

        assertThat(aggregates.store(first)).isEqualTo(new Tally(1, 0, 0, 0, 1));
        assertThat(aggregates.store(again)).isEqualTo(new Tally(1, 0, 1, 0, 0));
        assertThat(aggregates.store(other)).isEqualTo(new Tally(1, 0, 0, 0, 1));
        assertThat(new StatusSql(store.database()).recount()).isEmpty();
    }

    @Test
    void shouldKeepSnapshotsForTwoDays() {
        for (int day = 0; day < 4; day++) {
            Snapshot snapshot = new Snapshot(NOW.plus(Duration.ofDays(day)).minusSeconds(600), NOW.plus(Duration.ofDays(day)), "{\"4\":{\"15\":[1,0,0,0,0]}}");
            aggregates.store(new Filling(SOURCE, run, AggregateKind.CSAT, at(5 * day), at(5 * day + 5), List.of(), List.of(), List.of(snapshot), NOW.plus(Duration.ofDays(day))));
        }
        assertThat(store.rows("SELECT to_at FROM csat_snapshot ORDER BY to_at")).hasSize(3);
    }

    @Test
    void shouldKeepNothingWhenItFailsMidway() {
        for (int write = 1; write <= 5; write++) {
            TestingFailures failing = new TestingFailures(store.database().writer(), write);
            AggregateSql broken = new AggregateSql(new Database(store.database().url(), failing, store.database().readers()), TestingDatabase.KEY);
            assertThatThrownBy(() -> broken.store(filling(0, 5, row("15", 5, 1, 0, 0, 0, 2))));
        }
        assertThat(store.rows("SELECT COUNT(*) FROM csat_tile")).containsExactly("0");
        assertThat(store.rows("SELECT COUNT(*) FROM filled")).containsExactly("0");
        assertThat(new TestingStore(store.database()).tally(SOURCE)).isEqualTo(Tally.NONE);
    }

    @Test
    void shouldRefuseABucketThatIsGivenTwice() {
        assertThatThrownBy(() -> aggregates.store(filling(0, 5, row("15", 5, 1, 0, 0, 0, 0), row("15", 5, 2, 0, 0, 0, 0))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("given twice");
    }
}
