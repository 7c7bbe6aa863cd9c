package io.csatrelay.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csatrelay.app.TestingApi.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Holds answers against the API's contract: the status is described, the headers that it promises are there, and the body is as its schema
 * says, or begins as its example does. Stricter than JSON Schema: a property that is not described is a problem. Knows what the contract
 * uses, and throws at anything else.
 */
final class TestingContract {
    private static final List<String> KNOWN = List.of("type", "properties", "required", "items", "enum", "nullable", "format", "$ref", "description",
            "additionalProperties", "minItems", "maxItems", "minimum", "maximum", "example", "default");
    private final JsonNode contract;

    TestingContract(Path file) {
        try {
            contract = new ObjectMapper().readTree(file.toFile());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What of an answer is not as described; empty when all is. */
    List<String> problems(String method, String path, Answer answer) {
        JsonNode response = resolved(path(path).path(method.toLowerCase(Locale.ROOT)).path("responses").path(String.valueOf(answer.status())));
        if (response.isMissingNode()) {
            return List.of(method + " " + path + " has no answer " + answer.status());
        }
        List<String> problems = new ArrayList<>();
        response.path("headers").fields().forEachRemaining(header -> require(!resolved(header.getValue()).path("required").asBoolean()
                || answer.header(header.getKey()).isPresent(), "there is no " + header.getKey(), problems));
        String type = answer.header("Content-Type").orElse("none").split(";")[0];
        JsonNode content = response.path("content").path(type);
        if (!response.has("content")) {
            require(answer.body().isEmpty(), "there is a body", problems);
        } else if (content.isMissingNode()) {
            problems.add(type + " is not described");
        } else if (type.equals("application/json")) {
            check("", content.path("schema"), answer.json(), problems);
        } else {
            require(answer.body().startsWith(content.path("example").asText()), "it does not begin as the example", problems);
        }
        return problems;
    }

    /** Parameters in the query of every GET: path → parameters. */
    Map<String, List<JsonNode>> queries() {
        Map<String, List<JsonNode>> queries = new TreeMap<>();
        contract.path("paths").fields().forEachRemaining(path -> path.getValue().at("/get/parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals("query")) {
                queries.computeIfAbsent(path.getKey(), any -> new ArrayList<>()).add(parameter);
            }
        }));
        return queries;
    }

    private JsonNode resolved(JsonNode given) {
        return given.has("$ref") ? contract.at(given.path("$ref").asText().substring(1)) : given;
    }

    /** The path as it is, or the template that it fits. */
    private JsonNode path(String path) {
        JsonNode paths = contract.path("paths");
        for (String template : (Iterable<String>) paths::fieldNames) {
            if (path.matches(template.replaceAll("[{][^}]*[}]", "[^/]+"))) {
                return paths.path(template);
            }
        }
        return paths.path(path);
    }

    private void check(String where, JsonNode given, JsonNode value, List<String> problems) {
        JsonNode schema = resolved(given);
        schema.fieldNames().forEachRemaining(word -> {
            if (!KNOWN.contains(word)) {
                throw new IllegalStateException("the contract uses " + word + ", which this test cannot hold anything against");
            }
        });
        if (value.isNull() && schema.path("nullable").asBoolean()) {
            return;
        }
        switch (schema.path("type").asText()) {
            case "object" -> object(where, schema, value, problems);
            case "array" -> value.forEach(item -> check(where + "[]", schema.path("items"), item, problems));
            case "string" -> text(where, schema, value, problems);
            case "integer" -> require(value.isIntegralNumber(), where + " is no integer: " + value, problems);
            case "number" -> require(value.isNumber(), where + " is no number: " + value, problems);
            case "boolean" -> require(value.isBoolean(), where + " is no boolean: " + value, problems);
            default -> throw new IllegalStateException("the contract has no type at " + where);
        }
        require(!schema.path("type").asText().equals("array") || value.isArray(), where + " is no array: " + value, problems);
    }

    private void object(String where, JsonNode schema, JsonNode value, List<String> problems) {
        require(value.isObject(), where + " is no object: " + value, problems);
        schema.path("required").forEach(name -> require(value.has(name.asText()), where + " lacks " + name, problems));
        value.fields().forEachRemaining(field -> {
            JsonNode described = schema.path("properties").path(field.getKey());
            if (described.isMissingNode() && schema.path("additionalProperties").isObject()) {
                check(where + "/*", schema.path("additionalProperties"), field.getValue(), problems);
            } else if (described.isMissingNode()) {
                problems.add(where + " has " + field.getKey() + ", which is not described");
            } else {
                check(where + "/" + field.getKey(), described, field.getValue(), problems);
            }
        });
    }

    private static void text(String where, JsonNode schema, JsonNode value, List<String> problems) {
        require(value.isTextual(), where + " is no text: " + value, problems);
        List<String> allowed = new ArrayList<>();
        schema.path("enum").forEach(one -> allowed.add(one.asText()));
        require(allowed.isEmpty() || allowed.contains(value.asText()), where + " is none of " + allowed + ": " + value, problems);
        if (schema.path("format").asText().equals("date-time")) {
            try {
                Instant.parse(value.asText());
            } catch (DateTimeParseException none) {
                problems.add(where + " is no time in UTC: " + value);
            }
        }
    }

    private static void require(boolean holds, String otherwise, List<String> problems) {
        if (!holds) {
            problems.add(otherwise);
        }
    }
}
