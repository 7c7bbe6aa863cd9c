package io.csatrelay.dashboard;

import io.vertx.core.http.HttpServerResponse;

/** What every answer of the dashboard tells the browser not to do. */
final class SecurityHeaders {
    /** Scripts, styles and requests of this host alone: what a comment might bring along runs nowhere and reaches nobody. */
    private static final String PAGE = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
            + "frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    private SecurityHeaders() {
    }

    /** For the page and its files. */
    static HttpServerResponse page(HttpServerResponse response) {
        return common(response).putHeader("Content-Security-Policy", PAGE).putHeader("Cross-Origin-Opener-Policy", "same-origin");
    }

    /** For data. */
    static HttpServerResponse data(HttpServerResponse response) {
        return common(response).putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'").putHeader("Cache-Control", "no-store");
    }

    private static HttpServerResponse common(HttpServerResponse response) {
        return response.putHeader("X-Content-Type-Options", "nosniff").putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin");
    }
}
