package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.Eventually;
import io.csatrelay.collect.Lane;
import io.csatrelay.collect.RunRequest;
import io.csatrelay.demo.DemoData;
import io.csatrelay.demo.DemoRating;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** The dashboard in a real browser, before a real relay: what people see, what they can do, and what a hostile comment cannot. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DashboardTest {
    /** Each would say so on the page if it ran, or ask a host that nobody gave leave to. */
    private static final List<String> HOSTILE = List.of(
            "<script>document.title='owned'</script>",
            "<img src=x onerror=\"document.title='owned'\">",
            "<svg onload=\"document.title='owned'\"></svg><iframe srcdoc=\"<script>parent.document.title='owned'</script>\"></iframe>",
            "</blockquote><a href=\"javascript:document.title='owned'\" autofocus onfocus=\"document.title='owned'\">a prize</a>",
            "\"><style>body{display:none}</style><link rel=stylesheet href=//127.0.0.2/x.css>${document.title='owned'}{{constructor.constructor('alert(1)')()}}",
            "<base href=\"//127.0.0.2/\"><meta http-equiv=refresh content=\"0;url=//127.0.0.2/\">",
            "=HYPERLINK(\"http://127.0.0.2/\",\"click\")");
    private static final int RATINGS = 1500;
    private static TestingBrowser browser;
    private static TestingRelay relay;
    private static TestingApi api;

    @BeforeAll
    static void fill() throws Exception {
        if (!TestingBrowser.isThere()) {
            return;
        }
        browser = TestingBrowser.start();
        relay = TestingApi.planWithTokens().set("ZENDESK_SETTLE", "1s").set("ZENDESK_WINDOW", "31d").start();
        api = new TestingApi(relay);
        relay.maestroqa().refuseItem(item -> item.path("ticket_id").asText().startsWith("9"), "agent is not known here");
        Instant now = Instant.now();
        relay.zendesk().addAll(DemoData.ratings(7, RATINGS, now.minus(Duration.ofDays(65)), now.minusSeconds(3600)));
        for (int i = 0; i < HOSTILE.size(); i++) {
            relay.zendesk().add(DemoRating.bad(10 + i, 90_000 + i, now.minusSeconds(600 - i)).withAgent(360_100_000_030L, 360_200_000_006L).withComment(HOSTILE.get(i)));
        }
        relay.zendesk().add(DemoRating.good(100, 100, now.minusSeconds(100)).servedAs("{\"id\":100,\"score\":\"superb\",\"created_at\":\"" + now.minusSeconds(100) + "\"}"));
        relay.run(RunRequest.backfill(TestingRelay.RATINGS, Lane.BACKFILL, now.minus(Duration.ofDays(66)).truncatedTo(ChronoUnit.SECONDS), now.truncatedTo(ChronoUnit.SECONDS)));
        assertThat(relay.store().quarantine(TestingRelay.RATINGS)).hasSize(1);
        Eventually.await("MaestroQA refuses some", Duration.ofSeconds(30), () -> relay.relay().status().read().outbox().refused() == HOSTILE.size());
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (relay != null) {
            relay.close();
        }
    }

    @BeforeEach
    void calm() {
        TestingBrowser.assumeThere();
        browser.block(List.of());
        browser.slow(Duration.ZERO);
        browser.in("Europe/Berlin").as(1280, 900, "light");
        browser.complaints();
        browser.requests();
    }

    private static String url(String fragment) {
        return api.api("/").toString() + fragment;
    }

    private static void signIn(String token) {
        browser.driver().manage().deleteAllCookies();
        browser.open(url(""));
        browser.await("the sign-in is shown", () -> browser.one("#token").isDisplayed());
        browser.one("#token").sendKeys(token, Keys.ENTER);
        browser.awaitLoaded();
    }

    private static void show(String fragment) {
        browser.open(url(fragment));
        browser.awaitLoaded();
    }

    @Test
    @Order(1)
    void shouldShowNothingButTheSignInUntilSomebodySignedIn() throws Exception {
        browser.open(url("#/connector"));
        browser.await("the sign-in is shown", () -> browser.one("#token").isDisplayed());

        browser.screenshot("sign-in");
        browser.assertUsable();
        assertThat(browser.requests()).noneMatch(request -> request.contains("/api/") || request.contains("/reporting/"));
        browser.one("#token").sendKeys("wrong", Keys.ENTER);
        browser.awaitText("That is not a token of this connector");
        assertThat(browser.one("[role=alert]").isDisplayed()).isTrue();
    }

    @Test
    @Order(2)
    void shouldSignInOnceAndKeepTheTokenOutOfTheAddressAndOfScripts() {
        signIn(TestingApi.ADMIN);

        assertThat(browser.driver().getCurrentUrl()).doesNotContain(TestingApi.ADMIN);
        assertThat(browser.js("return document.cookie + JSON.stringify({...localStorage, ...sessionStorage})")).isEqualTo("{}");
        assertThat(browser.requests()).noneMatch(request -> request.contains(TestingApi.ADMIN)).allMatch(request -> request.startsWith(url("")) || request.startsWith("about:"));
        show("");
        browser.awaitText("Signed in as admin");
    }

    @Test
    @Order(3)
    void shouldShowTheFiguresOfTheReports() throws Exception {
        show("");

        awaitNames();
        browser.await("there is a chart", () -> (Boolean) browser.js("return document.querySelector('canvas').width > 100"));
        assertThat(browser.all(".figures .value").stream().map(WebElement::getText)).hasSize(4).first().asString().matches("[0-9]{2}\\.[0-9] %");
        assertThat(browser.all(".scores .row")).hasSize(5);
        assertThat(browser.text()).contains("CSAT over time", "Score distribution", "Latest comments", "Europe/Berlin");
        browser.screenshot("ratings-light");
        browser.assertUsable();
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests()).isNotEmpty().allMatch(request -> request.startsWith(url("")) || request.startsWith("about:") || request.startsWith("data:"));
    }

    @Test
    @Order(4)
    void shouldBeRightInTheDarkAndAt360Pixels() throws Exception {
        browser.as(1280, 900, "dark");
        show("");
        awaitNames();
        browser.screenshot("ratings-dark");
        browser.assertUsable();
        for (String view : List.of("ratings", "connector")) {
            browser.as(360, 740, "dark");
            show("#/" + view);
            browser.screenshot(view + "-360-dark");
            browser.assertUsable();
            browser.as(360, 740, "light");
            browser.screenshot(view + "-360");
            browser.assertFits();
        }
    }

    @Test
    @Order(5)
    void shouldShowAHostileCommentAsItsWordsAndRunNothingOfIt() throws Exception {
        show("");
        browser.await("comments are there", () -> browser.all(".comments blockquote").size() >= HOSTILE.size());

        assertThat(browser.all(".comments blockquote").stream().map(WebElement::getText)).containsAll(HOSTILE);
        assertThat(browser.js("return document.querySelectorAll('main script, main img, main iframe, main style, main link, main base, main meta, main [onerror], main [onload], main a[href^=javascript]').length")).isEqualTo(0L);
        assertThat(browser.driver().getTitle()).isEqualTo("Ratings · CSAT Relay");
        assertThat(browser.requests()).noneMatch(request -> request.contains("127.0.0.2"));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @Order(6)
    void shouldLinkEachCommentToItsTicket() {
        show("");
        browser.await("comments are there", () -> !browser.all(".comments li a").isEmpty());

        WebElement link = browser.all(".comments li").stream().filter(item -> item.getText().contains("HYPERLINK")).findFirst().orElseThrow()
                .findElement(By.tagName("a"));
        assertThat(link.getDomAttribute("href")).isEqualTo(relay.zendesk().url() + "/agent/tickets/" + (90_000 + HOSTILE.size() - 1));
        assertThat(link.getDomAttribute("rel")).contains("noopener", "noreferrer");
    }

    @Test
    @Order(7)
    void shouldBreakDownSortAndSearchAndKeepItAllInTheLink() {
        show("");
        awaitNames();
        browser.one("[role=tabpanel] button.sort").click();
        browser.await("names are sorted", () -> names().get(0).startsWith("Agent 01"));
        browser.one("#search").sendKeys("agent 17");
        browser.await("one is found", () -> names().size() == 1);
        assertThat(browser.driver().getCurrentUrl()).contains("#/ratings?").contains("q=agent+17").contains("sort=name");

        show(browser.driver().getCurrentUrl().replaceFirst(".*#", "#"));
        browser.await("the link brings the same", () -> names().size() == 1 && names().get(0).startsWith("Agent 17"));
        for (String by : List.of("skill", "queue")) {
            show("#/ratings?by=" + by);
            browser.awaitText("Technical support");
            assertThat(names()).hasSizeGreaterThanOrEqualTo(6);
        }
        show("#/ratings?by=channel");
        assertThat(browser.all("[role=tabpanel]")).isNotEmpty();
    }

    private static void awaitNames() {
        browser.await("agents have names", () -> names().stream().anyMatch(name -> name.startsWith("Agent ")));
    }

    private static List<String> names() {
        return browser.all("[role=tabpanel] tbody th").stream().map(WebElement::getText).toList();
    }

    @Test
    @Order(8)
    void shouldMarkSmallSamples() {
        show("#/ratings?range=24h&by=agent");

        browser.await("some have few answers", () -> browser.all("[role=tabpanel] .few").size() > 0);
        assertThat(browser.text()).contains("fewer than 10 answers");
    }

    @Test
    @Order(9)
    void shouldChangeRangeAndTimeZoneAndShowThePeriodsAsATable() {
        show("");
        new Select(browser.one("#range")).selectByVisibleText("Last 7 days");
        browser.await("the range is in the link", () -> browser.driver().getCurrentUrl().contains("range=7d"));
        new Select(browser.one("#zone")).selectByValue("Asia/Tokyo");
        browser.awaitText("Last 7 days, Asia/Tokyo");
        browser.awaitLoaded();
        browser.one("details summary").click();

        browser.await("there is a row for each day", () -> browser.all("details tbody tr").size() == 7);
    }

    @Test
    @Order(10)
    void shouldGiveTheTableThatIsShownAsCsvWithoutFormulas() {
        show("#/ratings?by=agent&q=agent+0&sort=name");
        browser.awaitText("Agent 01");
        browser.js("window.kept = null; URL.createObjectURL = (blob) => { window.kept = blob.text(); return 'blob:nothing'; }; HTMLAnchorElement.prototype.click = () => {};");

        downloads().get(0).click();

        String csv = (String) browser.async("await window.kept");
        assertThat(csv).startsWith("id,name,csat_score,csat_score1_answers,csat_score2_answers").contains(",Agent 01,").doesNotContain("Agent 10");
        assertThat(browser.async("JSON.stringify((await import('/dashboard/csv.js')).csv([['=1+1', '-1', '@x', 'a;b,', '+49 1', null]]))"))
                .isEqualTo("\"'=1+1,-1,'@x,\\\"a;b,\\\",'+49 1,\\r\\n\"");
    }

    private static List<WebElement> downloads() {
        return browser.all("button").stream().filter(button -> button.getText().equals("Download CSV")).toList();
    }

    @Test
    @Order(11)
    void shouldGiveAllRatingsOfTheRangeAsCsvWithoutFormulas() {
        show("#/ratings?range=7d");
        browser.await("comments are there", () -> !browser.all(".comments li").isEmpty());
        browser.js("window.kept = null; URL.createObjectURL = (blob) => { window.kept = blob.text(); return 'blob:nothing'; }; HTMLAnchorElement.prototype.click = () => {};");

        downloads().get(1).click();

        browser.await("the file is there", () -> (Boolean) browser.js("return window.kept !== null"));
        String csv = (String) browser.async("await window.kept");
        assertThat(csv).startsWith("reference,").contains("'=HYPERLINK(");
        assertThat(csv.lines().count()).isGreaterThan(browser.all(".comments li").size());
    }

    @Test
    @Order(11)
    void shouldFilterTheWholeViewByAnAgent() {
        show("#/ratings?sort=name");
        browser.awaitText("Agent 05");
        String all = browser.all(".figures .value").get(1).getText();
        browser.all("[role=tabpanel] tbody th button").stream().filter(name -> name.getText().equals("Agent 05")).findFirst().orElseThrow().click();
        browser.await("a filter is on", () -> !browser.all(".chip").isEmpty());
        browser.awaitLoaded();

        browser.await("there are fewer answers", () -> !browser.all(".figures .value").get(1).getText().equals(all));
        browser.one(".chip").click();
        browser.await("all are back", () -> browser.all(".chip").isEmpty() && browser.all(".figures .value").size() == 4 && browser.all(".figures .value").get(1).getText().equals(all));
    }

    @Test
    @Order(12)
    void shouldSayWhatToDoWhenNobodyAnsweredWhenItLoadsAndWhenItFails() throws Exception {
        show("#/ratings?range=custom&from=2020-01-01&to=2020-01-31");
        browser.awaitText("Nobody answered in this time");
        browser.awaitText("Choose a longer range");
        browser.screenshot("ratings-empty");
        browser.assertUsable();
        browser.slow(Duration.ofSeconds(2));
        browser.driver().get(url("#/ratings?range=7d"));
        browser.awaitText("Loading…");
        browser.slow(Duration.ZERO);
        browser.awaitLoaded();

        browser.block(List.of("*/reporting/*"));
        show("#/ratings?range=12m");
        browser.awaitText("The connector does not answer.");
        browser.screenshot("ratings-error");
        browser.assertUsable();
        browser.block(List.of());
        browser.button("Try again").click();
        browser.await("it works again", () -> browser.all(".figures .value").size() == 4);
        assertThat(browser.one(".figures").getText()).as("the year before has no answers, which is not 0 %")
                .contains("no answers in the period before", "none in the period before").doesNotContain("0.0 %");
    }

    @Test
    @Order(13)
    void shouldWorkByKeyboardAlone() {
        show("");
        browser.driver().switchTo().activeElement().sendKeys(Keys.TAB);
        assertThat(browser.driver().switchTo().activeElement().getText()).isEqualTo("Skip to the content");
        awaitNames();
        browser.one("#by-agent").sendKeys(Keys.ARROW_RIGHT);
        browser.await("the next tab is chosen and has the focus", () -> browser.driver().switchTo().activeElement().getDomAttribute("id").equals("by-skill")
                && "true".equals(browser.one("#by-skill").getDomAttribute("aria-selected")));
        assertThat((String) browser.js("return getComputedStyle(document.activeElement).outlineStyle")).isEqualTo("solid");
    }

    @Test
    @Order(14)
    void shouldTellHowTheConnectorIsAndRetryWhatAPersonMended() throws Exception {
        show("#/connector");
        browser.awaitText("agent is not known here");

        browser.screenshot("connector-light");
        browser.assertUsable();
        assertThat(browser.text()).contains("7 ratings are refused by MaestroQA", "Collected up to", "went well", "of 10 requests left in this second",
                "of 100 requests left in these 60 seconds", "The books balance", "Refused 7", "Quarantined 1", "1 record could not become a rating and is in quarantine", "zendesk-ratings");
        relay.maestroqa().acceptAll();
        browser.button("Retry zendesk-ratings 10").click();
        browser.awaitText("1 record will be tried again.");
        browser.button("Retry all").click();
        browser.awaitText("6 records will be tried again.");
        Eventually.await("all are delivered", Duration.ofSeconds(30), () -> relay.relay().status().read().outbox().refused() == 0);
        show("#/connector?records=quarantined");
        browser.awaitText("superb");
    }

    @Test
    @Order(15)
    void shouldLetAReaderLookAndNotRetry() {
        signIn(TestingApi.READ);
        show("#/connector?records=quarantined");

        browser.awaitText("Sign in with the admin token to retry.");
        assertThat(browser.all("button").stream().map(WebElement::getText)).doesNotContain("Retry", "Retry all");
    }

    @Test
    @Order(16)
    void shouldAskForASignInAgainWhenTheSessionHasEnded() {
        show("#/ratings?range=7d");
        browser.driver().manage().deleteAllCookies();
        new Select(browser.one("#range")).selectByVisibleText("Last 24 hours");
        browser.awaitText("Your session has ended.");
        browser.one("#token").sendKeys(TestingApi.READ, Keys.ENTER);
        browser.awaitText("Last 24 hours");

        browser.button("Sign out").click();
        browser.awaitText("You have signed out.");
        assertThat(browser.all(".card")).hasSize(1);
    }

    @Test
    @Order(17)
    void shouldFindTheStartOfALocalDayOverEveryClockChange() {
        String starts = (String) browser.async("""
                await import('/dashboard/time.js').then(({ startOfDay }) => [
                  startOfDay(2026, 3, 29, 'Europe/Berlin'), startOfDay(2026, 3, 30, 'Europe/Berlin'), startOfDay(2026, 10, 26, 'Europe/Berlin'),
                  startOfDay(2026, 9, 6, 'America/Santiago'), startOfDay(2026, 1, 1, 'Asia/Kathmandu'), startOfDay(2026, 13, 1, 'Pacific/Auckland'),
                ].map((at) => at.toISOString()).join(' '))""");

        assertThat(starts).isEqualTo("2026-03-28T23:00:00.000Z 2026-03-29T22:00:00.000Z 2026-10-25T23:00:00.000Z "
                + "2026-09-06T04:00:00.000Z 2025-12-31T18:15:00.000Z 2026-12-31T11:00:00.000Z");
    }

    @Test
    @Order(18)
    void shouldAskForNoLongerRangeThanReportsTakeOnAnyDay() {
        String ranges = (String) browser.async("""
                await import('/dashboard/time.js').then(({ span, RANGES }) => {
                  const asked = [];
                  for (let day = 0; day < 1500; day += 1) {
                    const now = Date.UTC(2026, 0, 1 + day, 22, 55);
                    Object.keys(RANGES).forEach((range) => asked.push(span({ range, zone: 'Europe/Berlin' }, now)));
                    const last = new Date(now + (day % 740) * 86400000).toISOString().slice(0, 10);
                    try {
                      asked.push(span({ range: 'custom', from: new Date(now).toISOString().slice(0, 10), to: last, zone: 'Europe/Berlin' }, now));
                    } catch (tooLong) {
                      // said to the person who asked
                    }
                  }
                  return asked.map(({ from, to, groupBy }) => [from, to, groupBy].join(' ')).join('\\n');
                })""");

        assertThat(ranges.lines()).hasSizeGreaterThan(10_000).allSatisfy(range -> {
            String[] parts = range.split(" ");
            ZonedDateTime from = Instant.parse(parts[0]).atZone(ZoneId.of("Europe/Berlin"));
            ZonedDateTime limit = switch (parts[2]) {
                case "Hourly" -> from.plusHours(25);
                case "Daily" -> from.plusDays(31);
                case "Weekly" -> from.plusMonths(3);
                default -> from.plusMonths(24);
            };
            assertThat(Instant.parse(parts[1])).isAfter(from.toInstant()).isBeforeOrEqualTo(limit.toInstant());
        });
    }
}
