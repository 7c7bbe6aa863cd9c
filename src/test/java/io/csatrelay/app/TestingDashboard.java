package io.csatrelay.app;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The dashboard of a relay in a real browser, and how a person goes about in it. */
final class TestingDashboard implements AutoCloseable {
    /** Keys that a person presses until they give up. */
    private static final int PATIENCE = 150;

    private final TestingBrowser browser = TestingBrowser.start();
    private final TestingApi api;

    /** @param api of a relay with both tokens */
    TestingDashboard(TestingApi api) throws IOException {
        this.api = api;
    }

    TestingBrowser browser() {
        return browser;
    }

    /** As it is for each test: wide, light, nothing blocked, nothing said yet. */
    void calm() {
        browser.block(List.of());
        browser.slow(Duration.ZERO);
        browser.in("Europe/Berlin").as(1280, 900, "light");
        browser.complaints();
        browser.requests();
    }

    String url(String fragment) {
        return api.api("/") + fragment;
    }

    void signIn(String token) {
        browser.driver().manage().deleteAllCookies();
        browser.open(url(""));
        browser.await("the sign-in is shown", () -> browser.one("#token").isDisplayed());
        browser.one("#token").sendKeys(token, Keys.ENTER);
        browser.awaitLoaded();
    }

    void show(String fragment) {
        browser.open(url(fragment));
        browser.awaitLoaded();
    }

    /** What the rows of the break-down are called. */
    List<String> names() {
        return browser.texts("[role=tabpanel] tbody th");
    }

    void awaitNames() {
        browser.await("agents have names", () -> names().stream().anyMatch(name -> name.startsWith("Agent ")));
    }

    /** The file that a button gives; it is read, and not kept. */
    String file(WebElement button) {
        browser.js("window.kept = null; URL.createObjectURL = (blob) => { window.kept = blob.text(); return 'blob:nothing'; }; HTMLAnchorElement.prototype.click = () => {};");
        button.click();
        browser.await("the file is there", () -> (Boolean) browser.js("return window.kept !== null"));
        return (String) browser.async("await window.kept");
    }

    /** The file of a card. */
    String file(String card) {
        return file(browser.all("section.card").stream().filter(one -> one.findElement(By.tagName("h2")).getText().equals(card)).findFirst().orElseThrow()
                .findElements(By.tagName("button")).stream().filter(button -> button.getText().equals("Download CSV")).findFirst().orElseThrow());
    }

    /** Presses the tabulator until something has the focus. */
    WebElement tabTo(String css) {
        return tabTo(css, Keys.TAB);
    }

    /** The same backwards. */
    WebElement tabBackTo(String css) {
        return tabTo(css, Keys.chord(Keys.SHIFT, Keys.TAB));
    }

    private WebElement tabTo(String css, CharSequence tabulator) {
        for (int i = 0; i < PATIENCE; i++) {
            WebElement focused = browser.driver().switchTo().activeElement();
            if ((Boolean) browser.js("return arguments[0].matches(arguments[1])", focused, css)) {
                return focused;
            }
            focused.sendKeys(tabulator);
        }
        throw new AssertionError("the tabulator does not lead to " + css + " in: " + browser.text());
    }

    /** The id of what has the focus; null when it has none. */
    String focused() {
        return browser.driver().switchTo().activeElement().getDomAttribute("id");
    }

    @Override
    public void close() {
        browser.close();
    }
}
