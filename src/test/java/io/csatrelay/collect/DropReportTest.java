package io.csatrelay.collect;

import static io.csatrelay.collect.DropAccount.HEADER;
import static io.csatrelay.collect.DropAccount.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.store.TestingStore.RunRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a dropped file is bad: each line in its report, in quarantine, and nothing else kept out. */
class DropReportTest {
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
    void shouldReportAndQuarantineBadLinesAndStoreTheOthers() throws Exception {
        account.drop("partly.csv", HEADER + account.row("\"two\nlines\"") + "x-1,2026-05-01T09:30:00Z,1,135,great,Bad score\n" + "x-2,short\n"
                + account.row("\"a \"\"quote\"\"\""));

        RunRow run = account.run();

        assertThat(run.error()).isNull();
        assertThat(run.tally()).isEqualTo(new Tally(4, 2, 0, 0, 2));
        assertThat(account.files()).containsExactly("done/partly.csv", "done/partly.csv.report.txt");
        assertThat(account.report("done/partly.csv.report.txt").lines()).hasSize(2)
                .anySatisfy(line -> assertThat(line).startsWith("line 4: ").contains("score is no number"))
                .anySatisfy(line -> assertThat(line).isEqualTo("line 5: the row has 2 columns, the header 6"));
        assertThat(account.comment(1)).isEqualTo("two\nlines");
        assertThat(account.comment(0)).isEqualTo("a \"quote\"");
    }

    @Test
    void shouldReadJsonLinesToo() throws Exception {
        int id = account.number();
        account.drop("lines.txt", "{\"id\":" + id + "00,\"submitted_at\":\"2026-05-01T09:30:00Z\",\"score\":5}\n\nnot json\n[1]\n");

        assertThat(account.run().tally()).isEqualTo(new Tally(3, 1, 0, 0, 2));
        assertThat(account.report("done/lines.txt.report.txt")).contains("line 3: the line is no JSON").contains("line 4: the line is no JSON object");
    }

    @Test
    void shouldMoveWhatCannotBeReadToFailedAndSaySo() throws Exception {
        account.drop("double.csv", "id,score,id\n1,2,3\n");
        account.drop("binary.csv", new byte[] {'P', 'K', 3, 4, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0});
        account.drop("array.json", "[{\"id\":1}]");
        account.drop("empty.csv", "");
        account.drop("fine.csv", HEADER + account.rows(1));

        RunRow run = account.run();

        assertThat(run.error()).contains("4 files could not be read: see the reports in failed/");
        assertThat(run.tally().stored()).as("the file after them is read").isEqualTo(1);
        assertThat(account.files()).containsExactly("done/fine.csv", "failed/array.json", "failed/array.json.report.txt", "failed/binary.csv",
                "failed/binary.csv.report.txt", "failed/double.csv", "failed/double.csv.report.txt", "failed/empty.csv", "failed/empty.csv.report.txt");
        assertThat(account.report("failed/double.csv.report.txt")).contains("the columns 1 and 3 have the same name");
        assertThat(account.report("failed/binary.csv.report.txt")).contains("the file is no text");
        assertThat(account.run().error()).as("a run that finds none ends this state").isNull();
    }

    @Test
    void shouldNameTheLineOfAQuoteThatIsNeverClosedAndStoreNothingOfItsRow() throws Exception {
        String first = account.row("fine");
        String open = account.row("\"oops");
        account.drop("quote.csv", HEADER + first + open + account.rows(2));

        RunRow run = account.run();

        assertThat(run.error()).contains("1 file could not be read");
        assertThat(run.tally()).as("the row before it").isEqualTo(new Tally(1, 1, 0, 0, 0));
        assertThat(account.report("failed/quote.csv.report.txt")).isEqualTo("line 3: a quote opens that is never closed: nothing from line 3 on was read\n");

        account.drop("quote.csv", HEADER + first + open.replace("\"", "") + account.rows(1));
        assertThat(account.run().tally()).as("mended, and dropped again").isEqualTo(new Tally(3, 2, 1, 0, 0));
    }

