package io.csatrelay.report;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The parameters of a query, from the query itself: among a message's headers a header of the request with the same name looks the
 * same. Parameters that nobody asks for are ignored, whatever is in them.
 */
final class QueryParameters {
    private final Map<String, String> first = new HashMap<>();
    private final Set<String> repeated = new HashSet<>();

    /** @param query as it came, percent-encoded; null for none */
    QueryParameters(String query) {
        for (String pair : query == null ? new String[0] : query.split("&")) {
            int sign = pair.indexOf('=');
            String name = sign < 0 ? pair : pair.substring(0, sign);
            if (first.putIfAbsent(name, sign < 0 ? "" : pair.substring(sign + 1)) != null) {
                repeated.add(name);
            }
        }
    }

    /** The decoded value; null when it was not given. @throws ReportException when it was given more than once, or cannot be decoded */
    String one(String name) throws ReportException {
        if (repeated.contains(name)) {
            throw ReportException.badField(name, name + " is given more than once");
        }
        String raw = first.get(name);
        try {
            return raw == null ? null : URLDecoder.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw ReportException.badField(name, name + " is not percent-encoded as a URL is");
        }
    }
}
