package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoLivePerson;
import io.csatrelay.ops.CheckPoint;
import io.csatrelay.ops.CheckSources;
import io.csatrelay.settings.Catalogue;
import io.csatrelay.settings.GeneralSettings;
import io.csatrelay.settings.Settings;
import io.csatrelay.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check} says of LivePerson. */
class CheckLivePersonTest {
    @TempDir
    private Path folder;

    @Test
    void shouldSayWhetherLivePersonLetsUsIn() throws Exception {
        try (DemoLivePerson vendor = DemoLivePerson.start(DemoLivePerson.Options.defaults())) {
            Settings settings = new SettingsLoader(Catalogue.standard(), Path.of(""), folder).load(vendor.settings());
            try (IdleRelay relay = IdleRelay.withRoutes(settings, new RouteFiles(settings.get(GeneralSettings.ROUTES_DIR), settings))) {
                for (String source : List.of("liveperson-csat", "liveperson-engagement")) {
                    vendor.faults().clear();
                    assertThat(check(relay, source)).isEqualTo("ok       " + source + ": the vendor lets us in");
                    vendor.faults().always(request -> request.path().startsWith("/operations"), DemoFault.status(401));
                    assertThat(check(relay, source)).startsWith("problem  " + source + ": HTTP 401 from 127.0.0.1: check LIVEPERSON_TOKEN");
                }
            }
            assertThat(vendor.requests().stream().filter(request -> request.path().startsWith("/operations"))).hasSize(4);
        }
    }

    private static String check(IdleRelay relay, String source) throws Exception {
        List<CheckPoint> points = new CheckSources(relay.context()).check(Collections.singletonMap(source, null));
        return points.get(0).toString();
    }
}
