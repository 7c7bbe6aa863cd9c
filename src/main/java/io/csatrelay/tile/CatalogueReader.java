package io.csatrelay.tile;

import io.csatrelay.tile.TileField.Takes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the catalogue, and says of everything that is wrong where it stands, with the tile and the field. Used once. */
final class CatalogueReader {
    private static final String ANY = "any";
    private static final int TILES = 37;
    /** From two to four segments: the API serves kept answers at such paths. */
    private static final Pattern PATH = Pattern.compile("[a-z0-9-]+(/[a-z0-9-]+){1,3}");
    private static final List<String> PARTS = List.of("number", "name", "notCollected", "paths", "exports", "requires", "collects", "optional",
            "optionalIn", "onlyWith", "contexts", "rows", "groupedBy", "unit", "listedBy", "note");
    private static final List<String> GROUPS = List.of("period", "channel", "data value", "queue", "user", "account", "user and channel",
            "user and queue", "none");
    private static final Set<String> ROWS = Set.of("answer", "export");
    private static final List<String> UNITS = List.of("count", "average duration", "duration", "percentage", "contacts per hour", "several", "rows");

    private final TileYaml file;
    private final Map<String, TileField> fields = new LinkedHashMap<>();

    CatalogueReader(TileYaml file) {
        this.file = file.only(List.of("fields", "longest", "tiles"));
    }

    TileCatalogue read() {
        file.get("fields").json().fieldNames().forEachRemaining(name -> field(name, file.get("fields").get(name)));
        Map<Grouping, Length> longest = longest();
        Map<Integer, Tile> tiles = new TreeMap<>();
        file.get("tiles").items().forEach(item -> tile(item, tiles));
        Set<Integer> missing = new TreeSet<>();
        for (int number = 1; number <= TILES; number++) {
            if (!tiles.containsKey(number)) {
                missing.add(number);
            }
        }
        if (!missing.isEmpty()) {
            file.get("tiles").problem("tiles that are missing: " + missing, "Gnatta has " + TILES + "; write notCollected with the reason for one that is not wanted");
        }
        return new TileCatalogue(fields, longest, tiles);
    }

    private void field(String name, TileYaml yaml) {
        yaml.only(List.of("takes", "values"));
        String takes = yaml.text("takes");
        List<String> kinds = Arrays.stream(Takes.values()).map(one -> one.name().toLowerCase(Locale.ROOT)).toList();
        if (takes != null && !kinds.contains(takes)) {
            yaml.get("takes").problem(takes + " is nothing that a field takes", "one of " + String.join(", ", kinds));
        } else if (takes != null) {
            fields.put(name, new TileField(name, Takes.valueOf(takes.toUpperCase(Locale.ROOT)), yaml.get("values").texts(List.of(), "value")));
        }
    }

    private Map<Grouping, Length> longest() {
        Map<Grouping, Length> longest = new LinkedHashMap<>();
        TileYaml yaml = file.get("longest").only(Arrays.stream(Grouping.values()).map(Grouping::word).toList());
        for (Grouping grouping : Grouping.values()) {
            String words = yaml.text(grouping.word());
            if (words != null) {
                Length.parse(words).ifPresentOrElse(length -> longest.put(grouping, length),
                        () -> yaml.get(grouping.word()).problem(words + " is no length", "write it such as 24 hours, 31 days, 3 months"));
            }
        }
        return longest;
    }

    private void tile(TileYaml item, Map<Integer, Tile> tiles) {
        TileYaml yaml = item.called("tile " + item.json().path("number").asText("without a number")).only(PARTS);
        int number = item.json().path("number").asInt();
        if (number < 1 || number > TILES) {
            yaml.problem("number is not from 1 to " + TILES, "write the number that the page gives it");
            return;
        }
        Tile tile = yaml.has("notCollected") ? new Tile(number, yaml.text("name"), yaml.text("notCollected"), Map.of(), Map.of(), Map.of(),
                Map.of(), List.of(), Map.of(), Map.of(), Map.of(), Map.of(), "none", null, null) : collected(number, yaml);
        if (tiles.put(number, tile) != null) {
            yaml.problem("number " + number + " is there twice", "remove one");
        }
    }

    private Tile collected(int number, TileYaml yaml) {
        Map<String, String> paths = yaml.get("paths").map(Tile.KINDS, "kind of request", this::path);
        if (paths.isEmpty()) {
            yaml.problem("paths are missing", "add at least one of by-date and count, or notCollected with the reason");
        }
        Map<String, List<String>> requires = yaml.get("requires").map(fields.keySet(), "field", this::values);
        Map<String, List<String>> collects = yaml.get("collects").map(requires.keySet(), "required field", this::values);
        List<String> optional = yaml.get("optional").texts(fields.keySet(), "field");
        Tile tile = new Tile(number, yaml.text("name"), null, paths, yaml.get("exports").map(paths.keySet(), "kind of request here", this::path), requires,
                collects, optional, yaml.get("optionalIn").map(paths.keySet(), "kind of request here", more -> more.texts(fields.keySet(), "field")),
                onlyWith(yaml.get("onlyWith")), yaml.get("contexts").map(paths.keySet(), "kind of request here", more -> more.texts(values("contexts"), "context")),
                yaml.get("rows").map(ROWS, "kind of answer", CatalogueReader::number),
                one(yaml, "groupedBy", GROUPS), one(yaml, "unit", UNITS), yaml.has("listedBy") ? one(yaml, "listedBy", List.copyOf(Tile.KINDS)) : null);
        Set<String> both = new HashSet<>(optional);
        both.retainAll(requires.keySet());
        if (!both.isEmpty()) {
            yaml.get("optional").problem(both.iterator().next() + " is required already", "remove it here");
        }
        return tile;
    }

    private Map<String, Map<String, List<String>>> onlyWith(TileYaml yaml) {
        return yaml.map(fields.keySet(), "field", field -> field.map(fields.keySet(), "field", this::values));
    }

    private String path(TileYaml yaml) {
        String path = yaml.json().asText();
        if (!PATH.matcher(path).matches() || path.startsWith("csat/")) {
            yaml.problem(path + " is no path of a tile", "write two to four segments without a slash at either end, such as interactions/state/count");
        }
        return path;
    }

    /** The values that a field may have here; {@code any} for whatever it takes. */
    private List<String> values(TileYaml yaml) {
        String field = yaml.name();
        return yaml.json().asText().equals(ANY) ? List.of() : yaml.texts(values(field), "value of " + field);
    }

    private List<String> values(String field) {
        return fields.containsKey(field) ? fields.get(field).values() : List.of();
    }

    private static int number(TileYaml yaml) {
        if (!yaml.json().canConvertToInt() || yaml.json().asInt() < 1) {
            yaml.problem(yaml.json().asText() + " is no number of rows", "write it such as 1000");
        }
        return yaml.json().asInt();
    }

    private static String one(TileYaml yaml, String name, List<String> known) {
        String value = yaml.text(name);
        if (value != null && !known.contains(value)) {
            yaml.get(name).problem(value + " is not known", "one of " + String.join(", ", known));
        }
        return value;
    }
}
