package io.csatrelay.ops;

import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Locale;

/**
 * Whether a request was made by the dashboard's own page. A browser sends a session's cookie along whoever asks; what may change
 * something therefore needs more than the cookie: a header that no other site's page can add (it would have to ask first, and is answered
 * 405), and an {@code Origin} that is this very host.
 */
public final class OwnPage {
    /** The header, whose value does not matter. */
    public static final String HEADER = "X-Csat-Relay";

    private OwnPage() {
    }

    /** Both hold. Behind a proxy the host is what the browser asked for: {@code X-Forwarded-Host}. */
    public static boolean asks(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        if (request.getHeader(HEADER) == null || origin == null) {
            return false;
        }
        String authority = authority(origin);
        return same(authority, request.getHeader("Host")) || same(authority, request.getHeader("X-Forwarded-Host"));
    }

    private static boolean same(String authority, String host) {
        return host != null && authority.equals(host.toLowerCase(Locale.ROOT));
    }

    private static String authority(String origin) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority == null ? "" : authority.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException unreadable) {
            return "";
        }
    }
}
