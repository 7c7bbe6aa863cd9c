package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.Eventually;
import io.csatrelay.demo.DemoRating;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The dashboard's view of the connector in a real browser: what needs a person, and what a person does about it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DashboardConnectorTest {
    private static final int REFUSED = 7;
    /** One more than a list shows at first. */
    private static final int QUARANTINED = 101;
    private static TestingDashboard dashboard;
    private static TestingBrowser browser;
    private static TestingRelay relay;

    @BeforeAll
    static void fill() throws Exception {
        if (!TestingBrowser.isThere()) {
            return;
        }
        relay = TestingApi.planWithTokens().set("ZENDESK_SETTLE", "1s").set("ZENDESK_RATINGS_SINCE", "2h").start();
        TestingApi api = new TestingApi(relay);
        relay.maestroqa().refuseItem(item -> item.path("ticket_id").asText().startsWith("9"), "agent is not known here");
        Instant now = Instant.now();
        for (int i = 0; i < REFUSED; i++) {
            relay.zendesk().add(DemoRating.bad(10 + i, 90_000 + i, now.minusSeconds(600 - i)));
        }
        for (int i = 0; i < QUARANTINED; i++) {
            relay.zendesk().add(DemoRating.good(100 + i, 100 + i, now.minusSeconds(100)).servedAs("{\"id\":%d,\"score\":\"superb\",\"created_at\":\"%s\"}"
                    .formatted(100 + i, now.minusSeconds(100))));
        }
        api.collect(REFUSED + QUARANTINED);
        Eventually.await("MaestroQA refuses some", Duration.ofSeconds(30), () -> relay.relay().status().read().outbox().refused() == REFUSED);
        dashboard = new TestingDashboard(api);
        browser = dashboard.browser();
        dashboard.calm();
        dashboard.signIn(TestingApi.ADMIN);
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
    void shouldTellHowTheConnectorIsAndRetryWhatAPersonMended() throws Exception {
        dashboard.show("#/connector");
        browser.awaitText("agent is not known here");

        browser.screenshot("connector-light");
        browser.assertUsable();
        assertThat(browser.text()).contains("7 ratings are refused by MaestroQA", "Collected up to", "went well", "of 10 requests left in this second",
                "of 100 requests left in these 60 seconds", "The books balance", "Refused 7", "Quarantined 101", "101 records could not become a rating and are in quarantine", "zendesk-ratings");
        relay.maestroqa().acceptAll();
        browser.button("Retry zendesk-ratings 10").click();
        browser.awaitText("1 record will be tried again.");
        browser.button("Retry all").click();
        browser.awaitText("6 records will be tried again.");
        Eventually.await("all are delivered", Duration.ofSeconds(30), () -> relay.relay().status().read().outbox().refused() == 0);
    }

    @Test
    @Order(2)
    void shouldFoldAwaySourcesThatAreOffAndWereNeverUsedAndNoOthers() {
        dashboard.show("#/connector");
        assertThat(browser.text()).contains("7 sources off and never used").doesNotContain("FILE_DROP_DIR not set");
        browser.one("details summary").click();
        browser.awaitText("FILE_DROP_DIR not set");
        browser.js("const real = window.fetch; window.fetch = async (...asked) => { const answer = await real(...asked); if (asked[0] !== '/api/status') return answer;"
                + "const status = await answer.json(); status.sources.find(({ id }) => id === 'zendesk-ratings').state = 'off'; return new Response(JSON.stringify(status)); };"
                + "location.hash = '#/connector?records=held';");

        browser.await("it stays in sight", () -> browser.texts("section ul > .source h3").stream().anyMatch(source -> source.matches("zendesk-ratings\\s+off")));
    }

    @Test
    @Order(3)
    void shouldListWhatIsInQuarantineAndGiveAllOfItAsCsv() {
        dashboard.show("#/connector?records=quarantined");
        browser.awaitText("superb");
        assertThat(browser.all("[role=tabpanel] tbody tr")).hasSize(QUARANTINED - 1);

        List<String> csv = dashboard.file("What needs a person").lines().toList();
        assertThat(csv).hasSize(1 + QUARANTINED).first().isEqualTo("id,source,external_id,ticket_id,reason,at");
        assertThat(csv.get(QUARANTINED)).contains(",zendesk-ratings,", "superb");
        browser.button("Show more").click();
        browser.await("all are shown", () -> browser.all("[role=tabpanel] tbody tr").size() == QUARANTINED);
    }

    @Test
    @Order(4)
    void shouldLetAReaderLookAndNotRetry() {
        dashboard.signIn(TestingApi.READ);
        dashboard.show("#/connector?records=quarantined");

        browser.awaitText("Sign in with the admin token to retry.");
        assertThat(browser.texts("button")).doesNotContain("Retry", "Retry all");
    }

    /** The mapping is read at the start. */
    @Test
    @Order(5)
    void shouldRetryByKeyboardAloneWhatAMendedMappingTakes(@TempDir Path mappings) throws Exception {
        for (String mapping : List.of("zendesk-rating.jq", "file-drop.jq")) {
            Files.copy(Path.of("mappings", mapping), mappings.resolve(mapping));
        }
        Path mapping = mappings.resolve("zendesk-rating.jq");
        Files.writeString(mapping, Files.readString(mapping).replace("| .score as $score", "| (.score | if . == \"superb\" then \"good\" else . end) as $score"));
        relay.set("MAPPINGS_DIR", mappings.toString());
        relay.restart();
        dashboard.signIn(TestingApi.ADMIN);
        dashboard.show("#/connector?records=quarantined");
        browser.awaitText("superb");

        dashboard.tabTo("button[aria-label='Retry zendesk-ratings 100']").sendKeys(Keys.ENTER);

        browser.awaitText("1 record will be tried again.");
        assertThat(dashboard.focused()).as("the button is gone").isEqualTo("records-quarantined");
        Eventually.await("one is a rating", () -> relay.store().quarantine(TestingRelay.RATINGS).size() == QUARANTINED - 1);
        dashboard.tabBackTo("#retry-all").sendKeys(Keys.ENTER);
        browser.awaitText("100 records will be tried again.");
        Eventually.await("all are", () -> relay.store().quarantine(TestingRelay.RATINGS).isEmpty());
        dashboard.show("#/connector?records=quarantined");
        browser.awaitText("No record is in quarantine");
    }
}
