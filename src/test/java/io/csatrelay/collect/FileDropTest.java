package io.csatrelay.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.Eventually;
import io.csatrelay.app.TestingRelay;
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
    void shouldKeepWhatItReadOfAFileWhoseQuoteIsNeverClosed() throws Exception {
        drop("quote.csv", HEADER + rows(300) + "x,\"" + "never closed ".repeat(200_000));

        RunRow run = run();

        assertThat(run.error()).contains("1 file could not be read");
        assertThat(run.tally()).isEqualTo(new Tally(250, 250, 0, 0, 0));
        assertThat(report("failed/quote.csv.report.txt")).contains("is a quote never closed?");
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
        drop("long.csv", HEADER + rows(10_000));
        Tally before = relay.store().tally(SOURCE);
        relay.ask(RunRequest.scheduled(SOURCE, Lane.LIVE));
        Eventually.await("a page is stored", Duration.ofSeconds(20), () -> relay.store().tally(SOURCE).stored() > before.stored());

        relay.restart();

        Tally midway = relay.store().tally(SOURCE);
        assertThat(midway.stored() - before.stored()).isBetween(250L, 9_750L);
        assertThat(files()).as("it stays until it was read to its end").containsExactly("long.csv");
        assertThat(run().error()).isNull();
        assertThat(relay.store().tally(SOURCE).stored() - before.stored()).isEqualTo(10_000);
        assertThat(relay.store().tally(SOURCE).unchanged() - midway.unchanged()).isEqualTo(midway.stored() - before.stored());
        assertThat(files()).containsExactly("done/long.csv");
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
