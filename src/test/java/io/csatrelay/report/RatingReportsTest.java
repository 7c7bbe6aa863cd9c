package io.csatrelay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csatrelay.distribution.TestingDistributions;
import io.csatrelay.rating.Rating;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RatingReportsTest {
    private static final String MAY = "{'filters':{'from':'2026-05-01T00:00:00Z','to':'2026-06-01T00:00:00Z'},'orderBy':'Ascending','orderByField':'Timestamp'}".replace('\'', '"');

    /** So many ratings, made when they are asked for; knows how many were. */
    private static final class TestingRatings implements ReportStore {
        private final int ratings;
        private final String comment;
        private int asked;
        private RatingQuestion question;

        TestingRatings(int ratings, String comment) {
            this.ratings = ratings;
            this.comment = comment;
        }

        @Override
        public long[] find(RatingQuestion wanted, int limit) {
            question = wanted;
            return LongStream.range(0, Math.min(ratings, limit)).toArray();
        }

        @Override
        public List<CountedRating> ratings(List<Long> numbers) {
            asked += numbers.size();
            return numbers.stream().map(number -> new CountedRating("zendesk-ratings", new Rating("" + number, null, Instant.EPOCH, null, null, "a@b.c", 1, 0, 1, null,
                    comment, null, "Email", null, null, null, null, null, null))).toList();
        }

        RatingReports reports() {
            return new RatingReports(new TestingDistributions(), this);
        }
    }

    private static JsonNode list(ReportStore store) throws Exception {
        return new ObjectMapper().readTree(new RatingReports(new TestingDistributions(), store).list(MAY));
    }

    @Test
    void shouldListAThousandAndSayThatThereAreMore() throws Exception {
        assertThat(list(new TestingRatings(1001, null)).path("ratings")).hasSize(1000);
        assertThat(list(new TestingRatings(1001, null)).path("truncated").asBoolean()).isTrue();
        assertThat(list(new TestingRatings(1000, null)).path("truncated").asBoolean()).isFalse();
    }

    @Test
    void shouldNameAnAgentWithoutIdByItsAddressAndAnAccountByItsSource() throws Exception {
        assertThat(list(new TestingRatings(1, "x")).at("/ratings/0").toString()).isEqualTo("{\"reference\":\"0\",\"source\":\"zendesk-ratings\",\"channel\":\"Email\","
                + "\"timestamp\":\"1970-01-01T00:00:00Z\",\"score\":5,\"comment\":\"x\",\"ticketId\":null,\"agent\":\"a@b.c\",\"skill\":null,\"queue\":null,"
                + "\"account\":\"zendesk-ratings\",\"survey\":null,\"label\":null}");
    }

    @Test
    void shouldExportInConstantMemory() throws Exception {
        TestingRatings store = new TestingRatings(200_000, "w".repeat(100));
        long rows = 0;
        long bytes = 0;
        byte[] buffer = new byte[8192];
        try (InputStream csv = store.reports().csv(MAY)) {
            for (int read = csv.read(buffer); read >= 0; read = csv.read(buffer)) {
                bytes += read;
                for (int i = 0; i < read; i++) {
                    rows += buffer[i] == '\n' ? 1 : 0;
                }
                // What was made and is not read yet is at most a page.
                assertThat(store.asked - rows).isLessThanOrEqualTo(500);
            }
        }
        assertThat(rows).isEqualTo(200_001);
        assertThat(bytes).isGreaterThan(20_000_000);
    }

    @Test
    void shouldExportAMillionAtMost() throws Exception {
        TestingRatings store = new TestingRatings(1_000_001, null);
        try (InputStream csv = store.reports().csv(MAY); BufferedReader lines = new BufferedReader(new InputStreamReader(csv, StandardCharsets.UTF_8))) {
            assertThat(lines.lines().count()).isEqualTo(1_000_001);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"})
    void shouldMakeHarmlessWhatASpreadsheetWouldRun(String comment) throws Exception {
        assertThat(comment(comment)).isEqualTo("'" + comment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fine", "a=1", "with \"quotes\", commas\r\nand lines", "1-2", "'", " ", "\u0000", "日本 😀"})
    void shouldKeepWordsAsTheyAre(String comment) throws Exception {
        assertThat(comment(comment)).isEqualTo(comment);
    }

    private static String comment(String comment) throws Exception {
        try (InputStream csv = new TestingRatings(1, comment).reports().csv(MAY)) {
            List<CSVRecord> records = CSVFormat.RFC4180.parse(new InputStreamReader(csv, StandardCharsets.UTF_8)).getRecords();
            assertThat(records).hasSize(2);
            return records.get(1).get(5);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "orderBy | {'filters':{'from':'2026-05-01T00:00:00Z','to':'2026-06-01T00:00:00Z'},'orderByField':'Timestamp'}",
        "orderByField | {'filters':{'from':'2026-05-01T00:00:00Z','to':'2026-06-01T00:00:00Z'},'orderBy':'Descending','orderByField':'Score'}",
        "contexts | {'filters':{'from':'2026-05-01T00:00:00Z','to':'2026-06-01T00:00:00Z'},'orderBy':'Descending','orderByField':'Reference','contexts':['Agent']}",
        "filters.to | {'filters':{'from':'2024-05-01T00:00:00Z','to':'2026-06-01T00:00:00Z'},'orderBy':'Descending','orderByField':'Reference'}"})
    void shouldNameTheField(String field, String body) {
        assertThatThrownBy(() -> new TestingRatings(1, null).reports().list(body.replace('\'', '"')))
                .isInstanceOfSatisfying(ReportException.class, refused -> assertThat(refused.field()).isEqualTo(field));
    }

    @Test
    void shouldAskForTheSameWindowThatAFigureHas() throws Exception {
        TestingRatings store = new TestingRatings(0, null);
        store.reports().list(MAY.replace("00:00:00Z\",\"to\"", "00:03:00Z\",\"to\"").replace("Ascending", "Descending").replace("Timestamp", "Reference"));

        assertThat(store.question.span().from()).isEqualTo("2026-05-01T00:00:00Z");
        assertThat(store.question.ascending()).isFalse();
        assertThat(store.question.field()).isEqualTo(RatingQuestion.OrderBy.REFERENCE);
    }
}
