package io.csatrelay.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Holds route files against the schema that Camel's YAML DSL brings with it: unknown nodes and options, a name that is there twice, a list
 * where fields belong, a value that is none of those allowed. Reads of the schema what that one uses: properties, required,
 * additionalProperties, maxProperties, items, enum, type, and the alternatives oneOf and anyOf, taken together.
 */
final class LintSchema implements LintRule {
    private static final String SCHEMA = "/schema/camelYamlDsl.json";

    private final JsonNode root;

    LintSchema() {
        try (InputStream in = org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader.class.getResourceAsStream(SCHEMA)) {
            this.root = new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the schema of route files, which Camel brings", e);
        }
    }

    @Override
    public void check(LintRoutes routes, LintFindings findings) {
        routes.files().forEach(file -> {
            if (file.isList()) {
                file.items().forEach(item -> check(item, "a route file", List.of(root.path("items")), findings));
            } else {
                findings.add(file, "a route file is a list", "start each route with \"- route:\"");
            }
        });
    }

    private void check(LintNode node, String name, List<JsonNode> schemas, LintFindings findings) {
        Shape shape = new Shape();
        schemas.forEach(schema -> shape.add(schema, true));
        if (shape.excludes(node)) {
            findings.add(node, name + " is " + kind(node) + ", where " + shape.kinds() + " belongs",
                    "check the indentation, and the dashes");
        } else if (node.isText()) {
            checkText(node, name, shape, findings);
        } else if (node.isList()) {
            node.items().forEach(item -> check(item, name, shape.items, findings));
        } else {
            checkFields(node, name, shape, findings);
        }
    }

    private void checkFields(LintNode node, String parent, Shape shape, LintFindings findings) {
        Set<String> seen = new LinkedHashSet<>();
        node.fields().forEach(field -> {
            if (!seen.add(field.name())) {
                findings.add(field.value(), field.name() + " is twice in " + parent, "remove one");
            }
            List<JsonNode> schemas = shape.properties.get(field.name());
            if (schemas != null) {
                check(field.value(), field.name(), schemas, findings);
            } else if (!shape.open()) {
                findings.add(field.value(), parent + " has no " + field.name(),
                        LintWords.nearest(field.name(), shape.properties.keySet(), "remove it"));
            }
        });
        shape.required.stream().filter(name -> !seen.contains(name))
                .forEach(name -> findings.add(node, parent + " has no " + name + ", which it needs", "add it"));
        if (shape.one && seen.size() > 1) {
            findings.add(node, "several nodes in one: " + String.join(", ", seen), "start each with a dash of its own");
        }
    }

    /** A placeholder may stand for anything; what a setting holds is checked where it is read. */
    private static void checkText(LintNode node, String name, Shape shape, LintFindings findings) {
        String text = node.text();
        if (text.contains("{{") || shape.kinds.size() != 1) {
            return;
        }
        boolean wrong = shape.kinds.contains("boolean") && !text.matches("true|false")
                || shape.kinds.contains("number") && !text.matches("-?[0-9]+(\\.[0-9]+)?")
                || !shape.words.isEmpty() && shape.words.stream().noneMatch(text::equalsIgnoreCase);
        if (wrong) {
            String advice = !shape.words.isEmpty() ? "one of " + String.join(", ", shape.words)
                    : shape.kinds.contains("boolean") ? "true or false" : "a number";
            findings.add(node, name + " is \"" + text + "\"", "write " + advice);
        }
    }

    private static String kind(LintNode node) {
        return node.isText() ? "a text" : node.isList() ? "a list" : "fields";
    }

    /** What several alternatives allow between them. */
    private final class Shape {
        private final Map<String, List<JsonNode>> properties = new LinkedHashMap<>();
        private final Set<String> required = new TreeSet<>();
        private final List<JsonNode> items = new ArrayList<>();
        private final Set<String> kinds = new TreeSet<>();
        private final Set<String> words = new TreeSet<>();
        private boolean closed;
        private boolean one;

        void add(JsonNode schema, boolean only) {
            JsonNode actual = resolved(schema);
            each(actual, "type", type -> kinds.add(type.asText()));
            each(actual, "enum", word -> words.add(word.asText()));
            closed |= actual.path("additionalProperties").isBoolean();
            one |= actual.path("maxProperties").asInt() == 1;
            if (actual.has("items")) {
                items.add(actual.get("items"));
            }
            if (only) {
                each(actual, "required", name -> required.add(name.asText()));
            }
            actual.path("properties").fields().forEachRemaining(property -> addProperty(property.getKey(), property.getValue()));
            each(actual, "anyOf", alternative -> add(alternative, false));
            long objects = alternatives(actual).stream().map(LintSchema.this::resolved)
                    .filter(alternative -> alternative.path("type").asText().equals("object")).count();
            alternatives(actual).forEach(alternative -> add(alternative, only && objects == 1 && resolved(alternative).has("properties")));
        }

        private List<JsonNode> alternatives(JsonNode schema) {
            List<JsonNode> all = new ArrayList<>();
            each(schema, "oneOf", all::add);
            return all;
        }

        /** The schema names properties of alternatives a second time, without a word on what they are. */
        private void addProperty(String name, JsonNode schema) {
            List<JsonNode> known = properties.computeIfAbsent(name, any -> new ArrayList<>());
            if (!schema.isEmpty()) {
                known.add(schema);
            }
        }

        boolean open() {
            return !closed;
        }

        boolean excludes(LintNode node) {
            if (kinds.isEmpty()) {
                return false;
            }
            return node.isList() ? !kinds.contains("array")
                    : node.isFields() ? !kinds.contains("object")
                    : kinds.stream().allMatch(Set.of("array", "object")::contains) && !node.text().isEmpty();
        }

        String kinds() {
            return kinds.stream().map(kind -> switch (kind) {
                case "array" -> "a list";
                case "object" -> "fields";
                default -> "a text";
            }).distinct().collect(Collectors.joining(" or "));
        }
    }

    private JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? resolved(root.at(schema.get("$ref").asText().substring(1))) : schema;
    }

    private static void each(JsonNode schema, String name, Consumer<JsonNode> taker) {
        JsonNode value = schema.path(name);
        if (value.isArray()) {
            value.forEach(taker);
        } else if (value.isTextual()) {
            taker.accept(value);
        }
    }
}
