package io.csatrelay.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csatrelay.ops.Access;
import io.csatrelay.ops.ApiErrors;
import io.csatrelay.ops.ApiTokens;
import io.csatrelay.ops.OwnPage;
import io.csatrelay.ops.SignedIn;
import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * {@code /session}: GET tells whether a sign-in is needed and what the caller may do; POST {@code {"token"}} signs in; DELETE signs out.
 * Each answers {@code {"signIn":true|false,"access":"read"|"admin"|null}}. The token comes once, in a body; what stays with the browser
 * is a random id in a cookie that scripts cannot read.
 */
public final class SignIn implements Handler<RoutingContext>, SignedIn {
    /** The session's cookie. */
    public static final String COOKIE = "csat-relay-session";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApiTokens tokens;
    private final Sessions sessions;
    private final FailedSignIns failed;

    /**
     * @param tokens who may sign in
     * @param nanos a monotonic clock, nanoseconds
     */
    public SignIn(ApiTokens tokens, LongSupplier nanos) {
        this.tokens = tokens;
        this.sessions = new Sessions(nanos);
        this.failed = new FailedSignIns(nanos);
    }

    @Override
    public Optional<Access> access(HttpServerRequest request) {
        return id(request).flatMap(sessions::access);
    }

    @Override
    public void handle(RoutingContext context) {
        SecurityHeaders.data(context.response());
        HttpServerRequest request = context.request();
        switch (request.method().name()) {
            case "GET" -> answer(context, tokens.open() ? Optional.of(Access.ADMIN) : access(request));
            case "POST", "DELETE" -> change(context, request);
            default -> {
                context.response().putHeader("Allow", "DELETE, GET, POST");
                ApiErrors.answer(context, 405, "method_not_allowed", "this path takes DELETE, GET, POST");
            }
        }
    }

    private void change(RoutingContext context, HttpServerRequest request) {
        if (!OwnPage.asks(request)) {
            ApiErrors.answer(context, 403, "forbidden", "only the dashboard's own page may sign in or out; scripts send Authorization: Bearer");
        } else if (tokens.open()) {
            answer(context, Optional.of(Access.ADMIN));
        } else if (request.method().name().equals("DELETE")) {
            id(request).ifPresent(sessions::end);
            context.response().addCookie(cookie("", request).setMaxAge(0));
            answer(context, Optional.empty());
        } else {
            signIn(context, request);
        }
    }

    private void signIn(RoutingContext context, HttpServerRequest request) {
        String address = request.remoteAddress() == null ? "" : String.valueOf(request.remoteAddress().hostAddress());
        long wait = failed.secondsToWait(address);
        if (wait > 0) {
            context.response().putHeader("Retry-After", String.valueOf(wait));
            ApiErrors.answer(context, 429, "too_many_requests", "too many wrong tokens: wait " + wait + " s");
            return;
        }
        Optional<Access> access = tokens.access(token(context));
        if (access.isEmpty()) {
            failed.failed(address);
            ApiErrors.answer(context, 401, "unauthorized", "this is neither API_READ_TOKEN nor API_ADMIN_TOKEN");
            return;
        }
        id(request).ifPresent(sessions::end);
        context.response().addCookie(cookie(sessions.begin(access.get()), request).setMaxAge(Sessions.LENGTH.toSeconds()));
        answer(context, access);
    }

    /** The token in the body; a body that is no such JSON has none. */
    private static String token(RoutingContext context) {
        try {
            JsonNode body = JSON.readTree(Optional.ofNullable(context.body().asString()).orElse(""));
            return body.path("token").asText("").strip();
        } catch (JsonProcessingException unreadable) {
            return "";
        }
    }

    private static Optional<String> id(HttpServerRequest request) {
        return Optional.ofNullable(request.getCookie(COOKIE)).map(Cookie::getValue).filter(id -> !id.isEmpty());
    }

    /** Secure when the browser speaks https, be it to us or to a proxy before us; a browser on plain http would drop such a cookie. */
    private static Cookie cookie(String value, HttpServerRequest request) {
        boolean https = request.isSSL() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
        return Cookie.cookie(COOKIE, value).setPath("/").setHttpOnly(true).setSameSite(CookieSameSite.STRICT).setSecure(https);
    }

    private void answer(RoutingContext context, Optional<Access> access) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("signIn", !tokens.open()).put("access", access.map(Access::word).orElse(null));
        context.response().putHeader("Content-Type", "application/json").end(json.toString());
    }
}
