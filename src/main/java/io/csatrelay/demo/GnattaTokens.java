package io.csatrelay.demo;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The demo Gnatta's OpenID provider: discovery, and tokens for client credentials. */
final class GnattaTokens {

    private static final String TOKEN = "/connect/token";

    private final DemoGnatta.Options options;
    private final Map<String, Instant> given = new HashMap<>();
    private int number;

    GnattaTokens(DemoGnatta.Options options) {
        this.options = options;
    }

    synchronized void forget() {
        given.clear();
    }

    /** An answer, or null when the path is none of the provider's. */
    synchronized DemoAnswer answer(DemoRequest request, byte[] body, UnaryOperator<String> header) {
        if (request.path().equals("/" + options.domainId() + "/.well-known/openid-configuration")) {
            String base = "http://" + header.apply("Host");
            return DemoAnswer.json(200, Json.object().put("issuer", base + "/" + options.domainId()).put("token_endpoint", base + TOKEN).toString());
        }
        return request.path().equals(TOKEN) ? token(request, new String(body, StandardCharsets.UTF_8), header) : null;
    }

    private DemoAnswer token(DemoRequest request, String body, UnaryOperator<String> header) {
        String type = header.apply("Content-Type");
        Map<String, String> form = form(body);
        if (!request.method().equals("POST") || type == null || !type.startsWith("application/x-www-form-urlencoded")
                || !"client_credentials".equals(form.get("grant_type"))) {
            return DemoAnswer.json(400, "{\"error\":\"unsupported_grant_type\"}");
        }
        String basic = header.apply("Authorization");
        String user = basic != null && basic.startsWith("Basic ") ? new String(Base64.getDecoder().decode(basic.substring(6)), StandardCharsets.UTF_8)
                : form.get("client_id") + ":" + form.get("client_secret");
        if (!user.equals(options.clientId() + ":" + options.clientSecret())) {
            return DemoAnswer.json(400, "{\"error\":\"invalid_client\"}");
        }
        String token = "demo-gnatta-token-" + ++number;
        given.put(token, options.clock().instant().plusSeconds(options.tokenSeconds()));
        return DemoAnswer.json(200, Json.object().put("access_token", token).put("token_type", "Bearer").put("expires_in", options.tokenSeconds()).toString());
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        for (String pair : body.split("&")) {
            String[] parts = pair.split("=", 2);
            form.put(URLDecoder.decode(parts[0], StandardCharsets.UTF_8), parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    /** Whoever asks has a token that is good still. */
    synchronized void require(String authorization) {
        Instant until = authorization != null && authorization.startsWith("Bearer ") ? given.get(authorization.substring(7)) : null;
        if (until == null || !options.clock().instant().isBefore(until)) {
            throw new Rejected(401, "unauthorized", "no token, or one that is not good any more");
        }
    }
}
