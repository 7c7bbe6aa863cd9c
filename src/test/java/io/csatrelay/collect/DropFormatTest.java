package io.csatrelay.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csatrelay.settings.FileCharset;
import io.csatrelay.settings.FileSeparator;
import io.csatrelay.settings.TestingTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a dropped file is, seen from its bytes; and when it may be read. */
class DropFormatTest {
    private static final String MARK = "\ufeff";
    private static final String WORDS = "Grüße, „sehr“ gut – 5 €";

    @TempDir
    private Path folder;

    private List<ReadRecord> read(byte[] content, FileCharset charset, FileSeparator separator) throws IOException {
        Path file = Files.write(folder.resolve("any.csv"), content);
        List<ReadRecord> all = new ArrayList<>();
        try (Records records = DropFormat.records(DropText.of(file, charset).open(file), separator, "any.csv")) {
            for (ReadRecord record = records.next(); record != null; record = records.next()) {
                all.add(record);
            }
        }
        return all;
    }

    private List<ReadRecord> read(String content) throws IOException {
        return read(content.getBytes(StandardCharsets.UTF_8), FileCharset.AUTO, FileSeparator.AUTO);
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, ''", "UTF-8, mark", "UTF-16LE, ''", "UTF-16LE, mark", "UTF-16BE, ''", "UTF-16BE, mark", "windows-1252, ''"})
    void shouldSeeTheCharacterSet(String charset, String mark) throws Exception {
        String text = (mark.isEmpty() ? "" : MARK) + "id;comment\n1;\"" + WORDS + "\"\n";

        List<ReadRecord> records = read(text.getBytes(Charset.forName(charset)), FileCharset.AUTO, FileSeparator.AUTO);

        assertThat(records).singleElement().satisfies(record -> {
            assertThat(record.record().path("comment").asText()).isEqualTo(WORDS);
            assertThat(record.record().path("id").asText()).as("no mark in the first column's name").isEqualTo("1");
        });
    }

    @Test
    void shouldSeeAFileOfOneByteACharacterByItsLastLine() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("id,comment\n".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < 20_000; i++) {
            bytes.write((i + ",plain words\n").getBytes(StandardCharsets.US_ASCII));
        }
        bytes.write("x,Grüße\n".getBytes(Charset.forName("windows-1252")));

        List<ReadRecord> records = read(bytes.toByteArray(), FileCharset.AUTO, FileSeparator.AUTO);

        assertThat(records.get(20_000).record().path("comment").asText()).isEqualTo("Grüße");
    }

    @Test
    void shouldTakeTheCharacterSetThatIsSet() throws Exception {
        byte[] bytes = "id,comment\n1,é\n".getBytes(StandardCharsets.UTF_8);

        assertThat(read(bytes, FileCharset.WINDOWS_1252, FileSeparator.AUTO).get(0).record().path("comment").asText()).isEqualTo("Ã©");
    }

