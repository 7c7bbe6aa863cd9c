package io.csatrelay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csatrelay.distribution.Dimension;
import io.csatrelay.distribution.TestingDistributions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsatReportsTest {
    private static final String MAY = "\"from\":\"2026-05-01T00:00:00Z\",\"to\":\"2026-06-01T00:00:00Z\"";
    private final TestingDistributions store = new TestingDistributions().bookmark("zendesk-ratings", Instant.parse("2026-05-20T10:00:00Z"))
            .add(at("2026-05-01T00:00:00Z"), 5, Map.of(Dimension.CHANNEL, "email", Dimension.AGENT, "35436", Dimension.QUEUE, "q1", Dimension.SOURCE, "zendesk-ratings",
                    Dimension.LABEL, "good", Dimension.ACCOUNT, "zendesk-ratings"))
            .add(at("2026-05-07T12:00:00Z"), 4, Map.of(Dimension.CHANNEL, "chat", Dimension.AGENT, "a-2", Dimension.SOURCE, "zendesk-ratings", Dimension.LABEL, "good"))
            .add(at("2026-05-07T12:00:00Z"), 1, Map.of(Dimension.CHANNEL, "email", Dimension.SOURCE, "files", Dimension.LABEL, "bad", Dimension.SURVEY, "s"))
            .add(at("2026-04-30T23:59:59Z"), 2, Map.of(Dimension.CHANNEL, "email", Dimension.SOURCE, "files"));
    private final CsatReports reports = new CsatReports(store);

    private static Instant at(String text) {
        return Instant.parse(text);
    }

    private static JsonNode json(ReportBytes answer) throws Exception {
        return new ObjectMapper().readTree(answer.joined());
    }

    private static String filters(String more) {
        return "{\"filters\":{" + MAY + more + "}}";
    }

    private static List<String> groups(JsonNode answer) {
        return answer.findValuesAsText("group");
    }

    @Test
    void shouldCountFromInclusiveAndToExclusive() throws Exception {
        JsonNode count = json(reports.count(filters(""), "none"));

        assertThat(count.toString()).isEqualTo("{\"from\":\"2026-05-01T00:00:00Z\",\"to\":\"2026-06-01T00:00:00Z\",\"dataThrough\":\"2026-05-20T10:00:00Z\","
                + "\"incomplete\":true,\"total\":{\"csat_score1_answers\":1,\"csat_score2_answers\":0,\"csat_score3_answers\":0,\"csat_score4_answers\":1,"
                + "\"csat_score5_answers\":1,\"total_answers\":3,\"positive_answers\":2,\"csat_score\":66.67,\"average\":3.33},\"groups\":[]}");
    }

    @Test
    void shouldSayWhatWasCountedWhenTheWindowIsWidened() throws Exception {
        JsonNode count = json(reports.count("{\"filters\":{\"from\":\"2026-05-07T12:03:00Z\",\"to\":\"2026-05-07T12:03:01Z\"}}", "none"));

        assertThat(count.path("from").asText()).isEqualTo("2026-05-07T12:00:00Z");
        assertThat(count.path("to").asText()).isEqualTo("2026-05-07T12:05:00Z");
        assertThat(count.at("/total/total_answers").asLong()).isEqualTo(2);
        assertThat(count.path("incomplete").asBoolean()).isFalse();
    }

    @Test
    void shouldGiveEveryGroupInTheOrderOfTheRequestZerosIncluded() throws Exception {
        JsonNode count = json(reports.count(filters(",\"channels\":[\"Voice\",\"EMAIL\",\"Chat\"]"), "channels"));

        assertThat(groups(count)).containsExactly("Voice", "EMAIL", "Chat");
        assertThat(count.at("/groups/0").toString()).contains("\"total_answers\":0", "\"csat_score\":null", "\"average\":null");
        assertThat(count.at("/groups/1/total_answers").asLong()).isEqualTo(2);
        assertThat(count.at("/groups/2/csat_score").asText()).isEqualTo("100.0");
        assertThat(count.at("/total/total_answers").asLong()).isEqualTo(3);
    }

    @Test
    void shouldTakeIdsAsTextOrNumber() throws Exception {
        JsonNode count = json(reports.count("{\"filters\":{" + MAY + "},\"userIds\":[35436,\"a-2\",\"35436\"]}", "users"));

        assertThat(groups(count)).containsExactly("35436", "a-2");
        assertThat(count.at("/groups/0/total_answers").asLong()).isEqualTo(1);
        assertThat(count.at("/total/total_answers").asLong()).isEqualTo(2);
    }

    @Test
    void shouldTakeMinusOneForNobody() throws Exception {
        JsonNode count = json(reports.count("{\"filters\":{" + MAY + "},\"userIds\":[\"-1\",-1,\"a-2\"]}", "users"));

        assertThat(groups(count)).containsExactly("-1", "a-2");
        assertThat(count.at("/groups/0/csat_score1_answers").asLong()).isEqualTo(1);
        assertThat(count.at("/total/total_answers").asLong()).isEqualTo(2);
    }

    @Test
    void shouldGroupByQueuesAndAccounts() throws Exception {
        assertThat(json(reports.count(filters(",\"queues\":[\"q1\",\"q2\"]"), "queues")).at("/groups/0/total_answers").asLong()).isEqualTo(1);
        assertThat(json(reports.count("{\"filters\":{" + MAY + "},\"accounts\":[\"zendesk-ratings\"]}", "accounts")).at("/groups/0/total_answers").asLong()).isEqualTo(1);
    }

    @Test
    void shouldGroupByDataWithoutNarrowingTheTotal() throws Exception {
        JsonNode count = json(reports.count("{\"filters\":{" + MAY + "},\"data\":[{\"id\":\"score_label\",\"values\":[\"bad\",\"good\",\"none\"]},"
                + "{\"id\":\"survey\",\"values\":[\"s\"]},{\"id\":\"source\",\"values\":[\"files\"]}]}", "data"));

        assertThat(groups(count)).containsExactly("bad", "good", "none", "s", "files");
        assertThat(count.findValuesAsText("total_answers")).containsExactly("3", "1", "2", "0", "1", "1");
    }

    @Test
    void shouldFilterByDataAndTakeAnEntryWithoutValuesForAnyValue() throws Exception {
        assertThat(total(",\"data\":[{\"id\":\"score_label\",\"values\":[\"good\"]},{\"id\":\"source\",\"values\":[\"files\"]}]")).isZero();
        assertThat(total(",\"data\":[{\"id\":\"survey\"}]")).isEqualTo(1);
        assertThat(total(",\"data\":[],\"channels\":[],\"queues\":[]")).isEqualTo(3);
        assertThat(total(",\"queues\":[\"q1\"],\"channels\":[\"eMail\"]")).isEqualTo(1);
    }

    private long total(String filters) throws Exception {
        return json(reports.count(filters(filters), "none")).at("/total/total_answers").asLong();
    }

    @Test
    void shouldListEmptyPeriodsAndSumThemUp() throws Exception {
        JsonNode answer = json(reports.byDate(filters(",\"groupBy\":\"Week\",\"channels\":[\"Email\",\"Chat\"]"), "channels"));

        assertThat(answer.path("periods")).hasSize(5);
        assertThat(answer.at("/periods/0/to").asText()).isEqualTo("2026-05-04T00:00:00Z");
        assertThat(answer.at("/periods/0/total_answers").asLong()).isEqualTo(1);
        assertThat(answer.at("/periods/1/groups/1/csat_score4_answers").asLong()).isEqualTo(1);
        assertThat(answer.at("/periods/2/csat_score").isNull()).isTrue();
        assertThat(answer.at("/periods/2/groups")).hasSize(2);
        assertThat(answer.at("/total/total_answers").asLong()).isEqualTo(3);
        assertThat(answer.has("groups")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hourly", "Hour"})
    void shouldCutAnHourOfAZone(String groupBy) throws Exception {
        JsonNode answer = json(reports.byDate("{\"timeZone\":\"Asia/Kathmandu\",\"filters\":{\"groupBy\":\"" + groupBy
                + "\",\"from\":\"2026-05-07T12:00:00Z\",\"to\":\"2026-05-07T13:00:00Z\"}}", "none"));

        assertThat(answer.path("periods").findValuesAsText("from")).containsExactly("2026-05-07T12:00:00Z", "2026-05-07T12:15:00Z");
    }

    @Test
    void shouldCountAnAnswerOnTheDayThatItWasInTheZone() throws Exception {
        String request = "{\"timeZone\":\"%s\",\"filters\":{\"groupBy\":\"Daily\",\"from\":\"%s\",\"to\":\"%s\"}}";

        JsonNode berlin = json(reports.byDate(request.formatted("Europe/Berlin", "2026-04-29T22:00:00Z", "2026-05-01T22:00:00Z"), "none"));
        assertThat(berlin.path("periods").findValuesAsText("from")).containsExactly("2026-04-29T22:00:00Z", "2026-04-30T22:00:00Z");
        assertThat(berlin.path("periods").findValuesAsText("total_answers")).as("one second before midnight of UTC, and at it").containsExactly("0", "2");

        JsonNode utc = json(reports.byDate(request.formatted("UTC", "2026-04-30T00:00:00Z", "2026-05-02T00:00:00Z"), "none"));
        assertThat(utc.path("periods").findValuesAsText("total_answers")).containsExactly("1", "1");
    }

    @Test
    void shouldAddThePeriodBeforeWhenAskedFor() throws Exception {
        JsonNode answer = json(reports.byDate("{\"previous\":true,\"filters\":{\"groupBy\":\"Monthly\"," + MAY + "}}", "none"));

        assertThat(answer.path("periods")).hasSize(1);
        assertThat(answer.at("/previous/from").asText()).isEqualTo("2026-04-01T00:00:00Z");
        assertThat(answer.at("/previous/to").asText()).isEqualTo("2026-05-01T00:00:00Z");
        assertThat(answer.at("/previous/total/csat_score2_answers").asLong()).isEqualTo(1);
        assertThat(answer.at("/total/total_answers").asLong()).isEqualTo(3);
        assertThat(json(reports.count("{\"previous\":true,\"filters\":{" + MAY + "}}", "none")).at("/previous/total/total_answers").asLong()).isEqualTo(1);
        assertThat(json(reports.count(filters(""), "none")).has("previous")).isFalse();
    }

    @Test
    void shouldBeIncompleteWhenNothingEverRan() throws Exception {
        JsonNode count = json(new CsatReports(new TestingDistributions()).count(filters(""), "none"));

        assertThat(count.path("dataThrough").isNull()).isTrue();
        assertThat(count.path("incomplete").asBoolean()).isTrue();
    }

    @Test
    void shouldWriteARowForEachPeriodAndGroup() throws Exception {
        String csv = new String(reports.byDateCsv(filters(",\"groupBy\":\"Weekly\",\"channels\":[\"Email\",\"=1+1\"]"), "channels"), StandardCharsets.UTF_8);

        assertThat(csv.split("\r\n")).hasSize(11).startsWith("from,to,group,csat_score1_answers,csat_score2_answers,csat_score3_answers,csat_score4_answers,"
                + "csat_score5_answers,total_answers,positive_answers,csat_score,average", "2026-05-01T00:00:00Z,2026-05-04T00:00:00Z,Email,0,0,0,0,1,1,1,100.00,5.00",
                "2026-05-01T00:00:00Z,2026-05-04T00:00:00Z,'=1+1,0,0,0,0,0,0,0,,");
        assertThat(new String(reports.countCsv(filters(""), "none"), StandardCharsets.UTF_8)).endsWith("\r\n2026-05-01T00:00:00Z,2026-06-01T00:00:00Z,,1,0,0,1,1,3,2,66.67,3.33\r\n");
    }

    @Test
    void shouldExportTheWindowBeforeFirst() throws Exception {
        String count = new String(reports.countCsv("{\"previous\":true,\"filters\":{" + MAY + "}}", "none"), StandardCharsets.UTF_8);
        String byDate = new String(reports.byDateCsv("{\"previous\":true,\"filters\":{\"groupBy\":\"Monthly\",\"channels\":[\"Email\"]," + MAY + "}}", "channels"),
                StandardCharsets.UTF_8);

        assertThat(count.lines().skip(1)).containsExactly("2026-04-01T00:00:00Z,2026-05-01T00:00:00Z,,0,1,0,0,0,1,0,0.00,2.00",
                "2026-05-01T00:00:00Z,2026-06-01T00:00:00Z,,1,0,0,1,1,3,2,66.67,3.33");
        assertThat(byDate.lines().skip(1)).containsExactly("2026-04-01T00:00:00Z,2026-05-01T00:00:00Z,Email,0,1,0,0,0,1,0,0.00,2.00",
                "2026-05-01T00:00:00Z,2026-06-01T00:00:00Z,Email,1,0,0,0,1,2,1,50.00,3.00");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "none | filters | {}",
        "none | body | []",
        "none | body | {",
        "none | filters.from | {'filters':{'to':'2026-06-01T00:00:00Z'}}",
        "none | filters.from | {'filters':{'from':'2026-05-01','to':'2026-06-01T00:00:00Z'}}",
        "none | filters.from | {'filters':{'from':'2026-05-01T00:00:00','to':'2026-06-01T00:00:00Z'}}",
        "none | filters.from | {'filters':{'from':'2026-05-01T00:00:00+02:00','to':'2026-06-01T00:00:00Z'}}",
        "none | filters.to | {'filters':{'from':'2026-05-01T00:00:00Z','to':'2026-05-01T00:00:00Z'}}",
        "none | filters.to | {'filters':{'from':'2026-05-01T00:00:00Z','to':'+999999999-06-01T00:00:00Z'}}",
        "none | timeZone | {'timeZone':'Mars/Base','filters':{'from':'2026-05-01T00:00:00Z','to':'2026-06-01T00:00:00Z'}}",
        "none | timeZone | {'timeZone':7,'filters':{'from':'2026-05-01T00:00:00Z','to':'2026-06-01T00:00:00Z'}}",
        "none | filters.groupBy | {'filters':{'groupBy':'weekly','from':'2026-05-01T00:00:00Z','to':'2026-06-01T00:00:00Z'}}",
        "none | previous | {'previous':1,'filters':{'from':'2026-05-01T00:00:00Z','to':'2026-06-01T00:00:00Z'}}",
        "channels | filters.channels | {'filters':{'from':'2026-05-01T00:00:00Z','to':'2026-06-01T00:00:00Z'}}",
        "channels | filters.channels | {'filters':{'channels':[],'from':'2026-05-01T00:00:00Z','to':'2026-06-01T00:00:00Z'}}",
        "channels | filters.channels | {'filters':{'channels':[' '],'from':'2026-05-01T00:00:00Z','to':'2026-06-01T00:00:00Z'}}",
        "queues | filters.queues | {'filters':{'queues':'q','from':'2026-05-01T00:00:00Z','to':'2026-06-01T00:00:00Z'}}",
        "users | userIds | {'filters':{'from':'2026-05-01T00:00:00Z','to':'2026-06-01T00:00:00Z'}}",
        "users | userIds | {'userIds':[1.5],'filters':{'from':'2026-05-01T00:00:00Z','to':'2026-06-01T00:00:00Z'}}",
        "accounts | accounts | {'accounts':[],'filters':{'from':'2026-05-01T00:00:00Z','to':'2026-06-01T00:00:00Z'}}",
        "data | data | {'filters':{'from':'2026-05-01T00:00:00Z','to':'2026-06-01T00:00:00Z'}}",
        "data | data.id | {'data':[{'id':'x','values':['a']}],'filters':{'from':'2026-05-01T00:00:00Z','to':'2026-06-01T00:00:00Z'}}",
        "data | data.values | {'data':[{'id':'survey','values':[]}],'filters':{'from':'2026-05-01T00:00:00Z','to':'2026-06-01T00:00:00Z'}}",
        "none | filters.data.id | {'filters':{'data':[{'values':['a']}],'from':'2026-05-01T00:00:00Z','to':'2026-06-01T00:00:00Z'}}"})
    void shouldNameTheFieldOfARequestThatCannotBeAnswered(String grouping, String field, String body) {
        assertThatThrownBy(() -> reports.count(body.replace('\'', '"'), grouping)).isInstanceOfSatisfying(ReportException.class, refused -> {
            assertThat(refused.field()).isEqualTo(field);
            assertThat(refused.status()).isEqualTo(400);
        });
    }

    @ParameterizedTest
    @CsvSource({"Hourly, UTC, 2026-05-01T00:00:00Z, 2026-05-02T00:00:00Z", "Hour, Europe/Berlin, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
        "Daily, UTC, 2026-05-01T00:00:00Z, 2026-06-01T00:00:00Z", "Day, Europe/Berlin, 2026-10-11T22:00:00Z, 2026-11-11T23:00:00Z",
        "Weekly, UTC, 2026-05-01T00:00:00Z, 2026-08-01T00:00:00Z", "Week, Europe/Berlin, 2026-09-30T22:00:00Z, 2026-12-31T23:00:00Z",
        "Monthly, UTC, 2024-05-01T00:00:00Z, 2026-05-01T00:00:00Z", "Month, Europe/Berlin, 2024-05-14T22:00:00Z, 2026-05-14T22:00:00Z"})
    void shouldTakeTheLongestWindowAndNothingBeyond(String groupBy, String zone, String from, String to) throws Exception {
        String request = "{\"timeZone\":\"" + zone + "\",\"filters\":{\"groupBy\":\"" + groupBy + "\",\"from\":\"" + from + "\",\"to\":\"%s\"}}";

        assertThat(json(reports.byDate(request.formatted(to), "none")).path("to").asText()).isEqualTo(to);
        assertThatThrownBy(() -> reports.byDate(request.formatted(Instant.parse(to).plusSeconds(1)), "none"))
                .isInstanceOfSatisfying(ReportException.class, refused -> assertThat(refused.field()).isEqualTo("filters.to"));
    }

    @Test
    void shouldLimitACountAsIfByMonths() throws Exception {
        String request = "{\"filters\":{\"groupBy\":\"Daily\",\"from\":\"2024-05-01T00:00:00Z\",\"to\":\"%s\"}}";

        assertThat(json(reports.count(request.formatted("2026-05-01T00:00:00Z"), "none")).at("/total/total_answers").asLong()).isEqualTo(1);
        assertThatThrownBy(() -> reports.count(request.formatted("2026-05-01T00:00:01Z"), "none")).isInstanceOf(ReportException.class);
    }

    @Test
    void shouldRefuseAReportThatIsTooLargeToBeMadeInMemory() throws Exception {
        String values = IntStream.range(0, 2098).mapToObj(i -> "\"" + i + "\"").collect(Collectors.joining(","));
        String request = "{\"previous\":%s,\"filters\":{\"groupBy\":\"Daily\"," + MAY + "},\"data\":[{\"id\":\"survey\",\"values\":[" + values + "]}]}";

        assertThatThrownBy(() -> reports.byDate(request.formatted(true), "data")).isInstanceOfSatisfying(ReportException.class,
                refused -> assertThat(refused.field()).isEqualTo("filters"));
        assertThatThrownBy(() -> reports.byDate(request.formatted(false), "data")).isInstanceOf(ReportException.class);
        assertThat(json(reports.count(request.formatted(true), "data")).path("groups")).hasSize(2098);
    }
}
