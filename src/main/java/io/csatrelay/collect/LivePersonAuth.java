package io.csatrelay.collect;

import io.csatrelay.vendor.OAuth2Client;
import java.util.function.BinaryOperator;
import org.apache.camel.Message;
import org.apache.camel.Variable;

/** Signs requests to LivePerson in the way that is configured: a bearer token, OAuth2 or OAuth 1.0. Holds secrets and shows none. */
public final class LivePersonAuth {
    private final BinaryOperator<String> header;
    private final OAuth2Client client;

    /**
     * @param header URL without query, and query → the value of {@code Authorization}
     * @param client whose token that is; null unless by OAuth2
     */
    public LivePersonAuth(BinaryOperator<String> header, OAuth2Client client) {
        this.header = header;
        this.client = client;
    }

    /** The client of OAuth2, or null. */
    public OAuth2Client client() {
        return client;
    }

    /** Sets the header that lets us in. */
    public void authorize(@Variable("baseUrl") String baseUrl, @Variable("path") String path, @Variable("query") String query, Message request) {
        request.setHeader("Authorization", header.apply(baseUrl + path, query));
    }

    @Override
    public String toString() {
        return "LivePersonAuth[***]";
    }
}