    @Test
    void shouldTakeNoRowWithBytesThatAreNotOfTheCharacterSetThatIsSet() throws Exception {
        byte[] bytes = ("id,comment\n1,fine\n2,é" + " is a letter".repeat(20) + "\n").getBytes(Charset.forName("windows-1252"));

        List<ReadRecord> records = read(bytes, FileCharset.UTF_8, FileSeparator.AUTO);

        assertThat(records.get(0).problem()).isNull();
        assertThat(records.get(1).problem()).isEqualTo("the line has bytes that are no characters of the file's character set: check FILE_DROP_CHARSET, "
                + "and what writes the file");
        assertThat(records.get(1).line()).isEqualTo(3);
        byte[] names = ("id,pr\u00e9nom\n" + "1,fine\n".repeat(200)).getBytes(Charset.forName("windows-1252"));
        assertThatThrownBy(() -> read(names, FileCharset.UTF_8, FileSeparator.AUTO)).isInstanceOf(DropException.class).hasMessageStartingWith("line 1: the column names");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void shouldSeeTheSeparator(String separator) throws Exception {
        String text = "id,a;b\tc|d\n".replaceAll("[,;\t|]", separator) + String.join(separator, "1", "\"x,;\t|y\"", "2", "3", "4") + "\n";

        assertThat(read(text)).singleElement().satisfies(record -> assertThat(record.record().path("a").asText()).isEqualTo("x,;\t|y"));
    }

    @Test
    void shouldTakeTheSeparatorThatIsSet() throws Exception {
        assertThat(read("id,a;b\n1,2;3\n".getBytes(StandardCharsets.UTF_8), FileCharset.AUTO, FileSeparator.SEMICOLON).get(0).record().toString())
                .isEqualTo("{\"id,a\":\"1,2\",\"b\":\"3\"}");
    }

    @Test
    void shouldSayWhereEachRowBegins() throws Exception {
        List<ReadRecord> records = read("id,comment\r\n1,\"a\r\nb\"\r\n\r\n2,c\r\n3\r\n4,\"d\"x");

        assertThat(records).extracting(ReadRecord::line).containsExactly(2L, 5L, 6L, 7L);
        assertThat(records.get(0).record().path("comment").asText()).isEqualTo("a\r\nb");
        assertThat(records.get(2).problem()).isEqualTo("the row has 1 columns, the header 2");
        assertThat(records.get(3).record().path("comment").asText()).isEqualTo("dx");
    }

    @Test
    void shouldTellRowsThatAMissingQuoteMadeOneOfFromOneOfSeveralLines() throws Exception {
        List<ReadRecord> records = read("id,comment\n1,\"a\n\"\"b\"\"\" \n2,\"oops\n3,\" fine\"\n4,\"two\nlines\"\n");

        assertThat(records).extracting(ReadRecord::line).containsExactly(2L, 4L, 6L);
        assertThat(records).extracting(record -> record.problem() == null).as("space after a quote is none of its words").containsExactly(true, false, true);
        assertThat(records.get(2).record().path("comment").asText()).isEqualTo("two\nlines");
    }

    @Test
    void shouldLeaveOutColumnsWithoutAName() throws Exception {
        assertThat(read("id,score,,\n1,5,,\n").get(0).record().toString()).isEqualTo("{\"id\":\"1\",\"score\":\"5\"}");
    }

    @ParameterizedTest
    @CsvSource({"'', the file is empty", "' \n \n', the file is empty", "'[1]', the file is one JSON value", "'a,b,a', the columns 1 and 3 have the same name"})
    void shouldRefuseWhatIsNoTable(String content, String why) {
        assertThatThrownBy(() -> read(content)).isInstanceOf(DropException.class).hasMessageContaining(why);
    }

    @Test
    void shouldWaitForAFileThatIsWrittenToStill() throws Exception {
        TestingTime time = TestingTime.at("2026-05-01T00:00:00Z");
        DropFolder files = new DropFolder(time::now);
        Path file = Files.writeString(folder.resolve("a.csv"), "id,score\n");
        // Its own time is no help: it is of another clock, ahead of ours.
        FileTime ahead = FileTime.from(time.now().plus(Duration.ofDays(1)));
        Files.setLastModifiedTime(file, ahead);
        assertThat(files.next(folder)).isNull();
        time.advance(Duration.ofSeconds(1));
        Files.writeString(file, "id,score\n1,5\n");
        Files.setLastModifiedTime(file, ahead);
        assertThat(files.next(folder)).isNull();
        time.advance(DropFolder.SETTLED.minusMillis(500));
        assertThat(files.next(folder)).as("it was written to half a second too late").isNull();
        time.advance(Duration.ofMillis(500));
        assertThat(files.next(folder).file()).isEqualTo(file);
    }

    @Test
    void shouldReadAFileLongerThanTheMemory() throws Exception {
        Path file = folder.resolve("long.csv");
        String row = ",2026-05-01T09:30:00Z,5," + "fine ".repeat(40) + "\n";
        try (var out = Files.newBufferedWriter(file)) {
            out.write("id,submitted_at,score,comment\n");
            for (int i = 0; i < 200_000; i++) {
                out.write(i + row);
            }
        }
        assertThat(Files.size(file)).isGreaterThan(40_000_000);

        assertThat(TestingSmallHeap.run(TestingRecordCount.class, "16m", file.toString())).isEqualTo("200000");
    }

    @Test
    void shouldReadAnExportLongerThanTheMemory() throws Exception {
        Path file = folder.resolve("long.zip");
        String response = "\",\"values\":{\"QID1\":5,\"QID2_TEXT\":\"" + "fine ".repeat(40) + "\"}}\n";
        try (var out = new ZipOutputStream(Files.newOutputStream(file))) {
            out.putNextEntry(new ZipEntry("survey.ndjson"));
            for (int i = 0; i < 200_000; i++) {
                out.write(("{\"responseId\":\"R_" + i + response).getBytes(StandardCharsets.UTF_8));
            }
        }

        assertThat(TestingSmallHeap.run(TestingRecordCount.class, "16m", file.toString())).isEqualTo("200000");
    }

}
