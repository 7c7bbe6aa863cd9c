package io.csatrelay.ops;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Stands before the API's routes: knows the contract's paths and methods, and asks for the token that an operation's
 * {@code security} names. Tokens are compared in constant time. With no token set all is open, and then on loopback only.
 */
public final class ApiGate implements Handler<RoutingContext> {
    /** What a 401 asks for. */
    static final String CHALLENGE = "Bearer realm=\"csat-relay\"";

    private static final String BEARER = "bearer ";

    private final ApiContract contract;
    private final Optional<byte[]> read;
    private final Optional<byte[]> admin;

    /**
     * @param contract the OpenAPI contract's resource
     * @param readToken who may read
     * @param adminToken who may read and act
     */
    public ApiGate(String contract, Optional<String> readToken, Optional<String> adminToken) {
        this.contract = new ApiContract(contract);
        this.read = readToken.map(token -> token.getBytes(StandardCharsets.UTF_8));
        this.admin = adminToken.map(token -> token.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerResponse response = context.response();
        response.putHeader("X-Content-Type-Options", "nosniff").putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .putHeader("Referrer-Policy", "no-referrer").putHeader("Cache-Control", "no-store");
        Map<String, String> methods = contract.methods(context.normalizedPath());
        if (methods == null) {
            answer(context, 404, "not_found", "there is no such path");
            return;
        }
        String token = methods.get(context.request().method().name());
        if (token == null) {
            response.putHeader("Allow", String.join(", ", new TreeSet<>(methods.keySet())));
            answer(context, 405, "method_not_allowed", "this path takes " + String.join(", ", new TreeSet<>(methods.keySet())));
        } else if (!allows(context, token)) {
            return;
        } else if (context.request().method() == HttpMethod.POST && !isJson(context.request().getHeader("Content-Type"))) {
            // Also keeps out what a form on some other page could send.
            answer(context, 415, "unsupported_media_type", "send Content-Type: application/json");
        } else {
            context.next();
        }
    }

    /** Answers what the server refuses by itself, such as a body that is too large, in the API's form. */
    public static void failed(RoutingContext context) {
        int status = context.statusCode();
        if (status == 413) {
            answer(context, 413, "payload_too_large", "the body is over 1 MiB");
        } else if (status >= 400 && status < 500) {
            answer(context, status, "bad_request", "the request cannot be read");
        } else {
            answer(context, 500, "internal", ApiErrors.logged(context.normalizedPath(), context.failure()));
        }
    }

    private static boolean isJson(String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).split(";")[0].strip().equals("application/json");
    }

    private boolean allows(RoutingContext context, String needed) {
        if (read.isEmpty() && admin.isEmpty() || needed.equals(ApiContract.PUBLIC)) {
            return true;
        }
        byte[] given = given(context.request().headers().getAll("Authorization"));
        // Both are compared whatever the first says, so that time tells nothing.
        boolean reads = matches(read, given);
        boolean acts = matches(admin, given);
        if (acts || reads && needed.equals("read")) {
            return true;
        }
        if (reads) {
            answer(context, 403, "forbidden", "this needs API_ADMIN_TOKEN");
        } else {
            context.response().putHeader("WWW-Authenticate", CHALLENGE);
            answer(context, 401, "unauthorized", "send Authorization: Bearer and the token");
        }
        return false;
    }

    private static boolean matches(Optional<byte[]> token, byte[] given) {
        return token.isPresent() && MessageDigest.isEqual(token.get(), given);
    }

    private static byte[] given(List<String> headers) {
        if (headers.size() != 1 || !headers.get(0).toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return new byte[0];
        }
        return headers.get(0).substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8);
    }

    private static void answer(RoutingContext context, int status, String error, String message) {
        context.response().setStatusCode(status).putHeader("Content-Type", "application/json")
                .end(ApiErrors.body(error, message, null));
    }
}
