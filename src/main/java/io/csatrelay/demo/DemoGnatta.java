package io.csatrelay.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * A Gnatta account on loopback: OpenID discovery, OAuth2 client credentials, and the Reporting API v1.2 with its export, held to what
 * {@code gnatta-reporting} documents tile by tile. The answers' form is invented, for no document gives it.
 *
 * <p>Stricter than the real one may be: an unknown field, an enum's value in other letters and a range that is too long are answered 400.
 * Thread-safe.
 */
public final class DemoGnatta implements AutoCloseable {

    /**
     * How the account is set up.
     *
     * @param port            0 for any free one
     * @param domainId        the account's domain
     * @param rateHeaders     what the names of its rate headers begin with
     * @param perMinute       requests to the reporting API a minute
     * @param exportPerMinute requests to its export a minute
     * @param tokenSeconds    how long a token is good for
     * @param clock           for ranges, tokens and the ten minutes of its cache
     * @param ticker          monotonic nanoseconds, for the request log and the limits
     */
    public record Options(int port, String domainId, String clientId, String clientSecret, String rateHeaders, int perMinute, int exportPerMinute,
            long tokenSeconds, InstantSource clock, LongSupplier ticker) {

        /** Any free port, 300 requests a minute and 10 exports, tokens of an hour. */
        public static Options defaults() {
            return new Options(0, "demo-domain", "csat-relay-demo", "demo-client-secret", "X-RateLimit-", 300, 10, 3600, InstantSource.system(), System::nanoTime);
        }

        /** The same on these clocks. */
        public Options withClock(InstantSource newClock, LongSupplier newTicker) {
            return new Options(port, domainId, clientId, clientSecret, rateHeaders, perMinute, exportPerMinute, tokenSeconds, newClock, newTicker);
        }

        /** The same with these limits and rate headers. */
        public Options withLimits(String headers, int requests, int exports) {
            return new Options(port, domainId, clientId, clientSecret, headers, requests, exports, tokenSeconds, clock, ticker);
        }
    }

    private final Options options;
    private final GnattaApi api;
    private final LoopbackServer server;

    private DemoGnatta(Options options) throws IOException {
        this.options = options;
        this.api = new GnattaApi(options);
        this.server = LoopbackServer.start("the demo Gnatta", options.port(), "Authorization", Duration.ZERO, options.ticker(), api);
    }

    /**
     * Starts an account.
     *
     * @throws IOException when the port cannot be had; the message names it
     */
    public static DemoGnatta start(Options options) throws IOException {
        return new DemoGnatta(options);
    }

    /** The connector's settings for it, by their documented names. */
    public Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("GNATTA_BASE_URL", server.url() + "/reporting/v1.2");
        settings.put("GNATTA_AUTH_URL", server.url());
        settings.put("GNATTA_DOMAIN_ID", options.domainId());
        settings.put("GNATTA_CLIENT_ID", options.clientId());
        settings.put("GNATTA_CLIENT_SECRET", options.clientSecret());
        return settings;
    }

    /** Scheme, host and port. */
    public String url() {
        return server.url();
    }

    /** From here on no token that was given is good any more. */
    public void forgetTokens() {
        api.forgetTokens();
    }

    /** How many requests came again within ten minutes of the same one's answer: they are answered from the cache, and useless. */
    public int repeats() {
        return api.repeats();
    }

    /** The bodies of reporting requests that were answered, in order: the path, a space, the JSON. */
    public List<String> asked() {
        return api.asked();
    }

    /** What was answered to one of the {@link #asked()} requests, or null. */
    public String answered(String request) {
        return api.answered(request);
    }

    /** The faults to come. */
    public DemoFaults faults() {
        return server.faults();
    }

    /** Every request so far, in order of arrival. */
    public List<DemoRequest> requests() {
        return server.log().all();
    }

    @Override
    public void close() {
        server.close();
    }
}
