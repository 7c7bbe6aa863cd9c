package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real headless Chromium, Debian's. Where there is none tests are skipped, with what to do; in CI they fail. */
final class TestingBrowser implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String GET_IT = "no chromium and chromedriver on the PATH: apt-get install chromium chromium-driver (Debian), or your system's";

    /** Whether the console knows: once is enough. */
    private static final AtomicBoolean SAID = new AtomicBoolean();

    private final ChromeDriver driver;

    private TestingBrowser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Whether there is one; fails in CI where there is none. */
    static boolean isThere() {
        boolean there = chromium().isPresent() && onPath("chromedriver").isPresent();
        if (!there && isCi()) {
            fail(GET_IT);
        }
        return there;
    }

    /** Skips the test, with what to do, where there is none: on the console, too, for a skipped test's reason is seen in its report alone. */
    static void assumeThere() {
        if (!isThere() && SAID.compareAndSet(false, true)) {
            new PrintStream(new FileOutputStream(FileDescriptor.err), true).println("skipped: " + GET_IT);
        }
        assumeTrue(isThere(), GET_IT);
    }

    private static Optional<File> chromium() {
        return onPath("chromium").or(() -> onPath("chromium-browser")).or(() -> onPath("google-chrome"));
    }

    /** Starts one. */
    static TestingBrowser start() throws IOException {
        Files.createDirectories(SCREENSHOTS);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium().orElseThrow());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--force-prefers-reduced-motion", "--lang=en-GB",
                "--no-proxy-server", "--hide-scrollbars", "--disable-background-networking", "--disable-component-update", "--no-first-run");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        return new TestingBrowser(new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(onPath("chromedriver").orElseThrow()).usingAnyFreePort().build(), options));
    }

    private static boolean isCi() {
        return !System.getenv().getOrDefault("CI", "").isEmpty() || "required".equals(System.getenv("CSAT_RELAY_BROWSER"));
    }

    private static Optional<File> onPath(String name) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).map(folder -> new File(folder, name))
                .filter(File::canExecute).findFirst();
    }

    /** How wide and high the page is shown, in CSS pixels, and in which colours. */
    TestingBrowser as(int width, int height, String scheme) {
        cdp("Emulation.setDeviceMetricsOverride", Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        cdp("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        return this;
    }

    /** The browser's own clock's zone. */
    TestingBrowser in(String zone) {
        cdp("Emulation.setTimezoneOverride", Map.of("timezoneId", zone));
        return this;
    }

    /** Answers nothing to what matches; none again with an empty list. */
    void block(List<String> urls) {
        cdp("Network.enable", Map.of());
        cdp("Network.setBlockedURLs", Map.of("urls", urls));
    }

    /** Waits this long before every answer; zero for not at all. */
    void slow(Duration latency) {
        cdp("Network.enable", Map.of());
        cdp("Network.emulateNetworkConditions", Map.of("offline", false, "latency", latency.toMillis(), "downloadThroughput", -1, "uploadThroughput", -1));
    }

    private void cdp(String command, Map<String, Object> parameters) {
        driver.executeCdpCommand(command, parameters);
    }

    /** Goes to an address anew, whatever is there already. */
    TestingBrowser open(String url) {
        driver.get("about:blank");
        driver.get(url);
        return this;
    }

    ChromeDriver driver() {
        return driver;
    }

    WebElement one(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** The words of each. */
    List<String> texts(String css) {
        return all(css).stream().map(WebElement::getText).toList();
    }

    /** Waits until something holds; the page may redraw meanwhile. */
    void await(String what, BooleanSupplier holds) {
        new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50)).ignoring(StaleElementReferenceException.class)
                .ignoring(org.openqa.selenium.NoSuchElementException.class).withMessage(() -> what + "; the page says: " + text()).until(page -> holds.getAsBoolean());
    }

    /** Waits for words. */
    void awaitText(String words) {
        await("“" + words + "” is shown", () -> text().contains(words));
    }

    /** Waits until nothing loads any more. */
    void awaitLoaded() {
        await("all is loaded", () -> all("main .card").size() > 1 && all("[aria-busy]").isEmpty());
    }

    /** All that the page shows, but for the lists to choose from. */
    String text() {
        return (String) js("const lists = [...document.querySelectorAll('select')]; lists.forEach((list) => { list.hidden = true; });"
                + "const text = document.body.innerText; lists.forEach((list) => { list.hidden = false; }); return text;");
    }

    /** The button with this name. */
    WebElement button(String name) {
        return all("button").stream().filter(button -> button.isDisplayed() && (button.getText().equals(name) || name.equals(button.getDomAttribute("aria-label"))))
                .findFirst().orElseThrow(() -> new AssertionError("there is no button " + name + " in: " + text()));
    }

    Object js(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Waits for what a promise gives. */
    Object async(String expression) {
        return driver.executeAsyncScript("const done = arguments[arguments.length - 1]; (async () => (" + expression + "))().then(done, (e) => done('failed: ' + e));");
    }

    /** Keeps a picture of the whole page as build output. */
    void screenshot(String name) throws IOException {
        Map<String, Object> shot = driver.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        Files.write(SCREENSHOTS.resolve(name + ".png"), Base64.getDecoder().decode((String) shot.get("data")));
    }

    /** Nothing to scroll sideways for. */
    void assertFits() {
        assertThat((Boolean) js("return document.documentElement.scrollWidth <= window.innerWidth")).as("fits the width").isTrue();
    }

    /** Nothing to scroll sideways for, and no rule of WCAG 2.2 A and AA broken that a machine can see. */
    void assertUsable() {
        assertFits();
        List<Rule> broken = new AxeBuilder().withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")).analyze(driver).getViolations();
        assertThat(broken.stream().map(rule -> rule.getId() + ": " + rule.getNodes().stream().limit(3).map(node -> node.getHtml() + " " + node.getFailureSummary()).toList()))
                .as("what axe finds").isEmpty();
    }

    /** What the browser complained of since the last call, such as a script that the policy kept from running. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream().filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(entry -> entry.getMessage()).toList();
    }

    /** The addresses that were asked for since the last call. */
    List<String> requests() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream().map(entry -> entry.getMessage())
                .filter(message -> message.contains("\"Network.requestWillBeSent\"")).map(message -> message.replaceFirst("(?s).*\"request\":\\{.*?\"url\":\"([^\"]*)\".*", "$1")).toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
