package io.csatrelay.app;

import io.csatrelay.collect.Lane;
import io.csatrelay.collect.Lookups;
import io.csatrelay.collect.MappedRecords;
import io.csatrelay.collect.Mending;
import io.csatrelay.collect.Pages;
import io.csatrelay.collect.Ratings;
import io.csatrelay.collect.RunRequest;
import io.csatrelay.collect.Runs;
import io.csatrelay.collect.Source;
import io.csatrelay.collect.VendorAnswers;
import io.csatrelay.collect.VendorRetry;
import io.csatrelay.collect.Windows;
import io.csatrelay.deliver.Deliveries;
import io.csatrelay.deliver.Limit;
import io.csatrelay.deliver.RequestLedger;
import io.csatrelay.deliver.Settlement;
import io.csatrelay.mapping.JqScope;
import io.csatrelay.settings.AfterChange;
import io.csatrelay.settings.AfterUnknown;
import io.csatrelay.settings.GeneralSettings;
import io.csatrelay.settings.MaestroSettings;
import io.csatrelay.settings.Settings;
import io.csatrelay.settings.Time;
import io.csatrelay.settings.ZendeskSettings;
import io.csatrelay.store.CollectSql;
import io.csatrelay.store.Database;
import io.csatrelay.store.DeliverSql;
import io.csatrelay.vendor.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import net.thisptr.jackson.jq.Versions;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;

/**
 * The connector: the store, the beans that decide, and the routes that use them. Started once, by the holder of the store's lock.
 */
public final class Relay implements AutoCloseable {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Settings settings;
    private final Time time;
    private final Database database;
    private final boolean schedules;
    private final RouteFiles files;
    private final Main camel = new Main();
    private final Deliveries deliveries;
    private final Runs runs;
    private ProducerTemplate producer;

    /**
     * @param settings read and checked
     * @param time the clocks
     * @param database open and up to date
     * @param schedules whether sources run on their crons; a command that runs one alone says no
     */
    public Relay(Settings settings, Time time, Database database, boolean schedules) {
        this(settings, time, database, schedules,
                new Backoff(Backoff.FIRST, Backoff.LONGEST, () -> ThreadLocalRandom.current().nextDouble()));
    }

    /** @param backoff after a failed request: Camel waits in real time, which tests keep short */
    Relay(Settings settings, Time time, Database database, boolean schedules, Backoff backoff) {
        this(settings, time, database, schedules, backoff, new RouteFiles(settings.get(GeneralSettings.ROUTES_DIR), settings));
    }

    Relay(Settings settings, Time time, Database database, boolean schedules, Backoff backoff, RouteFiles files) {
        this.settings = settings;
        this.time = time;
        this.database = database;
        this.schedules = schedules;
        this.files = files;
        boolean firstOnly = settings.get(MaestroSettings.CHANGED) == AfterChange.FIRST_ONLY;
        CollectSql collect = new CollectSql(database, firstOnly);
        this.runs = new Runs(collect, this::source, time.wall(), this::request);
        this.deliveries = deliveries(new DeliverSql(database, firstOnly), backoff);
        properties();
        beans(collect, backoff);
    }

    private Deliveries deliveries(DeliverSql store, Backoff backoff) {
        RequestLedger ledger = new RequestLedger(List.of(new Limit(settings.get(MaestroSettings.PER_SECOND), SECOND),
                new Limit(settings.get(MaestroSettings.PER_MINUTE), MINUTE)), time.nanos());
        store.requestAges(time.now(), MINUTE).forEach(ledger::remember);
        return new Deliveries(store, ledger,
                new Settlement(settings.get(MaestroSettings.UNKNOWN) == AfterUnknown.RESEND, backoff),
                settings.get(MaestroSettings.BATCH_SIZE), settings.get(MaestroSettings.IN_FLIGHT), time, sent -> { });
    }

    private void properties() {
        settings.placeholders().forEach(camel::addInitialProperty);
        camel.addInitialProperty("schedules", String.valueOf(schedules));
        if (files.on().findAny().isPresent()) {
            camel.addInitialProperty("camel.main.routesIncludePattern", files.includePattern());
        }
    }

    private void beans(CollectSql collect, Backoff backoff) {
        camel.bind("jqScope", JqScope.create(Versions.JQ_1_7));
        camel.bind("runs", runs);
        camel.bind("windows", new Windows(collect, runs));
        camel.bind("pages", new Pages(collect));
        camel.bind("mapped", new MappedRecords());
        camel.bind("ratings", new Ratings(collect, time.wall()));
        camel.bind("lookups", new Lookups(collect));
        camel.bind("mending", new Mending(collect));
        camel.bind("vendorAnswers", new VendorAnswers(time.wall()));
        camel.bind("vendorRetry", new VendorRetry(collect, backoff, time.wall()));
        camel.bind("deliveries", deliveries);
        camel.bind("db", database.readers());
        settings.find(ZendeskSettings.OAUTH_TOKEN).map(Credentials::bearer)
                .or(() -> settings.find(ZendeskSettings.API_TOKEN)
                        .map(token -> Credentials.zendeskToken(settings.get(ZendeskSettings.EMAIL), token)))
                .ifPresent(credentials -> camel.bind("zendesk", credentials));
        settings.find(MaestroSettings.API_TOKEN).map(Credentials::bare)
                .ifPresent(credentials -> camel.bind("maestroqa", credentials));
    }

    /** Starts the routes; with schedules each source is asked for a run at once, before its first tick. */
    public void start() throws Exception {
        deliveries.recover();
        camel.start();
        producer = camel.getCamelContext().createProducerTemplate();
        if (schedules) {
            sources().forEach(source -> request(RunRequest.scheduled(source.getId(), Lane.LIVE)));
        }
    }

    /**
     * Starts what routes need, and no route: no schedule, no server, nothing that is sent.
     *
     * @param placeholders beside the settings that have a value
     */
    CamelContext idle(Map<String, String> placeholders) throws Exception {
        placeholders.forEach(camel::addInitialProperty);
        camel.addInitialProperty("camel.main.autoStartup", "false");
        camel.start();
        return camel.getCamelContext();
    }

    /** The sources that are on. */
    public Set<Source> sources() {
        return camel.getCamelContext().getRegistry().findByType(Source.class);
    }

    private Source source(String id) {
        return camel.getCamelContext().getRegistry().lookupByNameAndType(id, Source.class);
    }

    /** Asks for a run; it begins when nothing of its kind is at work. */
    public void request(RunRequest request) {
        producer.sendBody("seda:run", request);
    }

    @Override
    public void close() throws Exception {
        deliveries.stop();
        camel.stop();
    }
}
