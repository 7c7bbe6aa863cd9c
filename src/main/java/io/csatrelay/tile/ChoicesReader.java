package io.csatrelay.tile;

import com.fasterxml.jackson.databind.JsonNode;
import io.csatrelay.tile.TileField.Takes;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what is to be collected, and holds it against the catalogue. Used once. */
final class ChoicesReader {
    private static final List<String> PARTS = List.of("tiles", "kind", "groupBy", "last", "export", "of", "with");
    private static final String ALL = "all";

    private final TileYaml file;
    private final TileCatalogue catalogue;
    private final Map<String, JsonNode> ids = new LinkedHashMap<>();

    ChoicesReader(TileYaml file, TileCatalogue catalogue) {
        this.file = file.only(List.of("timeZone", "ids", "collect"));
        this.catalogue = catalogue;
    }

    TileChoices read() {
        ids.putAll(file.get("ids").map(catalogue.fields().keySet(), "field", this::value));
        ids.values().removeIf(value -> value.isContainerNode() && value.isEmpty());
        ZoneId zone = zone();
        List<TileChoice> choices = new ArrayList<>();
        for (TileYaml item : file.get("collect").items()) {
            choice(item.called("collect"), zone).ifPresent(choices::add);
        }
        return new TileChoices(zone, Map.copyOf(ids), List.copyOf(choices));
    }

    private ZoneId zone() {
        String zone = file.optional("timeZone");
        if (zone == null || TileCheck.isZone(zone)) {
            return ZoneId.of(zone == null ? "UTC" : zone);
        }
        file.get("timeZone").problem(zone + " is no time zone", "write one of the IANA's, such as Europe/Berlin, or UTC");
        return ZoneOffset.UTC;
    }

    private Optional<TileChoice> choice(TileYaml yaml, ZoneId zone) {
        yaml.only(PARTS);
        String kind = yaml.text("kind");
        Optional<Length> last = last(yaml);
        if (kind == null || last.isEmpty()) {
            return Optional.empty();
        }
        if (!Tile.KINDS.contains(kind)) {
            yaml.get("kind").problem(kind + " is no kind of request", "one of " + Tile.KINDS.stream().sorted().collect(Collectors.joining(", ")));
            return Optional.empty();
        }
        String groupBy = groupBy(yaml, kind);
        if (kind.equals(Tile.BY_DATE) && groupBy == null) {
            return Optional.empty();
        }
        Map<String, JsonNode> with = yaml.get("with").map(catalogue.fields().keySet(), "field", this::value);
        boolean all = ALL.equals(yaml.json().path("tiles").asText());
        TileChoice choice = new TileChoice(all ? List.of() : numbers(yaml, "tiles"), kind, groupBy, last.get(), yaml.json().path("export").asBoolean(),
                yaml.has("of") ? numbers(yaml, "of") : List.of(), with);
        if (!all) {
            choice.tiles().forEach(number -> tile(yaml, number, choice));
        }
        return all || !choice.tiles().isEmpty() ? Optional.of(choice) : Optional.empty();
    }

    private static Optional<Length> last(TileYaml yaml) {
        String words = yaml.text("last");
        Optional<Length> last = words == null ? Optional.empty() : Length.parse(words);
        if (words != null && last.isEmpty()) {
            yaml.get("last").problem(words + " is no length", "write it such as 24 hours, 31 days, 12 weeks, 24 months");
        }
        return last;
    }

    private static String groupBy(TileYaml yaml, String kind) {
        if (!kind.equals(Tile.BY_DATE)) {
            if (yaml.has("groupBy")) {
                yaml.get("groupBy").problem("only by-date is grouped", "remove it, or write kind: by-date");
            }
            return null;
        }
        String groupBy = yaml.text("groupBy");
        if (groupBy != null && Grouping.of(groupBy).isEmpty()) {
            yaml.get("groupBy").problem(groupBy + " is no grouping", "one of Hourly, Daily, Weekly, Monthly");
            return null;
        }
        return groupBy;
    }

    private List<Integer> numbers(TileYaml yaml, String name) {
        if (!yaml.has(name)) {
            yaml.problem(name + " is missing", "write all, or numbers such as [1, 6]");
        }
        List<Integer> numbers = new ArrayList<>();
        for (TileYaml item : yaml.get(name).items()) {
            Optional<Tile> tile = catalogue.tile(item.json().asInt());
            if (tile.isEmpty()) {
                item.problem(item.json().asText() + " is no tile", "write numbers from 1 to 37, or tiles: all");
            } else if (!tile.get().collected()) {
                item.problem("tile " + tile.get().number() + " has no request: " + tile.get().notCollected(), "remove it");
            } else {
                numbers.add(tile.get().number());
            }
        }
        return numbers;
    }

    private void tile(TileYaml yaml, int number, TileChoice choice) {
        Tile tile = catalogue.tile(number).orElseThrow();
        if (!tile.paths().containsKey(choice.kind())) {
            yaml.get("kind").problem("tile " + number + " has no request of the kind " + choice.kind(), "one of " + String.join(", ", tile.paths().keySet()));
        }
        Set<String> missing = TileBodies.missing(tile, catalogue, TileBodies.given(ids, choice.with()));
        if (!missing.isEmpty()) {
            yaml.get("tiles").problem("tile " + number + " needs " + String.join(" and ", missing), "give them under ids, or here under with");
        }
        if (tile.lists()) {
            listed(yaml, choice);
        }
    }

    private void listed(TileYaml yaml, TileChoice choice) {
        if (choice.of().isEmpty()) {
            yaml.problem("tile 37 needs the tiles whose interactions it lists", "add of: [1], for example");
        }
        for (int number : choice.of()) {
            Tile tile = catalogue.tile(number).orElseThrow();
            if (!choice.kind().equals(tile.listedBy())) {
                yaml.get("of").problem("tile " + number + " is not listed by the kind " + choice.kind(),
                        tile.listedBy() == null ? "Gnatta lists nothing behind it" : "write kind: " + tile.listedBy());
            }
        }
    }

    /** A field's value, of the right form and with values that it takes. */
    private JsonNode value(TileYaml yaml) {
        TileField field = catalogue.field(yaml.name());
        if (field.takes() == Takes.LIST || field.takes() == Takes.ONE && yaml.json().isArray()) {
            yaml.texts(field.values(), "value of " + field.name());
        } else if (field.takes() == Takes.ONE && !field.values().contains(yaml.json().asText())) {
            yaml.problem(yaml.json().asText() + " is no value of " + field.name(), "one of " + String.join(", ", field.values()));
        } else if (field.takes() == Takes.DATA && !yaml.json().isArray()) {
            yaml.problem("this is no list", "write [{id: …, values: […]}]");
        }
        return yaml.json();
    }
}
