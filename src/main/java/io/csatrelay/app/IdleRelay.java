package io.csatrelay.app;

import io.csatrelay.settings.Catalogue;
import io.csatrelay.settings.GeneralSettings;
import io.csatrelay.settings.Setting;
import io.csatrelay.settings.Settings;
import io.csatrelay.settings.Time;
import io.csatrelay.store.Database;
import io.csatrelay.vendor.Backoff;
import io.csatrelay.vendor.Credentials;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;

/**
 * The connector with all its beans and none of its routes, on a store in memory that is gone afterwards: for commands that look at
 * routes, or try one. It runs beside one that works without either noticing.
 */
final class IdleRelay implements AutoCloseable {
    /** The beans that are there only when a vendor is set up; a route file that is off may name them all the same. */
    private static final List<String> CREDENTIALS = List.of("maestroqa");

    private final Database database;
    private final Relay relay;
    private final CamelContext context;

    private IdleRelay(Database database, Relay relay, CamelContext context) {
        this.database = database;
        this.relay = relay;
        this.context = context;
    }

    /** With an example in place of each setting that has no value, so that every route file can be looked at, those that are off too. */
    static IdleRelay withExamples(Settings settings) throws Exception {
        Map<String, String> examples = new LinkedHashMap<>();
        for (Setting<?> setting : Catalogue.standard().withMembers(RouteFiles.names(settings.get(GeneralSettings.ROUTES_DIR))).settings()) {
            if (!setting.secret() && !settings.placeholders().containsKey(setting.name())) {
                examples.put(setting.name(), example(setting.name()));
            }
        }
        IdleRelay idle = start(settings, RouteFiles.none(), examples);
        CREDENTIALS.stream().filter(name -> idle.context.getRegistry().lookupByName(name) == null)
                .forEach(name -> idle.context.getRegistry().bind(name, Credentials.bare("token", "example")));
        return idle;
    }

    /** With the settings as they are, and the route files that are on, none of which runs until it is started. */
    static IdleRelay withRoutes(Settings settings, RouteFiles files) throws Exception {
        return start(settings, files, Map.of());
    }

    private static IdleRelay start(Settings settings, RouteFiles files, Map<String, String> examples) throws Exception {
        Database database = Database.inMemory(settings.get(GeneralSettings.DATA_DIR));
        try {
            Relay relay = new Relay(settings, Time.system(), database, false, new Backoff(Backoff.FIRST, Backoff.LONGEST, () -> 0), files);
            return new IdleRelay(database, relay, relay.idle(examples));
        } catch (Exception failed) {
            database.close();
            throw failed;
        }
    }

    private static String example(String name) {
        return name.endsWith("_URL") ? "https://vendor.invalid"
                : name.endsWith("_CRON") ? "0 0 * * * ?" : name.endsWith("_SINCE") ? "30d" : "1";
    }

    CamelContext context() {
        return context;
    }

    @Override
    public void close() throws Exception {
        relay.close();
        database.close();
    }
}
