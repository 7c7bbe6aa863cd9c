package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.csatrelay.Eventually;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** What the dashboard shows, held against what the reports say of the same ratings to whoever has the read token. */
class DashboardFiguresTest {
    private static final String COUNT = "/reporting/v1.2/csat/distribution/count";
    private static final String WEEK = "range=custom&from=2025-05-05&to=2025-05-11&zone=UTC";
    private static final String FILTERS = "\"from\":\"2025-05-05T00:00:00Z\",\"to\":\"2025-05-12T00:00:00Z\"";
    private static final String COMMENTS = "range=custom&from=2025-06-02&to=2025-06-08&zone=UTC";
    /** More agents than a report takes at once. */
    private static final int AGENTS = 2001;
    private static final String MANY_AGENTS = "range=custom&from=2024-11-04&to=2024-11-10&zone=UTC";
    private static final String FILES = "file-drop";

    @TempDir
    private static Path folder;
    private static TestingRelay relay;
    private static TestingApi api;
    private static TestingDashboard dashboard;
    private static TestingBrowser browser;

    @BeforeAll
    static void fill() throws Exception {
        if (!TestingBrowser.isThere()) {
            return;
        }
        Path names = Files.writeString(folder.resolve("names.csv"), "kind,id,name\nagent,7,Seven\nagent,8,Eight\ngroup,44,Billing\nsurvey,s1,After a chat\n");
        Path drop = Files.createDirectory(folder.resolve("drop"));
        relay = TestingApi.planWithTokens().collectingOnly().set("ZENDESK_RATINGS_SINCE", "1h").set("FILE_DROP_DIR", drop.toString())
                .set("NAMES_FILE", names.toString()).start();
        api = new TestingApi(relay);
        List<String> rows = rows();
        Path file = Files.write(folder.resolve("ratings.csv"), rows);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
        Files.move(file, drop.resolve("ratings.csv"));
        Eventually.await("the file is read", Duration.ofMinutes(2), () -> relay.store().ratingCount(FILES) == rows.size() - 1);
        dashboard = new TestingDashboard(api);
        browser = dashboard.browser();
        dashboard.calm();
        dashboard.signIn(TestingApi.READ);
    }

    private static List<String> rows() {
        List<String> rows = new ArrayList<>(List.of("submitted_at,ticket_id,agent_id,score,comment,channel,skill_id,queue_id,survey_id"));
        answers(rows, "2025-05-06", "7,%d,,Chat,44,44,", 5, 5, 4, 4, 5, 1, 2, 3, 5);
        answers(rows, "2025-05-08", "8,%d,,Email,45,45,", 5, 5, 5, 4, 4, 4, 1, 1, 2, 3);
        answers(rows, "2025-05-09", ",%d,,,,,", 5, 1, 2, 4);
        answers(rows, "2025-04-29", "7,%d,,Chat,44,44,", 5, 5, 5, 5, 5, 5, 5, 5, 5, 4, 1, 1);
        answers(rows, "2025-04-30", "8,%d,,Email,45,45,", 5, 4, 1, 1, 2);
        answers(rows, "2025-05-01", ",%d,,,,,", 5, 5);
        // Seven days of Berlin's that have an hour less than the seven before.
        rows.addAll(List.of("2025-03-25T12:00:00Z,1,7,5,,,46,46,", "2025-03-26T12:00:00Z,2,7,1,,,46,46,",
                "2025-03-16T23:30:00Z,3,7,5,,,46,46,", "2025-03-18T12:00:00Z,4,7,1,,,46,46,"));
        rows.addAll(List.of("2025-06-04T10:00:00Z,A-77,7,2,The third,,,,", "2025-06-02T10:00:00Z,2001,7,5,The first,,,,s1", "2025-06-03T10:00:00Z,,7,1,The second,,,,s2"));
        rows.add("2024-11-04T00:01:00Z,5,a-0,5,\"Long ago, the only one\",,47,47,");
        IntStream.range(1, AGENTS).mapToObj(i -> "2024-11-05T12:%02d:%02dZ,%d,a-%d,5,,,47,47,".formatted(i / 60, i % 60, 10_000 + i, i)).forEach(rows::add);
        return rows;
    }

