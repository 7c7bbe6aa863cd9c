package io.csatrelay.app;

import io.csatrelay.Eventually;
import io.csatrelay.collect.Lane;
import io.csatrelay.collect.RunRequest;
import io.csatrelay.demo.DemoMaestroQA;
import io.csatrelay.demo.DemoZendesk;
import io.csatrelay.ops.CheckPoint;
import io.csatrelay.ops.CheckSources;
import io.csatrelay.ops.Status;
import io.csatrelay.settings.Catalogue;
import io.csatrelay.settings.GeneralSettings;
import io.csatrelay.settings.Settings;
import io.csatrelay.settings.SettingsLoader;
import io.csatrelay.settings.TestingTime;
import io.csatrelay.settings.Time;
import io.csatrelay.store.ControlSql;
import io.csatrelay.store.Database;
import io.csatrelay.store.StoreLock;
import io.csatrelay.store.TestingStore;
import io.csatrelay.store.TestingStore.RunRow;
import io.csatrelay.vendor.Backoff;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.camel.component.seda.SedaEndpoint;

/**
 * A whole relay for tests: demo vendors, the real {@code routes/} and {@code mappings/}, a store in a folder of its own. Schedules are
 * off: a test asks for runs. Takes about 2 s to start: use one for a class of tests.
 */
public final class TestingRelay implements AutoCloseable {
    /** The source that {@link #run(Lane)} runs. */
    public static final String RATINGS = "zendesk-ratings";
    /** The source of survey responses, off unless ZENDESK_CSAT is set. */
    public static final String SURVEYS = "zendesk-surveys";
    /** The source of tiles, off unless its settings are set. */
    public static final String TILES = "gnatta-tiles";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Builder plan;
    private final Path folder;
    private final DemoZendesk zendesk;
    private final DemoMaestroQA maestroqa;
    private Database database;
    private StoreLock lock;
    private Relay relay;

    private TestingRelay(Builder plan) throws Exception {
        this.plan = plan;
        this.folder = Files.createTempDirectory("csat-relay-test");
        this.zendesk = DemoZendesk.start(plan.zendesk);
        this.maestroqa = plan.collectingOnly ? null : DemoMaestroQA.start(plan.maestroqa);
        start();
    }

    /** A relay on the system's time, with both vendors. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts the relay on the store as it is; call after {@link #stop()}. */
    public void start() throws Exception {
        Settings settings = new SettingsLoader(Catalogue.standard(), Path.of(""), folder).load(environment());
        String url = settings.get(GeneralSettings.STORE_URL);
        String user = settings.find(GeneralSettings.STORE_USER).orElse(null);
        String password = settings.find(GeneralSettings.STORE_PASSWORD).orElse(null);
        database = Database.open(url, user, password);
        lock = StoreLock.take(url, user, password).orElseThrow();
        relay = new Relay(settings, plan.time, database, plan.schedules, plan.backoff);
        relay.start();
    }

