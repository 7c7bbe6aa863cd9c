package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/** The page on which the API can be tried, in a real browser, before a real relay. */
class ApiPageTest {
    private static final String STATUS = "[id$='-getStatus']";
    private static final String ANSWER = STATUS + " .live-responses-table tbody .response-col_status";

    @Test
    void shouldTryARequestWithTheTokenThatWasGivenAndAskNoOtherHost() throws Exception {
        TestingBrowser.assumeThere();
        try (TestingRelay relay = TestingApi.planWithTokens().start(); TestingBrowser browser = TestingBrowser.start()) {
            TestingApi api = new TestingApi(relay);
            browser.as(1280, 900, "light").open(api.api("/docs").toString());
            browser.await("the operations are listed", () -> browser.all(STATUS).size() == 1);
            assertThat(browser.complaints()).isEmpty();

            click(browser, STATUS + " .opblock-summary-control");
            click(browser, STATUS + " .try-out__btn");
            click(browser, STATUS + " .execute");
            browser.await("it is refused without a token", () -> browser.one(ANSWER).getText().startsWith("401"));
            click(browser, ".btn.authorize");
            browser.await("a token may be given", () -> browser.one(".auth-container input").isDisplayed());
            browser.one(".auth-container input").sendKeys(TestingApi.READ);
            click(browser, ".auth-btn-wrapper .authorize");
            click(browser, ".auth-btn-wrapper .btn-done");
            click(browser, STATUS + " .execute");
            browser.await("it is answered with one", () -> browser.one(ANSWER).getText().startsWith("200"));

            browser.screenshot("api");
            assertThat(browser.requests()).isNotEmpty().allMatch(url -> url.startsWith(api.api("/").toString()) || url.startsWith("data:") || url.startsWith("about:"));
        }
    }

    private static void click(TestingBrowser browser, String css) {
        browser.await(css + " is there", () -> browser.all(css).stream().anyMatch(WebElement::isDisplayed));
        browser.js("arguments[0].click()", browser.one(css));
    }
}