    @Test
    void shouldStoreNothingOfALastRowThatWasCutInsideQuotes() throws Exception {
        account.drop("cut.csv", (HEADER + account.rows(1) + account.row("\"Quick, and kind.\"")).replaceFirst("kind.\"\n$", "k"));

        assertThat(account.run().tally()).isEqualTo(new Tally(1, 1, 0, 0, 0));
        assertThat(account.report("failed/cut.csv.report.txt")).startsWith("line 3: a quote opens that is never closed");
    }

    @Test
    void shouldReportRowsThatAMissingQuoteMadeOneOf() throws Exception {
        account.drop("torn.csv", HEADER + account.row("\"oops") + account.row("fine") + account.row("\"fine\"") + account.row("\"fine\""));

        assertThat(account.run().tally()).as("two rows and what follows on their quote's line are one").isEqualTo(new Tally(2, 1, 0, 0, 1));
        assertThat(account.report("done/torn.csv.report.txt")).startsWith("line 2: a quote is closed lines later, amid other words").contains("up to line 4");
    }

    @Test
    void shouldKeepWhatItReadOfAFileWhoseQuoteIsNeverClosed() throws Exception {
        account.drop("quote.csv", HEADER + account.rows(300) + "x,\"" + "never closed ".repeat(200_000));

        RunRow run = account.run();

        assertThat(run.error()).contains("1 file could not be read");
        assertThat(run.tally()).isEqualTo(new Tally(300, 300, 0, 0, 0));
        assertThat(account.report("failed/quote.csv.report.txt")).contains("is a quote never closed?");
    }

    @Test
    void shouldReportABadLineAgainThatACorrectedFileStillHas() throws Exception {
        String bad = account.row("still bad").replace(",4,", ",great,");
        String mended = account.row("mended");
        account.drop("first.csv", HEADER + bad + mended.replace(",4,", ",great,"));
        assertThat(account.run().tally().quarantined()).isEqualTo(2);
        account.drop("second.csv", HEADER + mended + bad);

        assertThat(account.run().tally()).isEqualTo(new Tally(2, 1, 1, 0, 0));

        assertThat(account.report("done/second.csv.report.txt").lines()).singleElement().asString().startsWith("line 3: ").contains("score is no number");
    }

    @Test
    void shouldReportEachBadLineHoweverManyAndAlikeTheyAre() throws Exception {
        account.drop("many.jsonl", "{no json\n".repeat(1_500));

        assertThat(account.run().tally().fetched()).isEqualTo(1_500);

        assertThat(account.report("done/many.jsonl.report.txt").lines()).hasSize(1_500).last().asString().startsWith("line 1500: the line is no JSON");
    }

    @Test
    void shouldReportLinesWithBytesThatAreNoCharactersOfTheFile() throws Exception {
        byte[] bytes = (HEADER + account.row("na\u00efve") + account.row("bad: \u00e9.") + account.row("\u00fcber")).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            // The first byte of two.
            bytes[i] = bytes[i] == (byte) 0xc3 && bytes[i + 1] == (byte) 0xa9 ? (byte) '?' : bytes[i];
        }
        account.drop("bytes.csv", bytes);

        assertThat(account.run().tally()).isEqualTo(new Tally(3, 2, 0, 0, 1));

        assertThat(account.report("done/bytes.csv.report.txt").lines()).singleElement().asString().startsWith("line 3: the line has bytes that are no characters");
        assertThat(account.comment(0)).as("it is UTF-8 all the same").isEqualTo("\u00fcber");
    }

    @Test
    void shouldMendABadRowFromTheStore() throws Exception {
        int id = account.number();
        account.drop("wrong.jsonl", "{\"id\":\"m-" + id + "\",\"submitted_at\":\"2026-05-01T09:30:00Z\",\"score\":\"great\"}\n");
        assertThat(account.run().tally().quarantined()).isEqualTo(1);
        account.relay().store().editQuarantined(SOURCE, "m-" + id, "\"great\"", "\"5\"");

        RunRow mend = account.relay().run(RunRequest.scheduled(SOURCE, Lane.MEND));

        assertThat(mend.error()).isNull();
        assertThat(mend.tally()).isEqualTo(new Tally(0, 1, 0, 0, -1));
        assertThat(account.relay().store().ratings(SOURCE)).containsKey("m-" + id);
    }
}
