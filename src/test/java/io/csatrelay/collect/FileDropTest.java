package io.csatrelay.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.Eventually;
import io.csatrelay.app.TestingRelay;
import io.csatrelay.settings.FileCharset;
import io.csatrelay.settings.FileSeparator;
import io.csatrelay.store.CollectSql;
import io.csatrelay.store.TestingStore.RatingRow;
import io.csatrelay.store.TestingStore.RunRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in the folder, by the shipped route: read once, moved, and reported. */
class FileDropTest {
    private static final String SOURCE = "file-drop";
    private static final String HEADER = "id,submitted_at,ticket_id,agent_id,score,comment\n";

    @TempDir
    static Path folder;
    private static TestingRelay relay;
    private static int next = 1;

    @BeforeAll
    static void start() {
        relay = TestingRelay.builder().at("2026-05-01T00:00:00Z").collectingOnly().set("FILE_DROP_DIR", folder.toString()).start();
    }

    @AfterAll
    static void stop() throws Exception {
        relay.close();
    }

    @AfterEach
    void balancesAndLeavesNothingBehind() throws IOException {
        assertThat(relay.store().balanced(SOURCE)).isTrue();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                Files.delete(path);
            }
        }
    }

    private static String row(String comment) {
        int id = next++;
        return "r-" + id + ",2026-05-01T09:30:00Z," + (10_000 + id) + ",135,4," + comment + "\n";
    }

    private static String rows(int count) {
        return Stream.generate(() -> row("fine")).limit(count).collect(Collectors.joining());
    }

    /** A file that nobody has written to for a minute. */
    private static Path drop(String name, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        Files.setLastModifiedTime(file, FileTime.from(relay.time().now().minus(Duration.ofMinutes(2))));
        return file;
    }

    private static Path drop(String name, String content) throws IOException {
        return drop(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private static RunRow run() {
        return relay.run(RunRequest.scheduled(SOURCE, Lane.LIVE));
    }

    /** What lies in the folder and below it. */
    private static Set<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String report(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    @Test
    void shouldStoreEachRowOnceAndMoveTheFile() throws Exception {
        drop("may.csv", HEADER + rows(700));

        RunRow run = run();

        assertThat(run.error()).isNull();
        assertThat(run.tally()).isEqualTo(new Tally(700, 700, 0, 0, 0));
        assertThat(files()).containsExactly("done/may.csv");
        assertThat(relay.store().lane(SOURCE, Lane.LIVE)).as("files have no bookmark").isEmpty();
    }

    @Test
    void shouldReportAndQuarantineBadLinesAndStoreTheOthers() throws Exception {
        drop("partly.csv", HEADER + row("\"two\nlines\"") + "x-1,2026-05-01T09:30:00Z,1,135,great,Bad score\n" + "x-2,short\n"
                + row("\"a \"\"quote\"\"\""));

        RunRow run = run();

        assertThat(run.error()).isNull();
        assertThat(run.tally()).isEqualTo(new Tally(4, 2, 0, 0, 2));
        assertThat(files()).containsExactly("done/partly.csv", "done/partly.csv.report.txt");
        assertThat(report("done/partly.csv.report.txt").lines()).hasSize(2)
                .anySatisfy(line -> assertThat(line).startsWith("line 4: ").contains("score is no number"))
                .anySatisfy(line -> assertThat(line).isEqualTo("line 5: the row has 2 columns, the header 6"));
        Map<String, RatingRow> ratings = relay.store().ratings(SOURCE);
        assertThat(ratings.get("r-" + (next - 2)).body().path("comment").asText()).isEqualTo("two\nlines");
        assertThat(ratings.get("r-" + (next - 1)).body().path("comment").asText()).isEqualTo("a \"quote\"");
    }

    @Test
    void shouldReadTheSameContentOnceWhateverItsName() throws Exception {
        String content = HEADER + rows(2);
        drop("again.csv", content);
        run();
        drop("again.csv", content);

        RunRow run = run();

        assertThat(run.tally()).isEqualTo(Tally.NONE);
        assertThat(files()).containsExactly("done/2-again.csv", "done/2-again.csv.report.txt", "done/again.csv");
        assertThat(report("done/2-again.csv.report.txt")).startsWith("this content was read before");
    }

    @Test
    void shouldStoreOnlyWhatIsNewInAFileThatGrew() throws Exception {
        String first = HEADER + rows(3);
        drop("growing.csv", first);
        run();
        drop("growing.csv", first.replace(",135,4,", ",135,5,").replaceFirst(",135,5,", ",135,4,") + row("new"));

        assertThat(run().tally()).as("one row as it was, two that changed, one new").isEqualTo(new Tally(4, 3, 1, 0, 0));
    }

    @Test
    void shouldReadJsonLinesToo() throws Exception {
        int id = next++;
        drop("lines.txt", "{\"id\":" + id + "00,\"submitted_at\":\"2026-05-01T09:30:00Z\",\"score\":5}\n\nnot json\n[1]\n");

        assertThat(run().tally()).isEqualTo(new Tally(3, 1, 0, 0, 2));
        assertThat(report("done/lines.txt.report.txt")).contains("line 3: the line is no JSON").contains("line 4: the line is no JSON object");
    }

    @Test
    void shouldMoveWhatCannotBeReadToFailedAndSaySo() throws Exception {
        drop("double.csv", "id,score,id\n1,2,3\n");
        drop("binary.csv", new byte[] {'P', 'K', 3, 4, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0});
        drop("array.json", "[{\"id\":1}]");
        drop("empty.csv", "");
        drop("fine.csv", HEADER + rows(1));

        RunRow run = run();

        assertThat(run.error()).contains("4 files could not be read: see the reports in failed/");
        assertThat(run.tally().stored()).as("the file after them is read").isEqualTo(1);
        assertThat(files()).containsExactly("done/fine.csv", "failed/array.json", "failed/array.json.report.txt", "failed/binary.csv",
                "failed/binary.csv.report.txt", "failed/double.csv", "failed/double.csv.report.txt", "failed/empty.csv", "failed/empty.csv.report.txt");
        assertThat(report("failed/double.csv.report.txt")).contains("the columns 1 and 3 have the same name");
        assertThat(report("failed/binary.csv.report.txt")).contains("the file is no text");
        assertThat(run().error()).as("a run that finds none ends this state").isNull();
    }

    @Test
    void shouldNameTheLineOfAQuoteThatIsNeverClosedAndStoreNothingOfItsRow() throws Exception {
        String first = row("fine");
        String open = row("\"oops");
        drop("quote.csv", HEADER + first + open + rows(2));

        RunRow run = run();

        assertThat(run.error()).contains("1 file could not be read");
        assertThat(run.tally()).as("the row before it").isEqualTo(new Tally(1, 1, 0, 0, 0));
        assertThat(report("failed/quote.csv.report.txt")).isEqualTo("line 3: a quote opens that is never closed: nothing from line 3 on was read\n");

        drop("quote.csv", HEADER + first + open.replace("\"", "") + rows(1));
        assertThat(run().tally()).as("mended, and dropped again").isEqualTo(new Tally(3, 2, 1, 0, 0));
    }

    @Test
    void shouldStoreNothingOfALastRowThatWasCutInsideQuotes() throws Exception {
        drop("cut.csv", (HEADER + rows(1) + row("\"Quick, and kind.\"")).replaceFirst("kind.\"\n$", "k"));

        assertThat(run().tally()).isEqualTo(new Tally(1, 1, 0, 0, 0));
        assertThat(report("failed/cut.csv.report.txt")).startsWith("line 3: a quote opens that is never closed");
    }

    @Test
    void shouldReportRowsThatAMissingQuoteMadeOneOf() throws Exception {
        drop("torn.csv", HEADER + row("\"oops") + row("fine") + row("\"fine\"") + row("\"fine\""));

        assertThat(run().tally()).as("two rows and what follows on their quote's line are one").isEqualTo(new Tally(2, 1, 0, 0, 1));
        assertThat(report("done/torn.csv.report.txt")).startsWith("line 2: a quote is closed lines later, amid other words").contains("up to line 4");
    }

    @Test
    void shouldKeepWhatItReadOfAFileWhoseQuoteIsNeverClosed() throws Exception {
        drop("quote.csv", HEADER + rows(300) + "x,\"" + "never closed ".repeat(200_000));

        RunRow run = run();

        assertThat(run.error()).contains("1 file could not be read");
        assertThat(run.tally()).isEqualTo(new Tally(300, 300, 0, 0, 0));
        assertThat(report("failed/quote.csv.report.txt")).contains("is a quote never closed?");
    }

    @Test
    void shouldReportABadLineAgainThatACorrectedFileStillHas() throws Exception {
        String bad = row("still bad").replace(",4,", ",great,");
        String mended = row("mended");
        drop("first.csv", HEADER + bad + mended.replace(",4,", ",great,"));
        assertThat(run().tally().quarantined()).isEqualTo(2);
        drop("second.csv", HEADER + mended + bad);

        assertThat(run().tally()).isEqualTo(new Tally(2, 1, 1, 0, 0));

        assertThat(report("done/second.csv.report.txt").lines()).singleElement().asString().startsWith("line 3: ").contains("score is no number");
    }

    @Test
    void shouldReportEachBadLineHoweverManyAndAlikeTheyAre() throws Exception {
        drop("many.jsonl", "{no json\n".repeat(1_500));

        assertThat(run().tally().fetched()).isEqualTo(1_500);

        assertThat(report("done/many.jsonl.report.txt").lines()).hasSize(1_500).last().asString().startsWith("line 1500: the line is no JSON");
    }

    @Test
    void shouldReportLinesWithBytesThatAreNoCharactersOfTheFile() throws Exception {
        byte[] bytes = (HEADER + row("na\u00efve") + row("bad: \u00e9.") + row("\u00fcber")).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            // The first byte of two.
            bytes[i] = bytes[i] == (byte) 0xc3 && bytes[i + 1] == (byte) 0xa9 ? (byte) '?' : bytes[i];
        }
        drop("bytes.csv", bytes);

        assertThat(run().tally()).isEqualTo(new Tally(3, 2, 0, 0, 1));

        assertThat(report("done/bytes.csv.report.txt").lines()).singleElement().asString().startsWith("line 3: the line has bytes that are no characters");
        assertThat(relay.store().ratings(SOURCE).get("r-" + (next - 1)).body().path("comment").asText()).as("it is UTF-8 all the same").isEqualTo("\u00fcber");
    }

    @Test
    void shouldTakeAFileWithAHeaderOnlyAndLeaveUnfinishedOnesAlone() throws Exception {
        drop("header.csv", HEADER);
        drop("upload.csv.part", HEADER + rows(1));
        drop(".hidden", HEADER + rows(1));
        String odd = "odd é 名\n%7B{}$('name').csv";
        drop(odd, HEADER + rows(1));

        Path unfinished = folder.resolve("upload.csv.part");
        assertThat(run().tally().stored()).isEqualTo(1);
        assertThat(files()).containsExactlyInAnyOrder("done/header.csv", "done/" + odd, ".hidden", "upload.csv.part");
        assertThat(unfinished).exists();
    }

    @Test
    void shouldSayWhatIsWrongWithTheFolder() throws Exception {
        Files.createDirectories(folder.resolve("done"));
        Path hidden = Files.move(folder, folder.resolveSibling("moved-away"));
        try {
            assertThat(run().error()).contains("the folder cannot be read").contains("check FILE_DROP_DIR");
        } finally {
            Files.move(hidden, folder);
        }
        try (Stream<Path> done = Files.list(folder.resolve("done"))) {
            assertThat(done).isEmpty();
        }
        Files.delete(folder.resolve("done"));
        drop("done", HEADER + rows(1));
        drop("e.csv", HEADER + rows(1));
        RunRow run = run();
        assertThat(run.error()).contains("cannot be moved to done/").contains("left alone until it changes");
        run();
        assertThat(run().error()).as("both are left alone now").isNull();
    }

    @Test
    void shouldReadAFileAgainThatAProcessLeftMidwayWithoutLossOrDoubleEffect() throws Exception {
        drop("long.csv", HEADER + row("bad").replace(",4,", ",great,") + rows(10_000));
        Tally before = relay.store().tally(SOURCE);
        relay.ask(RunRequest.scheduled(SOURCE, Lane.LIVE));
        Eventually.await("a page is stored", Duration.ofSeconds(20), () -> relay.store().tally(SOURCE).stored() > before.stored());

        relay.restart();

        Tally midway = relay.store().tally(SOURCE);
        assertThat(midway.stored() - before.stored()).isBetween(250L, 9_750L);
        assertThat(files()).as("it stays until it was read to its end").containsExactly("long.csv");
        assertThat(run().error()).isNull();
        assertThat(relay.store().tally(SOURCE).stored() - before.stored()).isEqualTo(10_000);
        assertThat(relay.store().tally(SOURCE).unchanged() - midway.unchanged()).isEqualTo(midway.stored() - before.stored() + 1);
        assertThat(files()).containsExactly("done/long.csv", "done/long.csv.report.txt");
        assertThat(report("done/long.csv.report.txt")).as("a bad line of a page that was stored before").startsWith("line 2: ").contains("score is no number");
    }

    @Test
    void shouldReadAFileAgainThatIsWrittenToAfterItWasMoved() throws Exception {
        String begun = HEADER + rows(1) + "bad\n";
        drop("slow.csv", begun);
        run();
        assertThat(files()).containsExactly("done/slow.csv", "done/slow.csv.report.txt");
        // Its writer, who only stalled, has the file open wherever it lies.
        Files.writeString(folder.resolve("done/slow.csv"), begun.replace("bad\n", "") + rows(2));
        Files.setLastModifiedTime(folder.resolve("done/slow.csv"), FileTime.from(relay.time().now().minusSeconds(60)));

        RunRow run = run();

        assertThat(run.error()).isNull();
        assertThat(run.tally()).isEqualTo(new Tally(3, 2, 1, 0, 0));
        assertThat(files()).containsExactly("done/slow.csv");
    }

    @Test
    void shouldNotMoveAFileThatWasWrittenToWhileItWasRead() throws Exception {
        CollectStore store = new CollectSql(relay.database(), false);
        Drops drops = new Drops(store, new Pages(store), relay.time()::now, FileCharset.AUTO, FileSeparator.AUTO);
        Source source = new Source();
        source.setId(SOURCE);
        Run reading = new Run(1, source, RunRequest.scheduled(SOURCE, Lane.LIVE), relay.time().now());
        Path file = drop("written.csv", HEADER + rows(1));
        Drop drop = drops.next(reading, folder.toString());
        drops.open(reading, drop);
        Files.writeString(file, HEADER + rows(2));

        drops.done(reading, drop);
        drops.failed(reading, drop, new DropException("half of it was there"));
        drops.ended(reading);

        assertThat(files()).containsExactly("written.csv");
        assertThat(store.fileRead(SOURCE, drop.content())).as("nobody says that it was read").isFalse();
    }

    @Test
    void shouldWaitWithinARunForAFileThatIsWrittenToStill() throws Exception {
        Path file = drop("upload.csv", HEADER + rows(1));
        Files.setLastModifiedTime(file, FileTime.from(relay.time().now()));
        long run = relay.ask(RunRequest.scheduled(SOURCE, Lane.LIVE));
        relay.time().advance(DropFolder.SETTLED);

        assertThat(relay.ended(run).tally().stored()).isEqualTo(1);
        assertThat(files()).containsExactly("done/upload.csv");
    }

    @Test
    void shouldLeaveAFileThatNeverSettlesToTheNextRun() throws Exception {
        Drops drops = new Drops(new CollectSql(relay.database(), false), null, relay.time()::now, FileCharset.AUTO, FileSeparator.AUTO);
        Source source = new Source();
        source.setId(SOURCE);
        Run waiting = new Run(1, source, RunRequest.scheduled(SOURCE, Lane.LIVE), relay.time().now());
        Files.setLastModifiedTime(drop("upload.csv", HEADER), FileTime.from(relay.time().now()));

        for (int looks = 0; looks < Drops.PATIENCE; looks++) {
            assertThat(drops.goesOn(waiting, folder.toString())).isTrue();
            assertThat(drops.next(waiting, folder.toString())).isNull();
        }

        assertThat(drops.goesOn(waiting, folder.toString())).isFalse();
        drops.ended(waiting);
    }

    @Test
    void shouldMendABadRowFromTheStore() throws Exception {
        int id = next++;
        drop("wrong.jsonl", "{\"id\":\"m-" + id + "\",\"submitted_at\":\"2026-05-01T09:30:00Z\",\"score\":\"great\"}\n");
        assertThat(run().tally().quarantined()).isEqualTo(1);
        relay.store().editQuarantined(SOURCE, "m-" + id, "\"great\"", "\"5\"");

        RunRow mend = relay.run(RunRequest.scheduled(SOURCE, Lane.MEND));

        assertThat(mend.error()).isNull();
        assertThat(mend.tally()).isEqualTo(new Tally(0, 1, 0, 0, -1));
        assertThat(relay.store().ratings(SOURCE)).containsKey("m-" + id);
    }

    @Test
    void shouldRefuseWhatFilesDoNotHave() {
        RunRow run = relay.run(RunRequest.backfill(SOURCE, Lane.BACKFILL, relay.time().now().minusSeconds(60), relay.time().now()));

        assertThat(run.error()).contains("files have no past that could be asked for");
        assertThat(run.tally()).isEqualTo(Tally.NONE);
    }

    @Test
    void shouldSayForCheckWhereFilesAreTakenFrom() throws Exception {
        assertThat(relay.check(SOURCE).words()).contains("files are taken from " + folder);
    }
}
