package io.csatrelay.tile;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.csatrelay.settings.EditDistance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A part of a YAML file, read with all its problems noted. Used by one thread. */
final class TileYaml {
    private static final YAMLMapper YAML = YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

    private final JsonNode json;
    private final List<String> at;
    private final String words;
    private final List<TileProblem> problems;

    private TileYaml(JsonNode json, List<String> at, String words, List<TileProblem> problems) {
        this.json = json;
        this.at = at;
        this.words = words;
        this.problems = problems;
    }

    /** The whole file; a file that is none is one problem. */
    static TileYaml read(Path file, List<TileProblem> problems) {
        TileYaml none = new TileYaml(YAML.createObjectNode(), List.of(), "the file", problems);
        try {
            return new TileYaml(YAML.readTree(Files.readString(file)), List.of(), "the file", problems);
        } catch (com.fasterxml.jackson.core.JacksonException broken) {
            none.problem("the file is no YAML, near line " + (broken.getLocation() == null ? 1 : broken.getLocation().getLineNr()),
                    "check the indentation, the dashes, and whether a name is there twice");
        } catch (IOException failed) {
            none.problem("the file cannot be read", "check MAPPINGS_DIR");
        }
        return none;
    }

    /** Goes on under other words, such as "tile 7". */
    TileYaml called(String name) {
        return new TileYaml(json, at, name, problems);
    }

    void problem(String what, String advice) {
        problems.add(new TileProblem(at, words + ": " + what, advice));
    }

    /** A part of it; absent ones are empty. */
    TileYaml get(String name) {
        List<String> deeper = new ArrayList<>(at);
        deeper.add(name);
        return new TileYaml(json.path(name), deeper, words.equals("the file") ? name : words + ": " + name, problems);
    }

    boolean has(String name) {
        return json.has(name);
    }

    /** What it is called in what holds it. */
    String name() {
        return at.get(at.size() - 1);
    }

    JsonNode json() {
        return json;
    }

    /** Notes names that are not known. */
    TileYaml only(Collection<String> known) {
        json.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                get(name).problem("there is no such field", EditDistance.nearest(name, known).map(near -> "did you mean " + near + "?")
                        .orElse("one of " + String.join(", ", known)));
            }
        });
        return this;
    }

    List<TileYaml> items() {
        List<TileYaml> items = new ArrayList<>();
        if (!json.isMissingNode() && !json.isArray()) {
            problem("this is no list", "write it with dashes, or in square brackets");
        }
        for (int i = 0; json.isArray() && i < json.size(); i++) {
            List<String> deeper = new ArrayList<>(at);
            deeper.add(String.valueOf(i));
            items.add(new TileYaml(json.get(i), deeper, words, problems));
        }
        return items;
    }

    <V> Map<String, V> map(Set<String> known, String what, Function<TileYaml, V> read) {
        Map<String, V> map = new LinkedHashMap<>();
        if (!json.isMissingNode() && !json.isObject()) {
            problem("this has no fields", "write name: value");
        }
        json.fieldNames().forEachRemaining(name -> {
            if (known.contains(name)) {
                map.put(name, read.apply(get(name)));
            } else {
                get(name).problem("there is no " + what + " of this name", EditDistance.nearest(name, known)
                        .map(near -> "did you mean " + near + "?").orElse("one of " + String.join(", ", known.stream().sorted().toList())));
            }
        });
        return map;
    }

    /** The text of a field that must be there; otherwise a problem and null. */
    String text(String name) {
        String text = optional(name);
        if (text == null && !json.has(name)) {
            problem(name + " is missing", "add it");
        }
        return text;
    }

    /** The text of a field, or null. */
    String optional(String name) {
        JsonNode value = json.get(name);
        if (value == null) {
            return null;
        }
        if (!value.isValueNode() || value.asText().isBlank()) {
            get(name).problem("this is no text", "write one value");
            return null;
        }
        return value.asText();
    }

    /** A list of texts, each one of the known ones; any when none are. */
    List<String> texts(Collection<String> known, String what) {
        List<String> texts = new ArrayList<>();
        for (TileYaml item : items()) {
            String text = item.json.asText();
            if (!item.json.isValueNode() || text.isBlank()) {
                item.problem("this is no text", "write one value");
            } else if (!known.isEmpty() && !known.contains(text)) {
                item.problem(text + " is no " + what, EditDistance.nearest(text, known).map(near -> "did you mean " + near + "?")
                        .orElse("one of " + String.join(", ", known)));
            } else if (texts.contains(text)) {
                item.problem(text + " is there twice", "remove one");
            } else {
                texts.add(text);
            }
        }
        return List.copyOf(texts);
    }
}
