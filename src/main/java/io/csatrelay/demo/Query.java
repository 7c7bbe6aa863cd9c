package io.csatrelay.demo;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Query strings: read strictly, written encoded. */
final class Query {

    private Query() {
    }

    /** The parameters; rejects (400) a doubled one, a broken encoding and, unless {@code known} is null, one that is not known. */
    static Map<String, String> read(String query, Set<String> known) {
        Map<String, String> parameters = new LinkedHashMap<>();
        try {
            new QueryStringDecoder(query, StandardCharsets.UTF_8, false).parameters().forEach((name, values) -> {
                if (values.size() > 1 || known != null && !known.contains(name)) {
                    throw new Rejected(400, "InvalidParameter", "parameter '" + name + "' is not known here, or was sent twice");
                }
                parameters.put(name, values.get(0));
            });
        } catch (IllegalArgumentException e) {
            throw new Rejected(400, "InvalidParameter", "the query is not encoded properly");
        }
        return parameters;
    }

    static String write(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
