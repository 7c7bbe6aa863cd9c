package io.csatrelay.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Both demo vendors, with data, and the settings that lead the connector to them. */
public final class DemoVendors implements AutoCloseable {

    private static final Duration HISTORY = Duration.ofDays(30);

    /**
     * What to start.
     *
     * @param zendesk   the account; its clock says when the 30 days of data end
     * @param ratings   how many rows there are from the start
     * @param lifeEvery a new rating after each such span; zero for none
     */
    public record Options(DemoZendesk.Options zendesk, DemoMaestroQA.Options maestroqa, int ratings, long seed,
            Duration lifeEvery) {

        /** Any free ports, 5,000 rows, the documented limits, no new ratings. */
        public static Options defaults() {
            return new Options(DemoZendesk.Options.defaults(), DemoMaestroQA.Options.defaults(), 5_000, 1, Duration.ZERO);
        }

        /** The same on these ports; 0 for any free one. */
        public Options withPorts(int zendeskPort, int maestroqaPort) {
            return new Options(zendesk.withPort(zendeskPort), maestroqa.withPort(maestroqaPort), ratings, seed, lifeEvery);
        }

        /** The same with this many rows. */
        public Options withRatings(int rows) {
            return new Options(zendesk, maestroqa, rows, seed, lifeEvery);
        }

        /** The same with other rows. */
        public Options withSeed(long newSeed) {
            return new Options(zendesk, maestroqa, ratings, newSeed, lifeEvery);
        }

        /** The same with another account. */
        public Options withZendesk(DemoZendesk.Options options) {
            return new Options(options, maestroqa, ratings, seed, lifeEvery);
        }

        /** The same with another MaestroQA. */
        public Options withMaestroQA(DemoMaestroQA.Options options) {
            return new Options(zendesk, options, ratings, seed, lifeEvery);
        }

        /** The same with a new rating after each such span. */
        public Options withLifeEvery(Duration every) {
            return new Options(zendesk, maestroqa, ratings, seed, every);
        }
    }

    private final Options options;
    private final DemoZendesk zendesk;
    private final DemoMaestroQA maestroqa;
    private final DemoLife life;

    private DemoVendors(Options options, DemoZendesk zendesk, DemoMaestroQA maestroqa) {
        this.options = options;
        this.zendesk = zendesk;
        this.maestroqa = maestroqa;
        Instant now = options.zendesk().clock().instant();
        if (options.ratings() > 0) {
            zendesk.addAll(DemoData.ratings(options.seed(), options.ratings(), now.minus(HISTORY), now));
        }
        this.life = options.lifeEvery().isZero() ? null
                : DemoLife.start(zendesk, options.seed() + 1, options.lifeEvery(), options.zendesk().clock());
    }

    /**
     * Starts both.
     *
     * @throws IOException when a port cannot be had; the message names it, and nothing is left running
     */
    public static DemoVendors start(Options options) throws IOException {
        DemoZendesk zendesk = DemoZendesk.start(options.zendesk());
        try {
            return new DemoVendors(options, zendesk, DemoMaestroQA.start(options.maestroqa()));
        } catch (IOException e) {
            zendesk.close();
            throw e;
        }
    }

    /** The account. */
    public DemoZendesk zendesk() {
        return zendesk;
    }

    /** The taker. */
    public DemoMaestroQA maestroqa() {
        return maestroqa;
    }

    /** The connector's settings for these two, by their documented names. */
    public Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("ZENDESK_BASE_URL", zendesk.url());
        if (options.zendesk().apiToken() != null) {
            settings.put("ZENDESK_EMAIL", options.zendesk().email());
            settings.put("ZENDESK_API_TOKEN", options.zendesk().apiToken());
        } else {
            settings.put("ZENDESK_OAUTH_TOKEN", options.zendesk().oauthToken());
        }
        settings.put("MAESTROQA_URL", maestroqa.url());
        settings.put("MAESTROQA_API_TOKEN", options.maestroqa().token());
        if (!options.maestroqa().tokenHeader().equals("apitoken")) {
            settings.put("MAESTROQA_TOKEN_HEADER", options.maestroqa().tokenHeader());
        }
        return settings;
    }

    @Override
    public void close() {
        if (life != null) {
            life.close();
        }
        zendesk.close();
        maestroqa.close();
    }
}
