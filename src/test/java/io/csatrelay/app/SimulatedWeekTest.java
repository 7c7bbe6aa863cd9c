package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.Eventually;
import io.csatrelay.collect.Lane;
import io.csatrelay.collect.RunRequest;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoRequest;
import io.csatrelay.demo.DemoZendesk;
import io.csatrelay.store.BucketRecount;
import io.csatrelay.store.StatusSql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All sources at once, a week of half hours on a clock that a test moves, while vendors and MaestroQA fail now and then and the connector is
 * restarted: in the end nothing is missing, nothing is delivered twice, and the books balance.
 */
class SimulatedWeekTest {
    private static final Duration STEP = Duration.ofMinutes(30);
    private static final int STEPS = 7 * 48;
    private static final Predicate<DemoRequest> OF_SURVEYS =
            request -> request.path().startsWith("/api/v2/guide/") || request.path().contains("/tickets/");
    private static final long SEED = 20_261_120;

    private static final Set<String> SELDOM = Set.of(TestingRelay.SURVEYS, TestingRelay.TILES);

    @TempDir
    private Path folder;
    private final Random random = new Random(SEED);
    private final AtomicInteger lost = new AtomicInteger();

    @Test
    void shouldHaveAndDeliverAllOfAWeekOfAllSourcesWhateverFailed() throws Exception {
        WeekOfWebhooks webhooks = new WeekOfWebhooks();
        List<WeekOf> vendors = new ArrayList<>();
        TestingRelay.Builder plan = TestingApi.planWithTokens().at("2026-05-04T00:00:00Z").set("ZENDESK_RATINGS_SINCE", "1h")
                .set("ZENDESK_WINDOW", "30m").set("ZENDESK_RATINGS_REREAD", "1").set("ROUTES_DIR", routes().toString())
                // Its limits are of real time, which half hours of a test are not; they are held in other tests.
                .maestroqa(options -> options.withLimits(1_000_000, 1_000_000))
                .zendesk(options -> options.withQuirks(DemoZendesk.Quirk.CHANGE_IN_PLACE));
        try (WeeksEnd end = () -> close(vendors); DemoZendesk second = DemoZendesk.start(DemoZendesk.Options.defaults())) {
            plan.set("ACCOUNT_SHOPS_EU_BASE_URL", second.url()).set("ACCOUNT_SHOPS_EU_USER", "admin@demo.example/token")
                    .set("ACCOUNT_SHOPS_EU_PASSWORD", "demo-zendesk-token").set("ZENDESK_CSAT", "auto").set("ZENDESK_SURVEYS_CRON", TestingApi.NEVER)
                    .set("ZENDESK_SURVEYS_REREAD", "1").set("ZENDESK_SURVEYS_SINCE", "1h");
            WeekOfLivePerson liveperson = new WeekOfLivePerson(plan.time()::now);
            WeekOfGnatta gnatta = new WeekOfGnatta(plan.time()::now);
            vendors.addAll(List.of(webhooks, liveperson, gnatta, new WeekOfQualtrics(plan.time()::now),
                    new WeekOfFiles(Files.createDirectory(folder.resolve("drop")))));
            vendors.forEach(vendor -> vendor.settings().forEach(plan::set));
            try (TestingRelay relay = plan.start()) {
                vendors.add(new WeekOfRatings(TestingRelay.RATINGS, relay.zendesk(), OF_SURVEYS.negate()));
                vendors.add(new WeekOfSurveys(relay.zendesk(), OF_SURVEYS));
                vendors.add(new WeekOfRatings("shops-eu-ratings", second, request -> true));
                live(relay, vendors, webhooks);
                settle(relay, vendors);
                liveperson.to(new TestingApi(relay));
                gnatta.to(new TestingApi(relay));

                long ratings = 0;
                for (WeekOf vendor : vendors) {
                    ratings += vendor.nothingIsMissing(relay);
                }
                WeeksDeliveries.areWhole(relay, sources(vendors), ratings, lost.get());
                booksBalance(relay, vendors);
                assertThat(new StatusSql(relay.database()).recount()).as("the books, counted anew").isEmpty();
                assertThat(new BucketRecount(relay.database(), plan.time()::now).differences(10)).as("the buckets, counted anew").isEmpty();
                assertThat(vendors.stream().mapToLong(WeekOf::windows).sum()).as("windows").isGreaterThan(5000);
            }
        }
    }

