package io.csatrelay.vendor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Variable;

/**
 * Reads what a token URL answers, for the route {@code oauth2-token}; the variable {@code client} is an {@link OAuth2Client}, {@code tokens} an {@link OpenIdDiscovery}. Quotes no
 * answer, for a token may be in it. Stateless.
 */
public final class OAuth2 {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);
    private static final int UNAUTHORIZED = 401;

    private final InstantSource clock;

    /** @param clock the wall clock, for a {@code Retry-After} that is a date */
    public OAuth2(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Keeps the token of an answer: {@code {"access_token": text, "expires_in": seconds}}.
     *
     * @throws VendorException when there is none; it says whether to try again, and which settings to check
     */
    public void take(@Variable("client") OAuth2Client client, @Variable("tokenUrl") String url, @Header(Exchange.HTTP_RESPONSE_CODE) int status,
            @Header("Retry-After") String retryAfter, @Body String body) throws VendorException {
        String came = "asking for an OAuth2 token: HTTP " + status + " from " + URI.create(url).getHost();
        if (PASSING.contains(status) || status >= 500) {
            throw new VendorException(came + (status == 429 ? ": its rate limit is reached" : ": it has a fault of its own"), status, true,
                    RetryAfter.parse(retryAfter, clock.instant()).orElse(null), null);
        }
        if (status < 200 || status >= 300) {
            throw new VendorException(came + ": check " + client.settings(), status, false, null, null);
        }
        JsonNode answer = read(body);
        String token = answer.path("access_token").asText("");
        // Whatever else would end the header, and begin another.
        if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new VendorException(came + " without an access_token that can be used: is this the token URL? a login page, or a proxy in between?",
                    status, false, null, null);
        }
        client.take(token, answer.path("expires_in").asLong(0) <= 0 ? null : Duration.ofSeconds(answer.path("expires_in").asLong()));
    }

    /** Keeps what an OpenID provider answered: where tokens are given. @throws VendorException as {@link OpenIdDiscovery#take} */
    public void discovered(@Variable("tokens") OpenIdDiscovery tokens, @Header(Exchange.HTTP_RESPONSE_CODE) int status, @Body String body) throws VendorException {
        tokens.take(status, body);
    }

    /** Whether the vendor refused the token; it is forgotten then, so that the next one is fetched anew. */
    public boolean refused(@Variable("client") OAuth2Client client, @Header(Exchange.HTTP_RESPONSE_CODE) int status) {
        if (status == UNAUTHORIZED) {
            client.forget();
        }
        return status == UNAUTHORIZED;
    }

    private static JsonNode read(String body) {
        try {
            JsonNode answer = JSON.readTree(body == null ? "" : body);
            return answer == null ? JSON.createObjectNode() : answer;
        } catch (JsonProcessingException none) {
            return JSON.createObjectNode();
        }
    }
}
