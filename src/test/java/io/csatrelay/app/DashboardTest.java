package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.collect.Lane;
import io.csatrelay.collect.RunRequest;
import io.csatrelay.demo.DemoData;
import io.csatrelay.demo.DemoRating;
import java.time.Duration;
import java.time.Instant;
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
    private static TestingDashboard dashboard;
    private static TestingBrowser browser;
    private static TestingRelay relay;
    private static TestingApi api;

    @BeforeAll
    static void fill() throws Exception {
        if (!TestingBrowser.isThere()) {
            return;
        }
        relay = TestingApi.planWithTokens().collectingOnly().set("ZENDESK_SETTLE", "1s").set("ZENDESK_WINDOW", "31d").start();
        api = new TestingApi(relay);
        Instant now = Instant.now();
        relay.zendesk().addAll(DemoData.ratings(7, RATINGS, now.minus(Duration.ofDays(65)), now.minusSeconds(3600)));
        for (int i = 0; i < HOSTILE.size(); i++) {
            relay.zendesk().add(DemoRating.bad(10 + i, 90_000 + i, now.minusSeconds(600 - i)).withAgent(360_100_000_030L, 360_200_000_006L).withComment(HOSTILE.get(i)));
        }
        relay.run(RunRequest.backfill(TestingRelay.RATINGS, Lane.BACKFILL, now.minus(Duration.ofDays(66)).truncatedTo(ChronoUnit.SECONDS), now.truncatedTo(ChronoUnit.SECONDS)));
        dashboard = new TestingDashboard(api);
        browser = dashboard.browser();
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

    @Test
    @Order(1)
    void shouldShowNothingButTheSignInUntilSomebodySignedIn() throws Exception {
        browser.open(dashboard.url("#/connector"));
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
        dashboard.signIn(TestingApi.ADMIN);

        assertThat(browser.driver().getCurrentUrl()).doesNotContain(TestingApi.ADMIN);
        assertThat(browser.js("return document.cookie + JSON.stringify({...localStorage, ...sessionStorage})")).isEqualTo("{}");
        assertThat(browser.requests()).noneMatch(request -> request.contains(TestingApi.ADMIN)).allMatch(request -> request.startsWith(dashboard.url("")) || request.startsWith("about:"));
        dashboard.show("");
        browser.awaitText("Signed in as admin");
    }

    @Test
    @Order(3)
    void shouldShowTheRatingsAndAskNoOtherHost() throws Exception {
        dashboard.show("");
        dashboard.awaitNames();
        browser.await("there is a chart", () -> (Boolean) browser.js("return document.querySelector('canvas').width > 100"));
        assertThat(browser.all(".figures .value")).hasSize(4);
        assertThat(browser.text()).contains("CSAT over time", "Score distribution", "Latest comments", "Europe/Berlin");
        browser.screenshot("ratings-light");
        browser.assertUsable();
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests()).isNotEmpty().allMatch(request -> request.startsWith(dashboard.url("")) || request.startsWith("about:") || request.startsWith("data:"));
    }

    @Test
    @Order(4)
    void shouldBeRightInTheDarkAndAt360Pixels() throws Exception {
        browser.as(1280, 900, "dark");
        dashboard.show("");
        dashboard.awaitNames();
        browser.screenshot("ratings-dark");
        browser.assertUsable();
        for (String view : List.of("ratings", "connector")) {
            browser.as(360, 740, "dark");
            dashboard.show("#/" + view);
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
        dashboard.show("");
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
        dashboard.show("");
        browser.await("comments are there", () -> !browser.all(".comments li a").isEmpty());
        WebElement link = browser.all(".comments li").stream().filter(item -> item.getText().contains("HYPERLINK")).findFirst().orElseThrow()
                .findElement(By.tagName("a"));
        assertThat(link.getDomAttribute("href")).isEqualTo(relay.zendesk().url() + "/agent/tickets/" + (90_000 + HOSTILE.size() - 1));
        assertThat(link.getDomAttribute("rel")).contains("noopener", "noreferrer");
    }

    @Test
    @Order(7)
    void shouldBreakDownSortAndSearchAndKeepItAllInTheLink() {
        dashboard.show("");
        dashboard.awaitNames();
        browser.one("[role=tabpanel] button.sort").click();
        browser.await("names are sorted", () -> dashboard.names().get(0).startsWith("Agent 01"));
        browser.one("#search").sendKeys("agent 17");
        browser.await("one is found", () -> dashboard.names().size() == 1);
        assertThat(browser.driver().getCurrentUrl()).contains("#/ratings?").contains("q=agent+17").contains("sort=name");

        dashboard.show(browser.driver().getCurrentUrl().replaceFirst(".*#", "#"));
        browser.await("the link brings the same", () -> dashboard.names().size() == 1 && dashboard.names().get(0).startsWith("Agent 17"));
        for (String by : List.of("skill", "queue")) {
            dashboard.show("#/ratings?by=" + by);
            browser.awaitText("Technical support");
            assertThat(dashboard.names()).hasSizeGreaterThanOrEqualTo(6);
        }
    }

    @Test
    @Order(8)
    void shouldChangeRangeAndTimeZoneAndShowThePeriodsAsATable() {
        dashboard.show("");
        new Select(browser.one("#range")).selectByVisibleText("Last 7 days");
        browser.await("the range is in the link", () -> browser.driver().getCurrentUrl().contains("range=7d"));
        new Select(browser.one("#zone")).selectByValue("Asia/Tokyo");
        browser.awaitText("Last 7 days, Asia/Tokyo");
        browser.awaitLoaded();
        browser.one("details summary").click();

        browser.await("there is a row for each day", () -> browser.all("details tbody tr").size() == 7);
    }

    @Test
    @Order(9)
    void shouldGiveTheTableThatIsShownAsCsv() {
        dashboard.show("#/ratings?by=agent&q=agent+0&sort=name");
        browser.awaitText("Agent 01");

        assertThat(dashboard.file("Break-down")).startsWith("id,name,csat_score,csat_score1_answers,csat_score2_answers").contains(",Agent 01,").doesNotContain("Agent 10");
    }

    @Test
    @Order(10)
    void shouldGiveAllRatingsOfTheRangeAsCsvWithoutFormulas() {
        dashboard.show("#/ratings?range=7d");
        browser.await("comments are there", () -> !browser.all(".comments li").isEmpty());

        String csv = dashboard.file("Latest comments");
        assertThat(csv).startsWith("reference,").contains("'=HYPERLINK(");
        assertThat(csv.lines().count()).isGreaterThan(browser.all(".comments li").size());
    }

    @Test
    @Order(11)
    void shouldFilterTheWholeViewByAnAgent() {
        dashboard.show("#/ratings?sort=name");
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
        dashboard.show("#/ratings?range=custom&from=2020-01-01&to=2020-01-31");
        browser.awaitText("Nobody answered in this time");
        browser.awaitText("Choose a longer range");
        browser.screenshot("ratings-empty");
        browser.assertUsable();
        browser.slow(Duration.ofSeconds(2));
        browser.driver().get(dashboard.url("#/ratings?range=7d"));
        browser.awaitText("Loading…");
        browser.slow(Duration.ZERO);
        browser.awaitLoaded();

        browser.block(List.of("*/reporting/*"));
        dashboard.show("#/ratings?range=12m");
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
        dashboard.show("");
        browser.driver().switchTo().activeElement().sendKeys(Keys.TAB);
        assertThat(browser.driver().switchTo().activeElement().getText()).isEqualTo("Skip to the content");
        dashboard.awaitNames();
        dashboard.tabTo("#range").sendKeys(Keys.ARROW_UP);
        browser.await("another range is shown", () -> browser.driver().getCurrentUrl().contains("range=7d"));
        browser.awaitLoaded();
        assertThat(dashboard.focused()).as("where they were").isEqualTo("range");
        dashboard.awaitNames();
        dashboard.tabTo("[role=tabpanel] button.sort").sendKeys(Keys.ENTER);
        browser.await("names are sorted", () -> dashboard.names().get(0).startsWith("Agent 01"));
        assertThat(browser.driver().switchTo().activeElement().getText()).isEqualTo("Agent");
        browser.one("#by-agent").sendKeys(Keys.ARROW_RIGHT);
        browser.await("the next tab is chosen and has the focus", () -> "by-skill".equals(dashboard.focused()) && "true".equals(browser.one("#by-skill").getDomAttribute("aria-selected")));
        assertThat((String) browser.js("return getComputedStyle(document.activeElement).outlineStyle")).isEqualTo("solid");
    }

    @Test
    @Order(14)
    void shouldTakeADayThatIsTypedDigitByDigit() {
        dashboard.show("#/ratings?range=custom&from=2026-01-01&to=2026-01-31");
        // Day and month alike: which comes first is the browser's affair.
        dashboard.tabTo("#from").sendKeys("11", "11", "2025");
        dashboard.tabTo("#to");
        browser.awaitText("11 Nov 2025 – 31 Jan 2026");
        browser.one("#to").sendKeys("12", "12", "2025", Keys.ENTER);
        browser.awaitText("11 Nov 2025 – 12 Dec 2025");
        assertThat(dashboard.focused()).isEqualTo("to");
    }

    @Test
    @Order(15)
    void shouldAskForASignInAgainWhenTheSessionHasEnded() {
        dashboard.show("#/ratings?range=7d");
        browser.driver().manage().deleteAllCookies();
        new Select(browser.one("#range")).selectByVisibleText("Last 24 hours");
        browser.awaitText("Your session has ended.");
        browser.one("#token").sendKeys(TestingApi.READ, Keys.ENTER);
        browser.awaitText("Last 24 hours");
        browser.button("Sign out").click();
        browser.awaitText("You have signed out.");
        assertThat(browser.all(".card")).hasSize(1);
    }
}