    /** One a minute. @param rest agent to survey, with the place of the score */
    private static void answers(List<String> rows, String day, String rest, int... scores) {
        for (int i = 0; i < scores.length; i++) {
            rows.add("%sT12:%02d:00Z,%d,".formatted(day, i, 1000 + rows.size()) + rest.formatted(scores[i]));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (dashboard != null) {
            dashboard.close();
        }
        if (relay != null) {
            relay.close();
        }
    }

    @BeforeEach
    void calm() {
        TestingBrowser.assumeThere();
        dashboard.calm();
    }

    private static JsonNode report(String path, String body) {
        return api.send(HttpRequest.newBuilder(api.api(path)).header("Authorization", "Bearer " + TestingApi.READ).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))).json();
    }

    private static JsonNode week() {
        return report("/reporting/v1.2/csat/distribution/by-date", "{\"previous\":true,\"filters\":{\"groupBy\":\"Daily\"," + FILTERS + "}}");
    }

    private static List<String> each(JsonNode list, Function<JsonNode, String> words) {
        return StreamSupport.stream(list.spliterator(), false).map(words).toList();
    }

    private static String percent(JsonNode figures) {
        return figures.path("csat_score").isNull() ? "–" : String.format(Locale.ROOT, "%.1f %%", figures.path("csat_score").asDouble());
    }

    private static String average(JsonNode figures) {
        return figures.path("average").isNull() ? "–" : String.format(Locale.ROOT, "%.2f", figures.path("average").asDouble());
    }

    private static String change(JsonNode now, JsonNode before) {
        double points = now.path("csat_score").asDouble() - before.path("csat_score").asDouble();
        return (points > 0 ? "+" : points < 0 ? "−" : "±") + String.format(Locale.ROOT, "%.1f", Math.abs(points));
    }

    private static long answers(JsonNode figures, int score) {
        return figures.path("csat_score" + score + "_answers").asLong();
    }

    @Test
    void shouldShowAtAGlanceWhatTheReportSays() {
        JsonNode now = week().path("total");
        JsonNode before = week().path("previous").path("total");
        dashboard.show("#/ratings?" + WEEK);

        assertThat(now.path("total_answers").asInt()).isEqualTo(23);
        assertThat(browser.texts(".figures .value")).containsExactly(percent(now), "23", now.path("positive_answers").asText(), average(now) + " of 5");
        assertThat(browser.texts(".figures .change")).containsExactly("▼ " + change(now, before) + " points vs the period before", "19 in the period before",
                before.path("positive_answers").asText() + " in the period before", average(before) + " in the period before");
        List<Integer> best = List.of(5, 4, 3, 2, 1);
        assertThat(browser.texts(".scores .count b")).isEqualTo(best.stream().map(score -> String.valueOf(answers(now, score))).toList());
        assertThat(browser.texts(".scores .count .muted")).isEqualTo(best.stream().map(score -> String.format(Locale.ROOT, "%.1f %%", 100.0 * answers(now, score) / 23)).toList());
    }

    @Test
    void shouldDrawTheReportsPeriodsAndGiveThemAsATableAndAsAFile() {
        JsonNode report = week();
        dashboard.show("#/ratings?" + WEEK);
        browser.one("details summary").click();

        assertThat(browser.texts("details tbody th").stream().map(day -> day.replace(",", ""))).containsExactly("Mon 5 May", "Tue 6 May", "Wed 7 May", "Thu 8 May", "Fri 9 May", "Sat 10 May", "Sun 11 May");
        assertThat(browser.texts("details tbody td[data-label='CSAT']")).isEqualTo(each(report.path("periods"), DashboardFiguresTest::percent));
        assertThat(browser.texts("details tbody td[data-label='Answers']").stream().map(words -> words.replaceAll("\\D", "")).toList())
                .isEqualTo(each(report.path("periods"), period -> period.path("total_answers").asText()));
        assertThat(browser.texts("details tbody td[data-label='CSAT before']")).isEqualTo(each(report.path("previous").path("periods"), DashboardFiguresTest::percent));
        assertThat(browser.js("return JSON.stringify(Chart.getChart(document.querySelector('canvas')).data.datasets.map(({ data }) => data))"))
                .isEqualTo(List.of(figures(report.path("periods"), "csat_score"), figures(report.path("previous").path("periods"), "csat_score"),
                        figures(report.path("periods"), "total_answers")).toString().replace(" ", ""));
        List<String> csv = dashboard.file("CSAT over time").lines().toList();
        assertThat(csv).hasSize(8).first().asString().startsWith("from,to,csat_score,csat_score1_answers").endsWith(",average,previous_csat_score,previous_total_answers");
        JsonNode day = report.path("periods").get(3);
        assertThat(csv.get(4)).isEqualTo("2025-05-08T00:00:00Z,2025-05-09T00:00:00Z," + plain(day.path("csat_score")) + ",2,1,1,3,3,10,6," + plain(day.path("average")) + ",100,2");
    }

    private static List<String> figures(JsonNode periods, String name) {
        return each(periods, period -> plain(period.path(name)));
    }

    /** As a script writes numbers: 60 for 60.0. */
    private static String plain(JsonNode figure) {
        return figure.asText().replaceFirst("\\.0$", "");
    }

    @Test
    void shouldBreakDownByAgentWithWhatHasNoneSoThatTheRowsMakeTheWhole() {
        dashboard.show("#/ratings?" + WEEK);
        JsonNode report = report(COUNT + "/by-users", "{\"previous\":true,\"userIds\":[8,7],\"filters\":{" + FILTERS + "}}");

        assertThat(dashboard.names()).hasSize(3);
        for (int i = 0; i < 2; i++) {
            JsonNode now = report.path("groups").get(i);
            assertThat(cells(i)).containsExactly(percent(now), "", change(now, report.path("previous").path("groups").get(i)), now.path("total_answers").asText(), average(now));
            assertThat(bars(i)).isEqualTo(IntStream.rangeClosed(1, 5).filter(score -> answers(now, score) > 0)
                    .mapToObj(score -> String.format(Locale.ROOT, "s%d %.3f", score, (double) answers(now, score) / now.path("total_answers").asLong())).toList());
        }
        assertThat(dashboard.names().get(0)).startsWith("Eight");
        assertThat(dashboard.names().get(1)).startsWith("Seven");
        assertThat(dashboard.names().get(2)).startsWith("No agent");
        assertThat(cells(2)).containsExactly("50.0 %", "", "−50.0", "4", "3.00");
        assertThat(bars(2)).containsExactly("s1 0.250", "s2 0.250", "s4 0.250", "s5 0.250");
    }

    private static List<String> cells(int row) {
        return browser.all("[role=tabpanel] tbody tr").get(row).findElements(By.tagName("td")).stream().map(cell -> cell.getText().replaceAll("(?s) \\*.*", "")).toList();
    }

    @SuppressWarnings("unchecked")
    private static List<String> bars(int row) {
        return (List<String>) browser.js("return [...document.querySelectorAll('[role=tabpanel] tbody tr')[arguments[0]].querySelectorAll('.bar i')]"
                + ".map((bar) => `${bar.className} ${Number(bar.style.getPropertyValue('--share')).toFixed(3)}`)", row);
    }

    @Test
    void shouldMarkNineAnswersAsFewAndTenNot() throws Exception {
        dashboard.show("#/ratings?" + WEEK);
        browser.screenshot("ratings-few");

        List<WebElement> rows = browser.all("[role=tabpanel] tbody tr");
        assertThat(rows.stream().map(row -> row.findElements(By.className("few")).size())).as("10, 9 and 4 answers").containsExactly(0, 1, 1);
        assertThat(rows.stream().map(row -> row.getText().contains("*"))).as("5, 12 and 2 answers before").containsExactly(true, false, true);
        assertThat(browser.text()).contains("fewer than 10 answers");
    }

    @Test
    void shouldBreakDownBySkillQueueAndChannelWithWhatHasNone() {
        dashboard.show("#/ratings?by=channel&" + WEEK);
        assertThat(dashboard.names()).satisfiesExactly(name -> assertThat(name).startsWith("email"), name -> assertThat(name).startsWith("chat"),
                name -> assertThat(name).startsWith("No channel"));
        dashboard.show("#/ratings?by=queue&" + WEEK);
        List<List<String>> queues = List.of(cells(0), cells(1), cells(2));
        assertThat(dashboard.names()).satisfiesExactly(name -> assertThat(name).startsWith("45"), name -> assertThat(name).startsWith("Billing"),
                name -> assertThat(name).startsWith("No queue"));

        dashboard.show("#/ratings?by=skill&" + WEEK);

        assertThat(dashboard.names().get(2)).startsWith("No skill");
        assertThat(List.of(cells(0), cells(1), cells(2))).as("the group is both").isEqualTo(queues);
    }

    @Test
    void shouldCompareASkillWithTheSamePeriodAsItsQueueOverAClockChange() {
        for (String by : List.of("queue", "skill")) {
            dashboard.show("#/ratings?range=custom&from=2025-03-24&to=2025-03-30&zone=Europe/Berlin&by=" + by);
            assertThat(cells(0)).as(by).containsExactly("50.0 %", "", "±0.0", "2", "3.00");
        }
    }

    @Test
    void shouldBreakDownBySkillOver24MonthsBeforeWhichALeapDayMakesTheOthersLonger() {
        dashboard.show("#/ratings?range=custom&from=2023-02-15&to=2025-02-14&zone=UTC&by=skill");

        assertThat(dashboard.names()).hasSize(1).first().asString().startsWith("47");
        assertThat(cells(0)).containsExactly("100.0 %", "", "–", "2,001", "5.00");
    }

    @Test
    void shouldBreakDownByMoreAgentsThanAReportTakes() {
        dashboard.show("#/ratings?" + MANY_AGENTS);
        browser.awaitText("Show all 2,001");

        assertThat(dashboard.file("Break-down").lines()).hasSize(AGENTS + 1);
    }

    @Test
    void shouldShowTheNewestCommentFirstWithItsSurveyAndALinkOnlyWhereThereIsATicket() throws Exception {
        browser.as(360, 740, "dark");
        dashboard.show("#/ratings?" + COMMENTS);
        browser.screenshot("comments-360-dark");

        assertThat(browser.texts(".comments blockquote")).containsExactly("The third", "The second", "The first");
        assertThat(browser.texts(".comments .meta")).satisfiesExactly(third -> assertThat(third).contains("Ticket A-77", "Seven"),
                second -> assertThat(second).contains("no ticket", "s2"), first -> assertThat(first).contains("Ticket 2001", "After a chat").doesNotContain("s1"));
        assertThat(browser.all(".comments a").stream().map(link -> link.getDomAttribute("href"))).containsExactly(relay.zendesk().url() + "/agent/tickets/2001");
    }

    @Test
    void shouldSayWhenOnlyTheNewestRatingsWereLookedThroughForComments() {
        dashboard.show("#/ratings?" + MANY_AGENTS);
        browser.awaitText("None of the newest 1,000 ratings has a comment");
        dashboard.show("#/ratings?range=custom&from=2024-11-04&to=2025-06-08&zone=UTC");
        browser.awaitText("These are all among the newest 1,000 ratings.");
        dashboard.show("#/ratings?range=custom&from=2024-11-04&to=2024-11-04&zone=UTC");
        browser.awaitText("Long ago, the only one");
        assertThat(browser.text()).doesNotContain("newest 1,000");
    }

    @Test
    void shouldNotSayThatNothingWasCollectedWhereSourcesHaveNoTimeToSay() {
        dashboard.show("#/ratings?" + WEEK);
        browser.js("const real = window.fetch; window.fetch = async (...asked) => { const answer = await real(...asked);"
                + "return !asked[0].includes('by-date') ? answer : new Response(JSON.stringify({ ...await answer.json(), dataThrough: null })); };");

        new Select(browser.one("#zone")).selectByValue("Asia/Tokyo");
        browser.awaitText("Asia/Tokyo · what was pushed or dropped so far");
        new Select(browser.one("#range")).selectByVisibleText("Last 24 hours");
        browser.awaitText("what is pushed or dropped is counted once it comes in");
        assertThat(browser.text()).contains("nothing came in");
    }
}