    /** What leads a command to the same store and the same vendors. */
    public Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        environment.put("DATA_DIR", folder.toString());
        environment.put("ZENDESK_CSAT", "ratings");
        environment.put("ZENDESK_BASE_URL", zendesk.url());
        environment.put("ZENDESK_EMAIL", plan.zendesk.email());
        environment.put("ZENDESK_API_TOKEN", plan.zendesk.apiToken());
        if (maestroqa != null) {
            environment.put("MAESTROQA_URL", maestroqa.url());
            environment.put("MAESTROQA_API_TOKEN", plan.maestroqa.token());
            environment.put("MAESTROQA_TOKEN_HEADER", plan.maestroqa.tokenHeader());
        }
        environment.putAll(plan.settings);
        environment.values().removeIf(String::isEmpty);
        return environment;
    }

    /** Stops the relay as SIGTERM does; the vendors and the store stay. */
    public void stop() throws Exception {
        try {
            relay.close();
        } finally {
            lock.close();
            database.close();
        }
    }

    /** Whether it was told to stop: then what is in flight is finished, and nothing else begins. */
    public boolean stopping() {
        return relay.context().isStopping();
    }

    /** Stops the relay and starts it on the same store, with the settings as they are now. */
    public void restart() throws Exception {
        stop();
        start();
    }

    /** Changes a setting for the next {@link #start()}; empty unsets it. */
    public void set(String name, String value) {
        plan.set(name, value);
    }

    /** The demo account that is collected from. */
    public DemoZendesk zendesk() {
        return zendesk;
    }

    /** The demo sink; null when collecting only. */
    public DemoMaestroQA maestroqa() {
        return maestroqa;
    }

    /** What is under test. */
    public Relay relay() {
        return relay;
    }

    /** The store, opened at the last {@link #start()}. */
    public Database database() {
        return database;
    }

    /** How it is. */
    public io.csatrelay.ops.Status status() {
        return relay.status().read();
    }

    /** What `check` says of a source that is on. */
    public CheckPoint check(String source) throws Exception {
        return new CheckSources(relay.context()).check(Collections.singletonMap(source, null)).get(0);
    }

    /** Reads the store. */
    public TestingStore store() {
        return new TestingStore(database);
    }

    /** What status says of a source. */
    public Status.SourceStatus status(String id) {
        return relay.status().read().sources().stream().filter(source -> source.id().equals(id)).findFirst().orElseThrow();
    }

    /** The clocks, when the builder was given some. */
    public TestingTime time() {
        return plan.testingTime;
    }

    /** Runs the shipped source once and waits for the end. */
    public RunRow run(Lane lane) {
        return run(RunRequest.scheduled(RATINGS, lane));
    }

    /** Asks for a run and waits for its end. */
    public RunRow run(RunRequest request) {
        return ended(ask(request));
    }

    /** The same, as a command asks for it: with a wish, so that someone watches. */
    public RunRow runWatched(RunRequest request) {
        return run(request.by(new ControlSql(database).wish(request, plan.time.now())));
    }

    /** Asks for a run and waits until it has begun. @return its number */
    public long ask(RunRequest request) {
        long before = newest(request.source(), request.lane());
        relay.request(request);
        return Eventually.awaitValue("a run of " + request + " begins", PATIENCE, () -> {
            long now = newest(request.source(), request.lane());
            return now > before ? now : null;
        });
    }

    /** Waits for the end of a run. */
    public RunRow ended(long run) {
        return Eventually.awaitValue("run " + run + " ends", PATIENCE, () -> relay.declaredSources().keySet().stream().flatMap(source -> store().runs(source).stream())
                .filter(row -> row.id() == run && row.endedAt() != null).findFirst().orElse(null));
    }

    private long newest(String source, Lane lane) {
        return store().runs(source).stream().filter(row -> row.lane().equals(lane.id())).mapToLong(RunRow::id).max().orElse(0);
    }

    /** Asks for a run that may not begin now. @return what began nevertheless, once all requests for runs were taken up */
    public List<RunRow> refused(RunRequest... requests) {
        long before = store().runs(RATINGS).stream().mapToLong(RunRow::id).max().orElse(0);
        for (RunRequest request : requests) {
            relay.request(request);
        }
        awaitIdle();
        return store().runs(RATINGS).stream().filter(row -> row.id() > before).toList();
    }

    /** Waits until all that was asked for, runs and pushes, is over. */
    public void awaitIdle() {
        Eventually.await("what was asked for is over", PATIENCE, this::idle);
    }

    private boolean idle() {
        // In this order: what leaves the queue between the two looks is in flight at the second.
        return Stream.of("seda:run", "seda:push").allMatch(queue -> relay.context().getEndpoint(queue, SedaEndpoint.class).getCurrentQueueSize() == 0)
                && relay.context().getInflightRepository().size() == 0;
    }

    /** Looks at once whether MaestroQA is owed something, as every second's tick does. */
    public void tick() {
        relay.context().createFluentProducerTemplate().to("seda:deliver-maestroqa?discardWhenFull=true&size="
                + plan.settings.getOrDefault("MAESTROQA_IN_FLIGHT", "1")).send();
    }

    /** Publishes what has closed, and pushes it, as every ten seconds' tick does; pushing goes on afterwards. */
    public void publish() {
        // Sent, not requested: a request would wait for each endpoint in turn.
        Exception failure = relay.context().createFluentProducerTemplate().to("direct:publish-distribution").send().getException();
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }

    /** Lets a testing clock go on, second by second, until MaestroQA took so many items. */
    public void deliver(long items) {
        Eventually.await("MaestroQA takes " + items + " items", PATIENCE, () -> {
            if (plan.testingTime != null) {
                plan.testingTime.advance(Duration.ofSeconds(1));
            }
            return maestroqa.taken() >= items;
        });
    }

    @Override
    public void close() throws Exception {
        try {
            stop();
        } finally {
            zendesk.close();
            if (maestroqa != null) {
                maestroqa.close();
            }
            delete();
        }
    }

    private void delete() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }

    /** How the relay and its vendors are set up. */
    public static final class Builder {
        private final Map<String, String> settings = new TreeMap<>();
        private DemoZendesk.Options zendesk = DemoZendesk.Options.defaults();
        private DemoMaestroQA.Options maestroqa = DemoMaestroQA.Options.defaults();
        private boolean collectingOnly;
        private boolean schedules;
        private TestingTime testingTime;
        private Time time = Time.system();
        private Backoff backoff = new Backoff(Duration.ofMillis(4), Duration.ofMillis(20), () -> ThreadLocalRandom.current().nextDouble());

        /** Stands the relay's clocks, and the demo Zendesk's, at a moment; the demo MaestroQA's stay real. */
        public Builder at(String moment) {
            testingTime = TestingTime.at(moment);
            time = testingTime.time();
            zendesk = zendesk.withClock(testingTime::now);
            return this;
        }

        /** The moment at which the relay's clock stands, for vendors of a test's own. */
        public InstantSource now() {
            return testingTime::now;
        }

        /** The clocks that {@link #at} stood, for vendors that have to live in the same time. */
        public TestingTime time() {
            return testingTime;
        }

        /** Sets what the environment would. Empty unsets. */
        public Builder set(String name, String value) {
            settings.put(name, value);
            return this;
        }

        /** Changes the demo Zendesk's options. */
        public Builder zendesk(UnaryOperator<DemoZendesk.Options> change) {
            zendesk = change.apply(zendesk);
            return this;
        }

        /** Changes the demo MaestroQA's options. */
        public Builder maestroqa(UnaryOperator<DemoMaestroQA.Options> change) {
            maestroqa = change.apply(maestroqa);
            return this;
        }

        /** No MaestroQA: what is owed stays pending. */
        public Builder collectingOnly() {
            collectingOnly = true;
            return this;
        }

        /** Sources run on their crons, and once at the start. */
        public Builder schedules() {
            schedules = true;
            return this;
        }

        /** How long a failed request waits, in real time; a few milliseconds unless said otherwise. */
        public Builder backoff(Backoff other) {
            backoff = other;
            return this;
        }

        /** Starts it all. */
        public TestingRelay start() {
            try {
                return new TestingRelay(this);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            } catch (Exception failed) {
                throw new IllegalStateException("starting a relay for a test: " + failed.getMessage(), failed);
            }
        }
    }
}
