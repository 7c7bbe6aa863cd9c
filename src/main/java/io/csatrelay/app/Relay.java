package io.csatrelay.app;

import io.csatrelay.collect.ErrorBodies;
import io.csatrelay.collect.Intake;
import io.csatrelay.collect.Lane;
import io.csatrelay.collect.Absence;
import io.csatrelay.collect.Accounts;
import io.csatrelay.collect.Drops;
import io.csatrelay.collect.Earlier;
import io.csatrelay.collect.Exports;
import io.csatrelay.collect.FilteredVersions;
import io.csatrelay.collect.Surveys;
import io.csatrelay.collect.Tickets;
import io.csatrelay.collect.Lookups;
import io.csatrelay.collect.MappedRecords;
import io.csatrelay.collect.Mending;
import io.csatrelay.collect.Pages;
import io.csatrelay.collect.PushedPages;
import io.csatrelay.collect.Ratings;
import io.csatrelay.collect.RunRequest;
import io.csatrelay.collect.Runs;
import io.csatrelay.collect.Source;
import io.csatrelay.collect.Unmendable;
import io.csatrelay.collect.VendorAnswers;
import io.csatrelay.collect.VendorRetry;
import io.csatrelay.collect.Windows;
import io.csatrelay.deliver.Connections;
import io.csatrelay.deliver.Deliveries;
import io.csatrelay.deliver.Limit;
import io.csatrelay.deliver.PostLog;
import io.csatrelay.deliver.RequestLedger;
import io.csatrelay.deliver.Settlement;
import io.csatrelay.mapping.JqScope;
import io.csatrelay.ops.StatusReader;
import io.csatrelay.settings.AccountSettings;
import io.csatrelay.settings.AfterChange;
import io.csatrelay.settings.AfterUnknown;
import io.csatrelay.settings.FileDropSettings;
import io.csatrelay.settings.GeneralSettings;
import io.csatrelay.settings.MaestroSettings;
import io.csatrelay.settings.Settings;
import io.csatrelay.settings.Time;
import io.csatrelay.store.AggregateSql;
import io.csatrelay.store.CollectSql;
import io.csatrelay.store.ControlSql;
import io.csatrelay.store.Database;
import io.csatrelay.store.DeliverSql;
import io.csatrelay.vendor.Backoff;
import io.csatrelay.vendor.Credentials;
import io.csatrelay.vendor.OAuth2;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import net.thisptr.jackson.jq.Versions;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;

/**
 * The connector: the store, the beans that decide, and the routes that use them. Started once, by the holder of the store's lock.
 */
public final class Relay implements AutoCloseable {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Parts parts;
    private final boolean daemon;
    private final RouteFiles files;
    private final Main camel = new Main();
    private final RequestLedger ledger;
    private final List<Limit> limits;
    private final Deliveries deliveries;
    private final Runs runs;
    private final Intake intake;
    private final OpsBeans ops;
    private final ReportBeans reports;
    private final GnattaBeans gnatta;
    private ProducerTemplate producer;

    /**
     * @param settings read and checked
     * @param time the clocks
     * @param database open and up to date
     * @param daemon whether sources run on their crons and the HTTP servers listen; a command that does its own work says no
     */
    public Relay(Settings settings, Time time, Database database, boolean daemon) {
        this(new Parts(settings, time, database, Optional.empty()), daemon, backoff());
    }

    /** For tests: Camel waits in real time, which they keep short. */
    Relay(Settings settings, Time time, Database database, boolean daemon, Backoff backoff) {
        this(new Parts(settings, time, database, Optional.empty()), daemon, backoff);
    }

    /** With route files that were chosen by other rules, as `lint` does. */
    Relay(Settings settings, Time time, Database database, boolean daemon, Backoff backoff, RouteFiles files) {
        this(new Parts(settings, time, database, Optional.empty()), daemon, backoff, files);
    }

    Relay(Parts parts, boolean daemon) {
        this(parts, daemon, backoff());
    }

    private Relay(Parts parts, boolean daemon, Backoff backoff) {
        this(parts, daemon, backoff, new RouteFiles(parts.settings().get(GeneralSettings.ROUTES_DIR), parts.settings()));
    }

    private Relay(Parts parts, boolean daemon, Backoff backoff, RouteFiles files) {
        this.parts = parts;
        // Camel's own would close the routes in a shutdown hook, while the command that uses them closes them too.
        camel.setShutdownStrategy(new SimpleMainShutdownStrategy());
        this.daemon = daemon;
        this.files = files;
        Settings settings = parts.settings();
        boolean firstOnly = settings.get(MaestroSettings.CHANGED) == AfterChange.FIRST_ONLY;
        CollectSql collect = new CollectSql(parts.database(), firstOnly, Parts.privacyKey(settings));
        DeliverSql deliver = new DeliverSql(parts.database(), firstOnly);
        this.runs = new Runs(collect, this::source, parts.time().wall(), this::request);
        this.intake = new Intake(collect, this::source, files.intakes(), parts.time().wall());
        this.ops = new OpsBeans(parts, files.sources(), files.intakes().keySet());
        this.reports = new ReportBeans(parts, files, backoff);
        this.gnatta = new GnattaBeans(parts, files.declared());
        this.limits = List.of(new Limit(settings.get(MaestroSettings.PER_SECOND), SECOND),
                new Limit(settings.get(MaestroSettings.PER_MINUTE), MINUTE));
        this.ledger = new RequestLedger(limits, parts.time().nanos());
        deliver.requestAges(parts.time().now(), MINUTE).forEach(ledger::remember);
        this.deliveries = new Deliveries(deliver, ledger,
                new Settlement(settings.get(MaestroSettings.UNKNOWN) == AfterUnknown.RESEND, backoff),
                settings.get(MaestroSettings.BATCH_SIZE), settings.get(MaestroSettings.IN_FLIGHT), parts.time(), observer(settings));
        properties(settings);
        beans(collect, backoff);
    }

