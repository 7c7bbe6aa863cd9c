package io.csatrelay.demo;

import io.csatrelay.vendor.OAuth1;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who may ask the demo LivePerson: a bearer token, a token of its sentinel, or a signature of OAuth 1.0. Used by one thread. */
final class LivePersonAuth {
    private static final Pattern FIELD = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final DemoLivePerson.Options options;
    private final InstantSource clock;
    private final Map<String, Instant> issued = new HashMap<>();
    private final Set<String> nonces = new HashSet<>();

    LivePersonAuth(DemoLivePerson.Options options) {
        this.options = options;
        this.clock = options.clock();
    }

    /** Answers a request for a token. */
    DemoAnswer issue(byte[] body, String contentType) {
        Map<String, List<String>> form = new QueryStringDecoder("?" + new String(body, java.nio.charset.StandardCharsets.UTF_8)).parameters();
        if (contentType == null || !contentType.startsWith("application/x-www-form-urlencoded") || form.size() != 3
                || !List.of("client_credentials").equals(form.get("grant_type"))) {
            return DemoAnswer.json(400, "{\"error\":\"invalid_request\"}");
        }
        if (!List.of(DemoLivePerson.CLIENT_ID).equals(form.get("client_id")) || !List.of(DemoLivePerson.CLIENT_SECRET).equals(form.get("client_secret"))) {
            return DemoAnswer.json(401, "{\"error\":\"invalid_client\"}");
        }
        String token = "demo-issued-" + (issued.size() + 1);
        issued.put(token, clock.instant().plus(options.tokensLast()));
        return DemoAnswer.json(200, Json.object().put("access_token", token).put("token_type", "Bearer").put("expires_in", options.tokensLast().toSeconds()).toString());
    }

    /** How many tokens were issued. */
    int issued() {
        return issued.size();
    }

    /** Refuses every token that was issued so far. */
    void revoke() {
        issued.replaceAll((token, until) -> Instant.EPOCH);
    }

    /** @param url of the request without query */
    boolean admits(String authorization, String url, String query) {
        if (authorization == null) {
            return false;
        }
        if (authorization.startsWith("Bearer ")) {
            String token = authorization.substring("Bearer ".length());
            return token.equals(DemoLivePerson.TOKEN) || clock.instant().isBefore(issued.getOrDefault(token, Instant.EPOCH));
        }
        return authorization.startsWith("OAuth ") && signed(authorization, url, query);
    }

    private boolean signed(String authorization, String url, String query) {
        Map<String, String> fields = new HashMap<>();
        Matcher field = FIELD.matcher(authorization);
        while (field.find()) {
            fields.put(field.group(1), field.group(2));
        }
        String nonce = fields.getOrDefault("oauth_nonce", "");
        String timestamp = fields.getOrDefault("oauth_timestamp", "");
        if (!timestamp.matches("[0-9]{1,12}") || nonce.isEmpty() || !nonces.add(nonce)) {
            return false;
        }
        Instant at = Instant.ofEpochSecond(Long.parseLong(timestamp));
        return Duration.between(at, clock.instant()).abs().compareTo(SKEW) <= 0 && authorization.equals(new OAuth1(DemoLivePerson.APP_KEY, DemoLivePerson.APP_SECRET,
                DemoLivePerson.ACCESS_TOKEN, DemoLivePerson.ACCESS_TOKEN_SECRET, () -> at, () -> nonce).header("GET", url, query));
    }
}
