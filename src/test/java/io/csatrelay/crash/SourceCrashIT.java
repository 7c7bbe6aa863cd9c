package io.csatrelay.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.collect.Lane;
import io.csatrelay.demo.DemoQualtrics;
import io.csatrelay.demo.DemoResponse;
import io.csatrelay.store.CollectSql;
import io.csatrelay.store.Database;
import io.csatrelay.store.StatusSql;
import io.csatrelay.store.TestingStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} between the pages of one file: a dropped one, and a Qualtrics export. Four pages of 250 records. */
class SourceCrashIT {
    private static final int RECORDS = 1000;
    private static final int PAGE = 250;
    private static final int LAST_PAGE = RECORDS / PAGE;

    @TempDir
    private Path folder;
    private CrashingProcesses processes;

    @BeforeEach
    void copyTheRoutes() throws Exception {
        processes = new CrashingProcesses(folder);
    }

    @Test
    void shouldStoreEachRowOfADroppedFileOnceWhereverItDiesInIt() throws Exception {
        Path drop = Files.createDirectory(folder.resolve("drop"));
        Path file = drop.resolve("answers.csv");
        Instant at = Instant.now().minus(Duration.ofDays(1));
        Files.write(file, (Iterable<String>) Stream.concat(Stream.of("id,submitted_at,ticket_id,agent_id,score"),
                IntStream.range(0, RECORDS).mapToObj(row -> "r-" + row + "," + at.plusSeconds(row) + "," + (1000 + row) + ",7," + (1 + row % 5)))::iterator);
        Map<String, String> settings = Map.of("FILE_DROP_DIR", drop.toString());

        for (int page : new int[] {1, 3, LAST_PAGE}) {
            processes.die(Place.AFTER_STORE, page, settings);
            assertThat(file).as("it goes only when it was read to its end").exists();
            assertThat(count("file-drop")).as("what was stored stays").isEqualTo(page * PAGE);
        }
        processes.liveUntil(settings, () -> Files.exists(drop.resolve("done/answers.csv")));

        assertThat(file).doesNotExist();
        requireEachOnce("file-drop", IntStream.range(0, RECORDS).mapToObj(row -> "r-" + row).collect(Collectors.toSet()));
    }

    @Test
    void shouldKeepNoContinuationOfAnExportThatWasNotStoredToItsEnd() throws Exception {
        try (DemoQualtrics vendor = answered()) {
            long before = 0;
            // The second time the window is tried at half its length, so that the first of its pages is the empty one of the older half.
            for (int pass : new int[] {1, 3}) {
                processes.die(Place.AFTER_STORE, pass, vendor.settings());
                assertThat(count("qualtrics")).as("what was stored stays, and it goes on").isGreaterThan(before).isLessThan(RECORDS);
                assertThat(continuation()).as("nothing of the file may be skipped").isEmpty();
                before = count("qualtrics");
            }
            processes.liveUntil(vendor.settings(), () -> continuation().isPresent());

            requireEachOnce("qualtrics", ids(RECORDS));
            requireNoFileLeft();
        }
    }

    @Test
    void shouldGoOnFromTheExportWhoseLastPageWasStoredWhenItDied() throws Exception {
        try (DemoQualtrics vendor = answered()) {
            processes.die(Place.AFTER_STORE, LAST_PAGE, vendor.settings());
            assertThat(count("qualtrics")).isEqualTo(RECORDS);
            assertThat(continuation()).as("in the last page's transaction").isPresent();

            vendor.addAll(List.of(response(RECORDS, Instant.now().minus(Duration.ofHours(1)))));
            processes.liveUntil(vendor.settings(), () -> count("qualtrics") == RECORDS + 1);

            assertThat(vendor.orders()).hasSize(2);
            assertThat(vendor.orders().get(1)).as("it goes on from there").contains("continuationToken");
            requireEachOnce("qualtrics", ids(RECORDS + 1));
            requireNoFileLeft();
        }
    }

    private static DemoQualtrics answered() throws IOException {
        DemoQualtrics vendor = DemoQualtrics.start(DemoQualtrics.Options.defaults());
        Instant at = Instant.now().minus(Duration.ofDays(1));
        vendor.addAll(IntStream.range(0, RECORDS).mapToObj(i -> response(i, at.plusSeconds(i))).toList());
        return vendor;
    }

    private static DemoResponse response(int i, Instant recorded) {
        return DemoResponse.of(i, 1 + i % 5, String.valueOf(1000 + i), recorded);
    }

    private static Set<String> ids(int responses) {
        return IntStream.range(0, responses).mapToObj("R_%015d"::formatted).collect(Collectors.toSet());
    }

    private void requireNoFileLeft() throws IOException {
        try (Stream<Path> left = Files.list(folder.resolve("data/exports"))) {
            assertThat(left).as("files of processes that were killed").isEmpty();
        }
    }

    private long count(String source) {
        try (Database database = processes.database()) {
            return new TestingStore(database).ratingCount(source);
        }
    }

    private Optional<String> continuation() {
        try (Database database = processes.database()) {
            return new CollectSql(database, false).continuation("qualtrics", Lane.LIVE);
        }
    }

    private void requireEachOnce(String source, Set<String> ids) {
        try (Database database = processes.database()) {
            TestingStore store = new TestingStore(database);
            assertThat(store.ratings(source).keySet()).isEqualTo(ids);
            assertThat(store.tally(source).stored()).as("none was stored again").isEqualTo(ids.size());
            assertThat(store.balanced(source)).isTrue();
            assertThat(new StatusSql(database).recount()).isEmpty();
        }
    }
}