    /** Closes the vendors. */
    private interface WeeksEnd extends AutoCloseable {
    }

    private static void close(List<WeekOf> vendors) throws Exception {
        for (WeekOf vendor : vendors) {
            vendor.close();
        }
    }

    private void live(TestingRelay relay, List<WeekOf> vendors, WeekOfWebhooks webhooks) throws Exception {
        webhooks.to(new TestingWebhook(new TestingApi(relay)));
        for (WeekOf vendor : vendors) {
            vendor.faults(true);
        }
        // What needs no person: an unreadable 201 would pause the sink.
        List<DemoFault> faults = List.of(DemoFault.status(500, "{}"), DemoFault.unavailable(null), DemoFault.tooMany(null), new DemoFault.Reset());
        faults.forEach(fault -> relay.maestroqa().faults().share(0.03, SEED + faults.indexOf(fault), request -> true, fault));
        Random answers = new Random(SEED);
        relay.maestroqa().faults().always(request -> answers.nextInt(50) == 0 && lost.incrementAndGet() > 0, DemoFault.resetAfterTaking());
        for (int step = 1; step <= STEPS; step++) {
            relay.time().advance(STEP);
            for (WeekOf vendor : vendors) {
                vendor.happens(random, relay.time().now());
            }
            if (step % 97 == 0) {
                relay.restart();
                webhooks.to(new TestingWebhook(new TestingApi(relay)));
            }
            collect(relay, vendors, step);
            relay.tick();
            if (step % 48 == 0) {
                booksBalance(relay, vendors);
            }
        }
    }

    /** Every source at once; a re-read now and then. Surveys and tiles only every six hours: each run of theirs asks for a day or more again. */
    private static void collect(TestingRelay relay, List<WeekOf> vendors, int step) {
        for (WeekOf vendor : vendors) {
            for (String source : vendor.sources()) {
                if (!SELDOM.contains(source) || step % 12 == 0) {
                    relay.relay().request(RunRequest.scheduled(source, Lane.LIVE));
                }
                if (source.endsWith("-ratings") && step % 12 == 0) {
                    relay.relay().request(RunRequest.scheduled(source, Lane.REREAD));
                }
            }
        }
        relay.awaitIdle();
    }

    /** All is well again: what is left is collected and delivered. */
    private static void settle(TestingRelay relay, List<WeekOf> vendors) {
        vendors.forEach(vendor -> vendor.faults(false));
        relay.maestroqa().faults().clear();
        for (int step = 12; step <= 36; step += 12) {
            relay.time().advance(STEP);
            collect(relay, vendors, step);
        }
        // Another thread delivers, in real time: a tick that it has not come to yet is no failure of this one.
        Eventually.await("all is delivered", Duration.ofMinutes(1), () -> {
            relay.time().advance(Duration.ofMinutes(1));
            relay.tick();
            return left(relay.store().outboxBook()) == 0;
        });
    }

    private static long left(Map<String, Long> book) {
        return book.getOrDefault("pending", 0L) + book.getOrDefault("unknown", 0L);
    }

    private static void booksBalance(TestingRelay relay, List<WeekOf> vendors) {
        assertThat(relay.store().balanced(sources(vendors).toArray(String[]::new))).as("the books balance at %s", relay.time().now()).isTrue();
    }

    private static List<String> sources(List<WeekOf> vendors) {
        return Stream.concat(vendors.stream().flatMap(vendor -> vendor.sources().stream()), Stream.of(TestingWebhook.SOURCE)).toList();
    }

    private Path routes() throws Exception {
        Path routes = TestingAccounts.copyShipped("routes", folder);
        Files.writeString(routes.resolve("shops-eu-ratings.camel.yaml"), AddingASourceTest.block("yaml second account").replace("30 */5 * * * ?", TestingApi.NEVER));
        return routes;
    }
}
