package io.csatrelay.vendor;

import java.util.function.BinaryOperator;

/** How an account lets us in: what each request to it shows, and, by OAuth2, the client whose token that is. Holds secrets and shows none. */
public final class SignIn {
    private final String header;
    private final BinaryOperator<String> value;
    private final OAuth2Client client;
    private final OpenIdDiscovery tokens;

    private SignIn(String header, BinaryOperator<String> value, OAuth2Client client, OpenIdDiscovery tokens) {
        this.header = header;
        this.value = value;
        this.client = client;
        this.tokens = tokens;
    }

    /** The same header with each request. */
    public static SignIn with(Credentials credentials) {
        return new SignIn(credentials.name(), (url, query) -> credentials.header(), null, null);
    }

    /** A signature of each GET. */
    public static SignIn oauth1(OAuth1 signer) {
        return new SignIn(Credentials.AUTHORIZATION, (url, query) -> signer.header("GET", url, query), null, null);
    }

    /** The client's token. @param tokens where it is given; null where the routes of the vendor know that */
    public static SignIn oauth2(OAuth2Client client, OpenIdDiscovery tokens) {
        return new SignIn(Credentials.AUTHORIZATION, (url, query) -> client.header(), client, tokens);
    }

    /** The name of the header that shows it. */
    public String header() {
        return header;
    }

    /** The header's value for one request. @param url without its query @param query encoded; empty for none */
    public String value(String url, String query) {
        return value.apply(url, query);
    }

    /** The client of OAuth2, or null. */
    public OAuth2Client client() {
        return client;
    }

    /** Where its tokens are given, or null. */
    public OpenIdDiscovery tokens() {
        return tokens;
    }

    @Override
    public String toString() {
        return "***";
    }
}
