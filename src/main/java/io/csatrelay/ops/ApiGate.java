package io.csatrelay.ops;

import io.csatrelay.settings.Hosts;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Stands before the API's routes: knows the contract's paths and methods, and asks for the token that an operation's
 * {@code security} names, or for the cookie of somebody who has signed in with it. With no token set all is open, and then on loopback
 * only.
 */
public final class ApiGate implements Handler<RoutingContext> {
    /** What a 401 asks for. */
    static final String CHALLENGE = "Bearer realm=\"csat-relay\"";

    /** What the caller may do, among a request's data for those behind the gate; absent while no token is set. */
    static final String ACCESS = Access.class.getName();

    private static final String BEARER = "bearer ";

    private final ApiContract contract;
    private final ApiTokens tokens;
    private final SignedIn signedIn;

    /**
     * @param contract the OpenAPI contract's resource
     * @param tokens who may read, and who may act
     * @param signedIn who may do so by the dashboard's cookie
     */
    public ApiGate(String contract, ApiTokens tokens, SignedIn signedIn) {
        this.contract = new ApiContract(contract);
        this.tokens = tokens;
        this.signedIn = signedIn;
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
            answer(context, 413, "payload_too_large", "the body is too large: at most 1 MiB, and 4 KiB to sign in");
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
        if (needed.equals(ApiContract.PUBLIC)) {
            return true;
        }
        if (tokens.open()) {
            return meansThisMachine(context);
        }
        List<String> headers = context.request().headers().getAll("Authorization");
        boolean byCookie = headers.isEmpty();
        Optional<Access> access = byCookie ? signedIn.access(context.request()) : tokens.access(given(headers));
        if (access.isEmpty()) {
            context.response().putHeader("WWW-Authenticate", CHALLENGE);
            answer(context, 401, "unauthorized", "send Authorization: Bearer and the token");
        } else if (!access.get().isEnoughFor(needed)) {
            answer(context, 403, "forbidden", "this needs API_ADMIN_TOKEN");
        } else if (byCookie && context.request().method() != HttpMethod.GET && !OwnPage.asks(context.request())) {
            answer(context, 403, "forbidden", "a cookie counts from the dashboard's own page only; scripts send Authorization: Bearer");
        } else {
            context.put(ACCESS, access.get());
            return true;
        }
        return false;
    }

    /** Without tokens only loopback keeps others out; a page elsewhere whose name was made to lead here (DNS rebinding) is one of them. */
    private static boolean meansThisMachine(RoutingContext context) {
        HostAndPort asked = context.request().authority();
        if (asked != null && Hosts.loopback(asked.host())) {
            return true;
        }
        answer(context, 403, "forbidden", "without API_READ_TOKEN and API_ADMIN_TOKEN this answers to 127.0.0.1, ::1 and localhost alone: ask for one of these, or set the tokens");
        return false;
    }

    private static String given(List<String> headers) {
        if (headers.size() != 1 || !headers.get(0).toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return "";
        }
        return headers.get(0).substring(BEARER.length()).strip();
    }

    private static void answer(RoutingContext context, int status, String error, String message) {
        ApiErrors.answer(context, status, error, message);
    }
}
