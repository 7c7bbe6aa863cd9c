package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoRequest;
import io.csatrelay.demo.DemoVendors;
import io.csatrelay.ops.CheckSources;
import io.csatrelay.settings.Catalogue;
import io.csatrelay.settings.GeneralSettings;
import io.csatrelay.settings.Settings;
import io.csatrelay.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code check} says which kind of CSAT a Zendesk account has, over HTTP, by the shipped routes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheckCsatKindTest {
    private static final Predicate<DemoRequest> RATINGS = request -> request.path().contains("satisfaction_ratings");
    private static final Predicate<DemoRequest> SURVEYS = request -> request.path().contains("/guide/");

    private DemoVendors vendors;
    private RouteFiles files;
    private IdleRelay relay;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        vendors = DemoVendors.start(DemoVendors.Options.defaults().withRatings(12).withSurveys(34));
        Settings settings = new SettingsLoader(Catalogue.standard(), Path.of(""), folder).load(vendors.settings());
        files = new RouteFiles(settings.get(GeneralSettings.ROUTES_DIR), settings);
        relay = IdleRelay.withRoutes(settings, files);
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

    private List<String> check() throws Exception {
        return new CheckSources(relay.context()).check(files.sources()).stream().map(Object::toString).filter(line -> line.contains(" zendesk-ratings: ") || line.contains(" zendesk-surveys: ")).toList();
    }

    @Test
    void shouldSayThatTheAccountHasBoth() throws Exception {
        assertThat(check()).containsExactly("ok       zendesk-ratings: the vendor lets us in: 12 ratings",
                "ok       zendesk-surveys: the vendor lets us in: survey responses");
    }

    @Test
    void shouldSayThatTheAccountHasRatingsAlone() throws Exception {
        vendors.zendesk().faults().always(SURVEYS, DemoFault.status(403));
        assertThat(check()).containsExactly("ok       zendesk-ratings: the vendor lets us in: 12 ratings",
                "off      zendesk-surveys: the account has no survey responses, it has satisfaction ratings (HTTP 403)");
    }

    @Test
    void shouldSayThatTheAccountHasSurveysAlone() throws Exception {
        vendors.zendesk().faults().always(RATINGS, DemoFault.status(404));
        assertThat(check()).containsExactly("off      zendesk-ratings: the account has no satisfaction ratings, it has survey responses (HTTP 404)",
                "ok       zendesk-surveys: the vendor lets us in: survey responses");
    }

    @Test
    void shouldSayThatTheAccountShowsNeither() throws Exception {
        vendors.zendesk().faults().always(RATINGS.or(SURVEYS), DemoFault.status(403));
        assertThat(check()).allMatch(line -> line.startsWith("problem  ") && line.contains("the account shows neither") && line.contains("no admin"));
    }
}
