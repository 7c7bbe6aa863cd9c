package io.csatrelay.app;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a request to a vendor carries as its authorization, for routes that ask for it when they set the header. It is never a
 * property or a placeholder, so that no log or listing of those can show it.
 */
public final class Credentials {
    private final String value;

    private Credentials(String value) {
        this.value = value;
    }

    /** Zendesk's API token: Basic {@code {email}/token:{api_token}}. */
    static Credentials zendeskToken(String email, String apiToken) {
        byte[] pair = (email + "/token:" + apiToken).getBytes(StandardCharsets.UTF_8);
        return new Credentials("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /** An OAuth access token. */
    static Credentials bearer(String token) {
        return new Credentials("Bearer " + token);
    }

    /** A token that is a header's whole value, as MaestroQA's {@code apitoken}. */
    static Credentials bare(String token) {
        return new Credentials(token);
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
