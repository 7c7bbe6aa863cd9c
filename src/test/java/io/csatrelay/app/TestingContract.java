package io.csatrelay.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Holds answers against the API's contract: the status is described, and the body is as its schema says. Stricter than JSON Schema:
 * a property that is not described is a problem. Knows what the contract uses, and throws at anything else.
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
    List<String> problems(String method, String path, int status, JsonNode body) {
        JsonNode response = path(path).path(method.toLowerCase(Locale.ROOT)).path("responses").path(String.valueOf(status));
        JsonNode schema = response.at("/content/application~1json/schema");
        if (schema.isMissingNode()) {
            return List.of(method + " " + path + " has no answer " + status + " with JSON");
        }
        List<String> problems = new ArrayList<>();
        check("", schema, body, problems);
        return problems;
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
        JsonNode schema = given.has("$ref") ? contract.at(given.path("$ref").asText().substring(1)) : given;
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
