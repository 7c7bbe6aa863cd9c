package io.csatrelay.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.collect.Lane;
import io.csatrelay.demo.DemoConversation;
import io.csatrelay.demo.DemoGnatta;
import io.csatrelay.demo.DemoLivePerson;
import io.csatrelay.distribution.Distribution;
import io.csatrelay.distribution.Span;
import io.csatrelay.distribution.Question;
import io.csatrelay.store.Database;
import io.csatrelay.store.StatusSql;
import io.csatrelay.store.TestingStore;
import io.csatrelay.store.TileSql;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} between the answers of the sources that give counts. */
class AggregateCrashIT {
    private static final String CSAT = "liveperson-csat";
    private static final String TILES = "gnatta-tiles";
    private static final int ANSWERS = 60;

    @TempDir
    private Path folder;
    private CrashingProcesses processes;

    @BeforeEach
    void copyTheRoutes() throws Exception {
        processes = new CrashingProcesses(folder);
    }

    @Test
    void shouldMakeEachTileOnceAndLeaveNoGapWhereverItDies() throws Exception {
        try (DemoLivePerson vendor = DemoLivePerson.start(DemoLivePerson.Options.defaults())) {
            Instant newest = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofMinutes(30));
            vendor.addAll(IntStream.range(0, ANSWERS).mapToObj(i -> DemoConversation.answered(newest.minus(Duration.ofMinutes(20L * i)), "4", "15", 1 + i % 5)).toList());

            Instant first = dieAt(Place.AFTER_TILE, 40, vendor.settings());
            Instant second = dieAt(Place.AFTER_TILE, 70, vendor.settings());
            assertThat(second).as("it went on from where it died").isEqualTo(first.plus(Duration.ofMinutes(5 * 70)));
            processes.liveUntil(vendor.settings(), () -> newest.isBefore(bookmark()));

            try (Database database = processes.database()) {
                TileSql tiles = new TileSql(database);
                Span all = new Span(newest.minus(Duration.ofDays(2)), newest.plus(Duration.ofDays(1)));
                assertThat(tiles.filled(CSAT, all)).as("one span without a gap").hasSize(1);
                assertThat(tiles.read(new Question(List.of(all), List.of(), Map.of()))).containsExactly(Map.of(List.of(), new Distribution(12, 12, 12, 12, 12)));
                requireBalanced(database, CSAT);
            }
        }
    }

    @Test
    void shouldAskGnattaForNothingTwiceWhereverItDies() throws Exception {
        try (DemoGnatta vendor = DemoGnatta.start(DemoGnatta.Options.defaults())) {
            for (int answers : new int[] {3, 2}) {
                int before = vendor.asked().size();
                processes.die(Place.AFTER_KEEP, answers, vendor.settings());
                assertThat(vendor.asked()).hasSize(before + answers);
            }
            processes.liveUntil(vendor.settings(), this::hasEndedARun);

            assertThat(vendor.asked()).hasSizeGreaterThan(5);
            assertThat(vendor.repeats()).as("the same request within ten minutes").isZero();
            try (Database database = processes.database()) {
                requireBalanced(database, TILES);
            }
        }
    }

    private static void requireBalanced(Database database, String source) {
        assertThat(new TestingStore(database).balanced(source)).isTrue();
        assertThat(new StatusSql(database).recount()).isEmpty();
    }

    /** @return the bookmark that it left */
    private Instant dieAt(Place place, int pass, Map<String, String> settings) throws Exception {
        processes.die(place, pass, settings);
        return bookmark();
    }

    private Instant bookmark() {
        try (Database database = processes.database()) {
            return new TestingStore(database).lane(CSAT, Lane.LIVE).orElseThrow().position();
        }
    }

    private boolean hasEndedARun() {
        try (Database database = processes.database()) {
            return new TestingStore(database).runs(TILES).stream().anyMatch(run -> run.error() == null && run.endedAt() != null);
        }
    }
}
