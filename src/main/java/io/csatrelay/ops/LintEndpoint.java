package io.csatrelay.ops;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * An endpoint as a route file names it, placeholders filled in.
 *
 * @param node where it stands
 * @param consumes whether a route begins with it
 * @param scheme the component, such as {@code direct}; empty when only a run would tell
 * @param path what follows it, without options; may hold expressions, {@code ${…}}
 * @param options by name: those of the URI, and those below {@code parameters}
 */
record LintEndpoint(LintNode node, boolean consumes, String scheme, String path, Map<String, Option> options) {
    private static final Set<String> HTTP = Set.of("http", "https");

    /**
     * An option's value.
     *
     * @param where the line it stands on
     * @param text placeholders filled in
     * @param written as the file has it
     */
    record Option(LintNode where, String text, String written) {
    }

    /** @param node a URI, or fields with {@code uri} and perhaps {@code parameters} */
    static LintEndpoint of(LintNode node, boolean consumes, UnaryOperator<String> filled) {
        LintNode uri = node.isText() ? node : node.get("uri").orElse(node);
        String text = filled.apply(uri.text());
        String plain = text.contains("?") ? text.substring(0, text.indexOf('?')) : text;
        Map<String, Option> options = new LinkedHashMap<>();
        inQuery(uri, text, options);
        node.get("parameters").ifPresent(parameters -> parameters.fields().forEach(field ->
                options.put(field.name(), new Option(field.value(), filled.apply(field.value().text()), field.value().text()))));
        int colon = plain.indexOf(':');
        String scheme = colon < 0 ? plain : plain.substring(0, colon);
        String name = options.containsKey("name") ? options.get("name").text() : "";
        String path = colon < 0 ? name : plain.substring(colon + 1).replaceFirst("^//", "");
        return new LintEndpoint(uri, consumes, scheme.contains("$") ? anyHttp(options) : scheme, path, options);
    }

    /** Of a URL that only a run tells: an option that nothing else has shows that it is a vendor's. */
    private static String anyHttp(Map<String, Option> options) {
        return options.containsKey("httpMethod") ? "https" : "";
    }

    private static void inQuery(LintNode uri, String text, Map<String, Option> options) {
        if (!text.contains("?")) {
            return;
        }
        for (String pair : text.substring(text.indexOf('?') + 1).split("&")) {
            String[] parts = pair.split("=", 2);
            String value = parts.length == 1 ? "" : parts[1].startsWith("RAW(") ? parts[1] : decoded(parts[1]);
            options.put(parts[0], new Option(uri, value, value));
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    boolean isHttp() {
        return HTTP.contains(scheme);
    }

    boolean isDynamic() {
        return path.contains("${");
    }

    /** What a {@code direct} or {@code seda} queue is known by. */
    String queue() {
        return scheme + ":" + path;
    }

    /** An option's value; empty when it is not set. */
    String option(String name) {
        return options.containsKey(name) ? options.get(name).text() : "";
    }
}
