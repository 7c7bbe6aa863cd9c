package io.csatrelay.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** The demo vendors, with data, a receiver of distributions if one is wanted, and the settings that lead the connector to them. */
public final class DemoVendors implements AutoCloseable {

    /**
     * What to start.
     *
     * @param zendesk   the account; its clock says when the data end
     * @param ratings   how many rows there are from the start
     * @param history   how long before the end they begin
     * @param lifeEvery a new rating after each such span; zero for none
     * @param receiver  whether distributions are pushed to a receiver
     * @param surveys   how many survey responses there are from the start; with none the account has ratings alone
     */
    public record Options(DemoZendesk.Options zendesk, DemoMaestroQA.Options maestroqa, int ratings, Duration history, long seed,
            Duration lifeEvery, boolean receiver, int surveys) {

        /** Any free ports, 5,000 rows of 30 days, the documented limits, no new ratings, no receiver, no survey responses. */
        public static Options defaults() {
            return new Options(DemoZendesk.Options.defaults(), DemoMaestroQA.Options.defaults(), 5_000, Duration.ofDays(30), 1, Duration.ZERO, false, 0);
        }

        /** The same on these ports; 0 for any free one. */
        public Options withPorts(int zendeskPort, int maestroqaPort) {
            return new Options(zendesk.withPort(zendeskPort), maestroqa.withPort(maestroqaPort), ratings, history, seed, lifeEvery, receiver, surveys);
        }

        /** The same with this many rows. */
        public Options withRatings(int rows) {
            return new Options(zendesk, maestroqa, rows, history, seed, lifeEvery, receiver, surveys);
        }

        /** The same with other rows. */
        public Options withSeed(long newSeed) {
            return new Options(zendesk, maestroqa, ratings, history, newSeed, lifeEvery, receiver, surveys);
        }

        /** The same with another account. */
        public Options withZendesk(DemoZendesk.Options options) {
            return new Options(options, maestroqa, ratings, history, seed, lifeEvery, receiver, surveys);
        }

        /** The same with another MaestroQA. */
        public Options withMaestroQA(DemoMaestroQA.Options options) {
            return new Options(zendesk, options, ratings, history, seed, lifeEvery, receiver, surveys);
        }

        /** The same with rows of so long. */
        public Options withHistory(Duration length) {
            return new Options(zendesk, maestroqa, ratings, length, seed, lifeEvery, receiver, surveys);
        }

        /** The same with a receiver of distributions. */
        public Options withReceiver() {
            return new Options(zendesk, maestroqa, ratings, history, seed, lifeEvery, true, surveys);
        }

        /** The same with so many survey responses too. */
        public Options withSurveys(int responses) {
            return new Options(zendesk, maestroqa, ratings, history, seed, lifeEvery, receiver, responses);
        }

        /** The same with a new rating after each such span. */
        public Options withLifeEvery(Duration every) {
            return new Options(zendesk, maestroqa, ratings, history, seed, every, receiver, surveys);
        }
    }

    private final Options options;
    private final DemoZendesk zendesk;
    private final DemoMaestroQA maestroqa;
    private final DemoReceiver receiver;
    private final DemoLife life;

    private DemoVendors(Options options, DemoZendesk zendesk, DemoMaestroQA maestroqa, DemoReceiver receiver) {
        this.options = options;
        this.zendesk = zendesk;
        this.maestroqa = maestroqa;
        this.receiver = receiver;
        Instant now = options.zendesk().clock().instant();
        if (options.ratings() > 0) {
            zendesk.addAll(DemoData.ratings(options.seed(), options.ratings(), now.minus(options.history()), now));
        }
        DemoSurveys.fill(zendesk, options.surveys(), options.seed(), now);
        this.life = options.lifeEvery().isZero() ? null
                : DemoLife.start(zendesk, options.seed() + 1, options.lifeEvery(), options.zendesk().clock());
    }

    /**
     * Starts them.
     *
     * @throws IOException when a port cannot be had; the message names it, and nothing is left running
     */
    public static DemoVendors start(Options options) throws IOException {
        DemoZendesk zendesk = DemoZendesk.start(options.zendesk());
        DemoMaestroQA maestroqa = null;
        try {
            maestroqa = DemoMaestroQA.start(options.maestroqa());
            return new DemoVendors(options, zendesk, maestroqa, options.receiver() ? DemoReceiver.start(0, options.zendesk().clock()) : null);
        } catch (IOException e) {
            zendesk.close();
            if (maestroqa != null) {
                maestroqa.close();
            }
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

    /** The receiver of distributions; null when none was wanted. */
    public DemoReceiver receiver() {
        return receiver;
    }

    /** How many ratings there are to collect from them now, by source. */
    public Map<String, Integer> ratings() {
        return Map.of("zendesk-ratings", zendesk.received(), "zendesk-surveys", zendesk.answered());
    }

    /** The connector's settings for these, by their documented names. */
    public Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("ZENDESK_BASE_URL", zendesk.url());
        settings.put("ZENDESK_CSAT", options.surveys() > 0 ? "auto" : "ratings");
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
        if (receiver != null) {
            settings.put("REPORT_ENDPOINTS", receiver.url());
            settings.put("REPORT_SECRET", DemoReceiver.SECRET);
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
        if (receiver != null) {
            receiver.close();
        }
    }
}
