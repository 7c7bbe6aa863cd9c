package io.csatrelay.collect;

import static io.csatrelay.collect.DropAccount.HEADER;
import static io.csatrelay.collect.DropAccount.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.Eventually;
import io.csatrelay.settings.FileCharset;
import io.csatrelay.settings.FileSeparator;
import io.csatrelay.store.CollectSql;
import io.csatrelay.store.TestingStore.RunRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in the folder, by the shipped route: read once, moved, and looked at again. */
class FileDropTest {
    @TempDir
    static Path folder;
    private static DropAccount account;

    @BeforeAll
    static void start() {
        account = new DropAccount(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        account.close();
    }

    @AfterEach
    void balancesAndLeavesNothingBehind() throws IOException {
        account.fresh();
    }

    @Test
    void shouldStoreEachRowOnceAndMoveTheFile() throws Exception {
        account.drop("may.csv", HEADER + account.rows(700));

        RunRow run = account.run();

        assertThat(run.error()).isNull();
        assertThat(run.tally()).isEqualTo(new Tally(700, 700, 0, 0, 0));
        assertThat(account.files()).containsExactly("done/may.csv");
        assertThat(account.relay().store().lane(SOURCE, Lane.LIVE)).as("files have no bookmark").isEmpty();
    }

    @Test
    void shouldReadTheSameContentOnceWhateverItsName() throws Exception {
        String content = HEADER + account.rows(2);
        account.drop("again.csv", content);
        account.run();
        account.drop("again.csv", content);

        RunRow run = account.run();

        assertThat(run.tally()).isEqualTo(Tally.NONE);
        assertThat(account.files()).containsExactly("done/2-again.csv", "done/2-again.csv.report.txt", "done/again.csv");
        assertThat(account.report("done/2-again.csv.report.txt")).startsWith("this content was read before");
    }

    @Test
    void shouldStoreOnlyWhatIsNewInAFileThatGrew() throws Exception {
        String first = HEADER + account.rows(3);
        account.drop("growing.csv", first);
        account.run();
        account.drop("growing.csv", first.replace(",135,4,", ",135,5,").replaceFirst(",135,5,", ",135,4,") + account.row("new"));

        assertThat(account.run().tally()).as("one row as it was, two that changed, one new").isEqualTo(new Tally(4, 3, 1, 0, 0));
    }

    @Test
    void shouldTakeAFileWithAHeaderOnlyAndLeaveUnfinishedOnesAlone() throws Exception {
        account.drop("header.csv", HEADER);
        account.drop("upload.csv.part", HEADER + account.rows(1));
        account.drop(".hidden", HEADER + account.rows(1));
        String odd = "odd é 名\n%7B{}$('name').csv";
        account.drop(odd, HEADER + account.rows(1));

        Path unfinished = folder.resolve("upload.csv.part");
        assertThat(account.run().tally().stored()).isEqualTo(1);
        assertThat(account.files()).containsExactlyInAnyOrder("done/header.csv", "done/" + odd, ".hidden", "upload.csv.part");
        assertThat(unfinished).exists();
    }

    @Test
    void shouldSayWhatIsWrongWithTheFolder() throws Exception {
        Files.createDirectories(folder.resolve("done"));
        Path hidden = Files.move(folder, folder.resolveSibling("moved-away"));
        try {
            assertThat(account.run().error()).contains("the folder cannot be read").contains("check FILE_DROP_DIR");
        } finally {
            Files.move(hidden, folder);
        }
        try (Stream<Path> done = Files.list(folder.resolve("done"))) {
            assertThat(done).isEmpty();
        }
        Files.delete(folder.resolve("done"));
        account.drop("done", HEADER + account.rows(1));
        account.drop("e.csv", HEADER + account.rows(1));
        RunRow run = account.run();
        assertThat(run.error()).contains("cannot be moved to done/").contains("left alone until it changes");
        account.run();
        assertThat(account.run().error()).as("both are left alone now").isNull();
    }

    @Test
    void shouldReadAFileAgainThatAProcessLeftMidwayWithoutLossOrDoubleEffect() throws Exception {
        account.drop("long.csv", HEADER + account.badRow() + account.rows(10_000));
        Tally before = account.relay().store().tally(SOURCE);
        account.relay().ask(RunRequest.scheduled(SOURCE, Lane.LIVE));
        Eventually.await("a page is stored", Duration.ofSeconds(20), () -> account.relay().store().tally(SOURCE).stored() > before.stored());

        account.relay().restart();

        Tally midway = account.relay().store().tally(SOURCE);
        assertThat(midway.stored() - before.stored()).isBetween(249L, 9_749L);
        assertThat(account.files()).as("it stays until it was read to its end").containsExactly("long.csv");
        assertThat(account.run().error()).isNull();
        assertThat(account.relay().store().tally(SOURCE).stored() - before.stored()).isEqualTo(10_000);
        assertThat(account.relay().store().tally(SOURCE).unchanged() - midway.unchanged()).isEqualTo(midway.stored() - before.stored() + 1);
        assertThat(account.files()).containsExactly("done/long.csv", "done/long.csv.report.txt");
        assertThat(account.report("done/long.csv.report.txt")).as("a bad line of a page that was stored before").startsWith("line 2: ").contains("score is no number");
    }

    @Test
    void shouldReadAFileAgainThatIsWrittenToAfterItWasMoved() throws Exception {
        String begun = HEADER + account.rows(1) + "bad\n";
        account.drop("slow.csv", begun);
        account.run();
        assertThat(account.files()).containsExactly("done/slow.csv", "done/slow.csv.report.txt");
        // Its writer, who only stalled, has the file open wherever it lies.
        Files.writeString(folder.resolve("done/slow.csv"), begun.replace("bad\n", "") + account.rows(2));
        Files.setLastModifiedTime(folder.resolve("done/slow.csv"), FileTime.from(account.relay().time().now().minusSeconds(60)));

        RunRow run = account.run();

        assertThat(run.error()).isNull();
        assertThat(run.tally()).isEqualTo(new Tally(3, 2, 1, 0, 0));
        assertThat(account.files()).containsExactly("done/slow.csv");
    }

    @Test
    void shouldNotMoveAFileThatWasWrittenToWhileItWasRead() throws Exception {
        CollectStore store = new CollectSql(account.relay().database(), false);
        Drops drops = new Drops(store, new Pages(store, new FilteredVersions()), account.relay().time()::now, FileCharset.AUTO, FileSeparator.AUTO);
        Source source = new Source();
        source.setId(SOURCE);
        Run reading = new Run(1, source, RunRequest.scheduled(SOURCE, Lane.LIVE), account.relay().time().now());
        Path file = account.drop("written.csv", HEADER + account.rows(1));
        Drop drop = drops.next(reading, folder.toString());
        drops.open(reading, drop);
        Files.writeString(file, HEADER + account.rows(2));

        drops.done(reading, drop);
        drops.failed(reading, drop, new DropException("half of it was there"));
        drops.ended(reading);

        assertThat(account.files()).containsExactly("written.csv");
        assertThat(store.fileRead(SOURCE, drop.content())).as("nobody says that it was read").isFalse();
    }

    @Test
    void shouldWaitWithinARunForAFileThatIsWrittenToStill() throws Exception {
        Path file = account.drop("upload.csv", HEADER + account.rows(1));
        Files.setLastModifiedTime(file, FileTime.from(account.relay().time().now()));
        long run = account.relay().ask(RunRequest.scheduled(SOURCE, Lane.LIVE));
        account.relay().time().advance(DropFolder.SETTLED);

        assertThat(account.relay().ended(run).tally().stored()).isEqualTo(1);
        assertThat(account.files()).containsExactly("done/upload.csv");
    }

    @Test
    void shouldLeaveAFileThatNeverSettlesToTheNextRun() throws Exception {
        Drops drops = new Drops(new CollectSql(account.relay().database(), false), null, account.relay().time()::now, FileCharset.AUTO, FileSeparator.AUTO);
        Source source = new Source();
        source.setId(SOURCE);
        Run waiting = new Run(1, source, RunRequest.scheduled(SOURCE, Lane.LIVE), account.relay().time().now());
        Files.setLastModifiedTime(account.drop("upload.csv", HEADER), FileTime.from(account.relay().time().now()));

        for (int looks = 0; looks < Drops.PATIENCE; looks++) {
            assertThat(drops.goesOn(waiting, folder.toString())).isTrue();
            assertThat(drops.next(waiting, folder.toString())).isNull();
        }

        assertThat(drops.goesOn(waiting, folder.toString())).isFalse();
        drops.ended(waiting);
    }

    @Test
    void shouldRefuseWhatFilesDoNotHave() {
        RunRow run = account.relay().run(RunRequest.backfill(SOURCE, Lane.BACKFILL, account.relay().time().now().minusSeconds(60), account.relay().time().now()));

        assertThat(run.error()).contains("files have no past that could be asked for");
        assertThat(run.tally()).isEqualTo(Tally.NONE);
    }

    @Test
    void shouldSayForCheckWhereFilesAreTakenFrom() throws Exception {
        assertThat(account.relay().check(SOURCE).words()).contains("files are taken from " + folder);
    }
}
