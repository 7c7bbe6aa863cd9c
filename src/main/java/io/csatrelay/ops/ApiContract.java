package io.csatrelay.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The paths and methods of an OpenAPI contract, and which token each asks for. Immutable. */
final class ApiContract {
    /** What an operation asks for when its {@code security} is empty: nothing. */
    static final String PUBLIC = "";

    private static final Pattern PARAMETER = Pattern.compile("[{][^}]*[}]");

    private final Map<String, Map<String, String>> plain = new HashMap<>();
    private final List<Template> templates = new ArrayList<>();

    /** A path with parameters. @param methods method → token */
    private record Template(Pattern path, Map<String, String> methods) {
    }

    /** @param resource the contract, JSON; every operation has a {@code security} */
    ApiContract(String resource) {
        try (InputStream in = ApiContract.class.getResourceAsStream(resource)) {
            new ObjectMapper().readTree(in).path("paths").fields().forEachRemaining(path -> add(path.getKey(), tokens(path.getValue())));
        } catch (IOException failed) {
            throw new UncheckedIOException("reading the contract " + resource, failed);
        }
    }

    private void add(String path, Map<String, String> methods) {
        if (PARAMETER.matcher(path).find()) {
            templates.add(new Template(segments(path), methods));
        } else {
            plain.put(path, methods);
        }
    }

    /** A parameter takes one segment, whatever is in it. */
    private static Pattern segments(String path) {
        StringBuilder regex = new StringBuilder();
        int end = 0;
        for (var parameter = PARAMETER.matcher(path); parameter.find(); end = parameter.end()) {
            regex.append(Pattern.quote(path.substring(end, parameter.start()))).append("[^/]+");
        }
        return Pattern.compile(regex + Pattern.quote(path.substring(end)));
    }

    private static Map<String, String> tokens(JsonNode methods) {
        Map<String, String> tokens = new HashMap<>();
        methods.fields().forEachRemaining(method -> tokens.put(method.getKey().toUpperCase(Locale.ROOT), token(method.getValue().path("security"))));
        return tokens;
    }

    private static String token(JsonNode security) {
        if (!security.isArray()) {
            throw new IllegalStateException("reading the contract: an operation has no security; write [] for a public one");
        }
        return security.isEmpty() ? PUBLIC : security.get(0).fieldNames().next();
    }

    /** What a path takes: method → {@code read}, {@code admin} or {@link #PUBLIC}. @return null when there is no such path */
    Map<String, String> methods(String path) {
        Map<String, String> methods = plain.get(path);
        return methods != null ? methods
                : templates.stream().filter(template -> template.path.matcher(path).matches()).map(Template::methods).findFirst().orElse(null);
    }
}