    private Consumer<Deliveries.Sent> observer(Settings settings) {
        Consumer<Deliveries.Sent> metrics = ops.metrics();
        return settings.find(MaestroSettings.URL).map(url -> metrics.andThen(new PostLog(url))).orElse(metrics);
    }

    private static Backoff backoff() {
        return new Backoff(Backoff.FIRST, Backoff.LONGEST, () -> ThreadLocalRandom.current().nextDouble());
    }

    private void properties(Settings settings) {
        settings.placeholders().forEach(camel::addInitialProperty);
        camel.addMainListener(new HttpClients(settings));
        camel.bind("collectingLog", new CollectingLog());
        camel.addInitialProperty("schedules", String.valueOf(daemon));
        camel.addInitialProperty("pushers", String.valueOf(Math.max(1, reports.publishing().endpoints().size())));
        if (files.on().findAny().isPresent()) {
            camel.addInitialProperty("camel.main.routesIncludePattern", files.includePattern(daemon));
        }
        if (daemon) {
            HttpServers.configure(camel, settings);
            HttpServers.guard(camel, settings, parts.time().nanos());
        }
    }

    private void beans(CollectSql collect, Backoff backoff) {
        camel.bind("jqScope", JqScope.create(Versions.JQ_1_7));
        camel.bind("runs", runs);
        Windows windows = new Windows(collect, runs);
        camel.bind("windows", windows);
        camel.bind("unmendable", new Unmendable());
        camel.bind("errorBodies", new ErrorBodies());
        new LivePersonBeans(parts, files.accounts()).bind(camel, collect, windows, new AggregateSql(parts.database(), Parts.privacyKey(parts.settings())));
        FilteredVersions filtered = new FilteredVersions();
        Pages pages = new Pages(collect, filtered);
        camel.bind("pages", pages);
        camel.bind("intake", intake);
        camel.bind("pushedPages", new PushedPages(pages));
        camel.bind("mapped", new MappedRecords(Parts.personalData(parts.settings())));
        camel.bind("ratings", new Ratings(collect, parts.time().wall(), filtered));
        camel.bind("lookups", new Lookups(collect));
        camel.bind("absence", new Absence());
        camel.bind("earlier", new Earlier(collect));
        camel.bind("surveys", new Surveys());
        camel.bind("tickets", new Tickets());
        camel.bind("mending", new Mending(collect));
        camel.bind("drops", new Drops(collect, pages, parts.time().wall(), parts.settings().get(FileDropSettings.CHARSET),
                parts.settings().get(FileDropSettings.SEPARATOR)));
        camel.bind("exports", new Exports(collect, pages, backoff, parts.settings().get(GeneralSettings.DATA_DIR).resolve("exports")));
        camel.bind("vendorAnswers", new VendorAnswers(parts.time().wall()));
        camel.bind("vendorRetry", new VendorRetry(collect, backoff, parts.time().wall()));
        camel.bind("oauth2", new OAuth2(parts.time().wall()));
        camel.bind("deliveries", deliveries);
        camel.bind("connections", new Connections());
        camel.bind("db", parts.database().readers());
        ops.bind(camel, runs);
        new DashboardBeans(parts, files.all()).bind(camel, runs, ledger, limits);
        reports.bind(camel);
        gnatta.bind(camel, collect);
        credentials(parts.settings());
    }

    private void credentials(Settings settings) {
        camel.bind("accounts", new Accounts(AccountCredentials.of(settings, files.accounts(), parts.time().wall())));
        settings.find(MaestroSettings.API_TOKEN).map(token -> Credentials.bare(settings.get(MaestroSettings.TOKEN_HEADER), token))
                .ifPresent(credentials -> camel.bind("maestroqa", credentials));
    }

    /** Starts the routes; a daemon asks each source for a run at once, before its first tick. */
    public void start() throws Exception {
        gnatta.require();
        ControlSql control = new ControlSql(parts.database());
        control.endOrphans(parts.time().now());
        control.startsWith(Fingerprint.of(parts.settings()));
        deliveries.recover();
        camel.start();
        ops.register(context(), ledger, limits, reports.publishing(), intake.counts());
        producer = context().createProducerTemplate();
        if (daemon) {
            sources().stream().filter(source -> !source.intake()).forEach(source -> request(RunRequest.scheduled(source.getId(), Lane.LIVE)));
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
        return context().getRegistry().findByType(Source.class);
    }

    /** The declared sources: id → why it is off, or null. */
    Map<String, String> declaredSources() {
        return files.sources();
    }

    private Source source(String id) {
        Source source = context().getRegistry().lookupByNameAndType(id, Source.class);
        if (source == null) {
            return null;
        }
        source.signsInBy(account -> AccountSettings.credentials(account, parts.settings()));
        if (source.as() != null) {
            source.like(context().getRegistry().lookupByNameAndType(source.as(), Source.class));
        }
        return source;
    }

    /** Asks for a run; it begins when nothing of its kind is at work. */
    public void request(RunRequest request) {
        producer.sendBody("seda:run", request);
    }

    /** How it is. */
    StatusReader status() {
        return ops.status();
    }

    CamelContext context() {
        return camel.getCamelContext();
    }

    @Override
    public void close() throws Exception {
        deliveries.stop();
        runs.stop();
        reports.publishing().stop();
        camel.stop();
        intake.stop();
    }
}
