package io.csatrelay.vendor;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * One client of OAuth2's client-credentials grant (RFC 6749, 4.4), and the token that it has now. The token is in memory alone. Safe for
 * use by several threads: at worst two of them fetch a token each.
 */
public final class OAuth2Client {
    /** How long before its end a token is not used any more; a tenth of its life where that is less. */
    static final Duration EARLY = Duration.ofMinutes(1);
    /** How long a token lasts whose vendor does not say. */
    static final Duration UNSAID = Duration.ofMinutes(5);

    private final String id;
    private final String secret;
    private final String settings;
    private final InstantSource clock;
    private volatile Token token;

    /** @param settings which settings to check when the vendor refuses them, in words @param clock the wall clock */
    public OAuth2Client(String id, String secret, String settings, InstantSource clock) {
        this.id = id;
        this.secret = secret;
        this.settings = settings;
        this.clock = clock;
    }

    private record Token(String text, Instant until) {
        @Override
        public String toString() {
            return "***";
        }
    }

    /** Whether a token has to be fetched: there is none, or it is nearly over. */
    public boolean isDue() {
        Token now = token;
        return now == null || !clock.instant().isBefore(now.until());
    }

    /** What the request for a token has as its body: a form, so that neither a URL nor a header has the secret. */
    public String getForm() {
        return "grant_type=client_credentials&client_id=" + encoded(id) + "&client_secret=" + encoded(secret);
    }

    /** The value of the header {@code Authorization}. @throws IllegalStateException when no token was fetched */
    public String header() {
        Token now = token;
        if (now == null) {
            throw new IllegalStateException("authorizing a request: no token was fetched before it");
        }
        return "Bearer " + now.text();
    }

    /** Which settings to check, in words. */
    String settings() {
        return settings;
    }

    void take(String text, Duration lasts) {
        Duration life = lasts == null ? UNSAID : lasts;
        Duration tenth = life.dividedBy(10);
        token = new Token(text, clock.instant().plus(life).minus(tenth.compareTo(EARLY) < 0 ? tenth : EARLY));
    }

    void forget() {
        token = null;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "OAuth2Client[***]";
    }
}
