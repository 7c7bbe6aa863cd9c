package io.csatrelay.app;

import io.csatrelay.collect.Intake;
import io.csatrelay.demo.DemoSources;
import io.csatrelay.demo.DemoVendors;
import io.csatrelay.demo.DemoWebhooks;
import io.csatrelay.settings.GeneralSettings;
import io.csatrelay.settings.HttpSettings;
import io.csatrelay.settings.Settings;
import io.csatrelay.settings.Spans;
import io.csatrelay.settings.Time;
import io.csatrelay.store.Database;
import io.csatrelay.store.StoreLock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code demo}: the connector at work on demo vendors on this machine, in a folder of its own that is gone afterwards. It reads none of
 * the person's own vendor settings, so that no real account is touched.
 */
@Command(name = "demo", mixinStandardHelpOptions = true,
        description = "Shows the connector at work: a demo Zendesk with two years of ratings and a demo MaestroQA on this machine, nothing to set up.")
final class DemoCommand implements Callable<Integer> {
    private static final List<String> FROM_OUTSIDE = List.of("ROUTES_DIR", "MAPPINGS_DIR", "HTTP_PORT", "MANAGEMENT_PORT", "LOG_LEVEL");
    private static final Duration HISTORY = Duration.ofDays(730);
    private static final int SURVEYS = 400;
    private static final Duration NEW_RATING = Duration.ofSeconds(3);
    private static final Duration PUSHED_RATING = Duration.ofSeconds(10);
    private static final long SEED = 4;
    private static final Duration FOREVER = Duration.ofDays(3650);

    @Option(names = "--for", paramLabel = "SPAN", description = "ends by itself after this span, such as 60s; else at Ctrl-C")
    private String length;
    @Option(names = "--ratings", defaultValue = "8000", paramLabel = "N", description = "how many ratings there are from the start (${DEFAULT-VALUE})")
    private int ratings;
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Time time = Time.system();
        Duration span = length == null ? FOREVER : span();
        return Stop.run(stop -> {
            Path folder = TemporaryFolder.make();
            try (DemoVendors vendors = DemoVendors.start(DemoVendors.Options.defaults().withRatings(ratings).withHistory(HISTORY)
                    .withLifeEvery(NEW_RATING).withReceiver().withSurveys(SURVEYS)); DemoSources sources = DemoSources.start(folder.resolve("drop"), time.wall())) {
                Map<String, String> environment = environment(vendors, folder, System.getenv());
                environment.putAll(sources.settings());
                run(Environment.settings(environment), vendors, sources, stop, time, span);
            } finally {
                TemporaryFolder.remove(folder);
            }
        });
    }

    private Duration span() {
        try {
            return Spans.parse(length);
        } catch (IllegalArgumentException wrong) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--for " + wrong.getMessage() + ": write it such as 60s or 5m");
        }
    }

    /** Settings that show what there is to see at once: short waits, a run every few seconds. */
    static Map<String, String> environment(DemoVendors vendors, Path folder, Map<String, String> outside) throws IOException {
        Map<String, String> environment = new HashMap<>(vendors.settings());
        environment.put("DATA_DIR", folder.toString());
        environment.put("ZENDESK_RATINGS_CRON", "*/2 * * * * ?");
        // A survey that was offered before is answered in place: only reading again finds that.
        environment.put("ZENDESK_RATINGS_REREAD_CRON", "5/10 * * * * ?");
        environment.put("ZENDESK_RATINGS_CHANNEL", "ticket");
        environment.put("ZENDESK_SURVEYS_CRON", "*/20 * * * * ?");
        environment.put("ZENDESK_SETTLE", "1s");
        environment.put("INTAKE_ZENDESK_WEBHOOK_SECRET", DemoWebhooks.SECRET);
        environment.put("ZENDESK_RATINGS_SINCE", HISTORY.toDays() + "d");
        // Few ratings a day: 105 windows are collected quicker than 730.
        environment.put("ZENDESK_WINDOW", "7d");
        FROM_OUTSIDE.stream().filter(outside::containsKey).forEach(name -> environment.put(name, outside.get(name)));
        for (String port : List.of("HTTP_PORT", "MANAGEMENT_PORT")) {
            if ("0".equals(environment.get(port))) {
                environment.put(port, String.valueOf(Ports.free()));
            }
        }
        return environment;
    }

    private static void run(Settings settings, DemoVendors vendors, DemoSources sources, Stop stop, Time time, Duration span) throws Exception {
        Logs.command(settings);
        Ports.requireFree(settings);
        String url = settings.get(GeneralSettings.STORE_URL);
        try (Database database = Database.open(url, null, null);
                StoreLock lock = StoreLock.take(url, null, null).orElseThrow();
                Relay relay = new Relay(settings, time, database, true)) {
            DemoShow show = new DemoShow(vendors, sources, database, time, System.out);
            show.banner("http://127.0.0.1:" + settings.get(HttpSettings.PORT), "http://127.0.0.1:" + settings.get(HttpSettings.MANAGEMENT_PORT),
                    settings.get(GeneralSettings.DATA_DIR));
            relay.start();
            URI intake = URI.create("http://127.0.0.1:" + settings.get(HttpSettings.PORT) + Intake.PATH + "zendesk-webhook");
            try (DemoWebhooks webhooks = new DemoWebhooks(intake, SEED, time.wall()).every(PUSHED_RATING)) {
                show.until(stop, time.nanos().getAsLong() + span.toNanos());
            }
        }
    }
}
