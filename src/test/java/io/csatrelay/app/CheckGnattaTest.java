package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoGnatta;
import io.csatrelay.ops.CheckSources;
import io.csatrelay.settings.Catalogue;
import io.csatrelay.settings.GeneralSettings;
import io.csatrelay.settings.Settings;
import io.csatrelay.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckGnattaTest {
    @Test
    void shouldSayWhetherGnattaGivesATokenAndWhichSettingsToCheck(@TempDir Path folder) throws Exception {
        try (DemoGnatta gnatta = DemoGnatta.start(DemoGnatta.Options.defaults())) {
            Settings settings = new SettingsLoader(Catalogue.standard(), Path.of(""), folder).load(gnatta.settings());
            gnatta.faults().next(1, DemoFault.status(404)).next(1, request -> request.path().equals("/connect/token"), DemoFault.status(400, "{\"error\":\"invalid_client\"}"));
            try (IdleRelay relay = IdleRelay.withRoutes(settings, new RouteFiles(settings.get(GeneralSettings.ROUTES_DIR), settings))) {
                assertThat(check(relay)).isEqualTo("problem  gnatta-tiles: looking up where tokens are given: HTTP 404 from 127.0.0.1: check GNATTA_DOMAIN_ID and GNATTA_AUTH_URL");
                assertThat(check(relay)).isEqualTo("problem  gnatta-tiles: asking for an OAuth2 token: HTTP 400 from 127.0.0.1: check GNATTA_CLIENT_ID and GNATTA_CLIENT_SECRET");
                assertThat(check(relay)).isEqualTo("ok       gnatta-tiles: the vendor lets us in: a token; whether it has the role Analytics, the first run shows");
            }
            assertThat(gnatta.asked()).isEmpty();
        }
    }

    private static String check(IdleRelay relay) throws Exception {
        return new CheckSources(relay.context()).check(Collections.singletonMap("gnatta-tiles", null)).get(0).toString();
    }
}
