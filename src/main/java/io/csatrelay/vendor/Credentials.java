package io.csatrelay.vendor;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a request to a vendor carries as its authorization, for routes that ask for it when they set the header. It is never a
 * property or a placeholder, so that no log or listing of those can show it.
 */
public final class Credentials {
    /** The header that requests are let in by. */
    static final String AUTHORIZATION = "Authorization";

    private final String header;
    private final String value;

    private Credentials(String header, String value) {
        this.header = header;
        this.value = value;
    }

    /** A user and a password (RFC 7617). */
    public static Credentials basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new Credentials(AUTHORIZATION, "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /** Zendesk's API token: Basic {@code {email}/token:{api_token}}. */
    public static Credentials zendeskToken(String email, String apiToken) {
        return basic(email + "/token", apiToken);
    }

    /** An OAuth access token. */
    public static Credentials bearer(String token) {
        return new Credentials(AUTHORIZATION, "Bearer " + token);
    }

    /** A token that is a header's whole value, as MaestroQA's {@code apitoken}. */
    public static Credentials bare(String header, String token) {
        return new Credentials(header, token);
    }

    /** The name of the header that carries it. */
    public String name() {
        return header;
    }

    /** The header's value. */
    public String header() {
        return value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
