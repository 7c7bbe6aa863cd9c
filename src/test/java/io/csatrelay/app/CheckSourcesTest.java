package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoVendors;
import io.csatrelay.ops.CheckPoint;
import io.csatrelay.ops.CheckSources;
import io.csatrelay.settings.Catalogue;
import io.csatrelay.settings.GeneralSettings;
import io.csatrelay.settings.Settings;
import io.csatrelay.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check} asks a vendor, over HTTP, by the shipped routes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheckSourcesTest {
    private DemoVendors vendors;
    private IdleRelay relay;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        vendors = DemoVendors.start(DemoVendors.Options.defaults().withRatings(1234));
        Settings settings = new SettingsLoader(Catalogue.standard(), Path.of(""), folder).load(environment());
        RouteFiles files = new RouteFiles(settings.get(GeneralSettings.ROUTES_DIR), settings);
        relay = IdleRelay.withRoutes(settings, files);
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(vendors.settings());
        environment.put("INTAKE_ZENDESK_WEBHOOK_SECRET", "c4n4ry");
        return environment;
    }

    @AfterAll
    void stop() throws Exception {
        relay.close();
        vendors.close();
    }

    @BeforeEach
    void forget() {
        vendors.zendesk().faults().clear();
    }

    @Test
    void shouldTellWhatTheAccountHasWithOneRequestAndWithoutSending() throws Exception {
        int before = vendors.zendesk().requests().size();

        assertThat(check()).isEqualTo("ok       zendesk-ratings: the vendor lets us in: 1234 ratings");

        assertThat(vendors.zendesk().requests()).hasSize(before + 1);
        assertThat(vendors.maestroqa().requests()).isEmpty();
    }

    @Test
    void shouldSayAtLeastWhileTheVendorCountsAnew() throws Exception {
        vendors.zendesk().faults().next(1, DemoFault.status(200, "{\"count\":{\"value\":100000,\"refreshed_at\":null}}"));

        assertThat(check()).isEqualTo("ok       zendesk-ratings: the vendor lets us in: at least 100000 ratings");
    }

    @Test
    void shouldTellWrongCredentialsFromAPlanWithoutRatings() throws Exception {
        vendors.zendesk().faults().next(1, DemoFault.status(401, "{\"error\":\"c4n4ry\"}")).next(1, DemoFault.status(403)).next(1, DemoFault.status(404));

        assertThat(check()).isEqualTo("problem  zendesk-ratings: HTTP 401 from 127.0.0.1: check ZENDESK_EMAIL and ZENDESK_API_TOKEN, or ZENDESK_OAUTH_TOKEN");
        assertThat(check()).startsWith("problem  zendesk-ratings: HTTP 403 from 127.0.0.1: the plan or the account does not have this kind of data, or ");
        assertThat(check()).startsWith("problem  zendesk-ratings: HTTP 404 from 127.0.0.1: ").contains("check the base URL");
    }

    @Test
    void shouldSayWhatIsInTheWayInWords() throws Exception {
        vendors.zendesk().faults().next(1, DemoFault.loginPage()).next(1, DemoFault.brokenJson()).next(1, new DemoFault.Reset());

        assertThat(check()).contains("a web page instead of data");
        assertThat(check()).isEqualTo("problem  zendesk-ratings: no usable answer (JsonEOFException): check the URL");
        assertThat(check()).startsWith("problem  zendesk-ratings: no usable answer (");
    }

    @Test
    void shouldAskNobodyAboutASourceThatIsPushed() throws Exception {
        assertThat(new CheckSources(relay.context()).check(Collections.singletonMap("zendesk-webhook", null))).map(CheckPoint::toString)
                .containsExactly("ok       zendesk-webhook: its secret is set; it takes deliveries at POST /intake/zendesk-webhook");
    }

    @Test
    void shouldSayThatASourceIsOffOrHasNoCheck() throws Exception {
        Map<String, String> declared = new TreeMap<>();
        declared.put("a", "A_URL not set");
        declared.put("b", null);

        List<CheckPoint> points = new CheckSources(relay.context()).check(declared);

        assertThat(points).map(CheckPoint::toString).containsExactly("off      a: A_URL not set",
                "problem  b: not checked: its route file has no route b-check: add one from direct:b-check");
    }

    private String check() throws Exception {
        List<CheckPoint> points = new CheckSources(relay.context()).check(Collections.singletonMap(TestingRelay.RATINGS, null));
        assertThat(points).hasSize(1);
        return points.get(0).toString();
    }
}
