package io.csatrelay.tile;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds a request against the catalogue before it is sent: what is required, what may be, values and ranges. Immutable. */
final class TileCheck {
    private final TileCatalogue catalogue;

    TileCheck(TileCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** What Gnatta would not take, each naming its field; empty when it would take it. */
    List<String> problems(Tile tile, String kind, JsonNode body) {
        List<String> problems = new ArrayList<>();
        if (!tile.collected()) {
            problems.add("tile " + tile.number() + " is not collected: " + tile.notCollected());
        } else if (!tile.paths().containsKey(kind)) {
            problems.add("tile " + tile.number() + " has no request of the kind " + kind);
        } else {
            Set<String> fields = fields(tile, kind);
            unknown(body, "", fields, problems);
            unknown(body.path(TileField.FILTERS), TileField.FILTERS + ".", fields, problems);
            for (String name : fields) {
                field(tile, kind, name, body, problems);
            }
            if (tile.lists()) {
                flattened(body.path(TileField.FILTERS), problems);
            }
            range(kind, body, problems);
        }
        return problems.stream().map(problem -> "tile " + tile.number() + " " + kind + ": " + problem).toList();
    }

    /** Tile 37 takes another tile's request flattened: then every field is one of {@code filters}. */
    private Set<String> fields(Tile tile, String kind) {
        Set<String> fields = new HashSet<>(tile.fields(kind));
        fields.add(TileField.FROM);
        fields.add(TileField.TO);
        if (kind.equals(Tile.BY_DATE)) {
            fields.add(TileField.GROUP_BY);
            fields.add(TileField.TIME_ZONE);
        }
        if (tile.lists()) {
            catalogue.fields().values().forEach(field -> fields.add(TileField.FILTERS + "." + field.key()));
        }
        return fields;
    }

    private static void unknown(JsonNode object, String prefix, Set<String> fields, List<String> problems) {
        object.fieldNames().forEachRemaining(name -> {
            if (!fields.contains(prefix + name) && !(prefix.isEmpty() && name.equals(TileField.FILTERS))) {
                problems.add(prefix + name + " is no field of it");
            }
        });
    }

    private void field(Tile tile, String kind, String name, JsonNode body, List<String> problems) {
        JsonNode value = at(body, name);
        boolean required = tile.requires().containsKey(name);
        TileField field = catalogue.field(name);
        if (value.isMissingNode() || value.isNull()) {
            if (required) {
                problems.add(name + " is missing");
            }
        } else if (field != null) {
            List<String> here = name.equals("contexts") ? tile.contexts().getOrDefault(kind, List.of()) : tile.requires().getOrDefault(name, List.of());
            value(field, here.isEmpty() ? field.values() : here, value, required, problems);
            only(tile.onlyWith().getOrDefault(name, Map.of()), name, body, problems);
        }
    }

    private void flattened(JsonNode filters, List<String> problems) {
        for (TileField field : catalogue.fields().values()) {
            JsonNode value = filters.path(field.key());
            // Grouping and filtering by data are one field when flattened, and of the same form.
            if (!value.isMissingNode()) {
                value(field, field.values(), value, false, problems);
            }
        }
    }

    private static void value(TileField field, List<String> values, JsonNode value, boolean required, List<String> problems) {
        switch (field.takes()) {
            case ONE -> one(field.name(), values, value, problems);
            case LIST -> list(field.name(), values, value, required, problems);
            default -> data(field.name(), value, required, problems);
        }
    }

    private static void one(String name, List<String> values, JsonNode value, List<String> problems) {
        if (!value.isTextual() || value.asText().isBlank()) {
            problems.add(name + " is no text");
        } else if (!values.isEmpty() && !values.contains(value.asText())) {
            problems.add(name + " is " + value.asText() + ", not one of " + String.join(", ", values));
        }
    }

    private static void list(String name, List<String> values, JsonNode value, boolean required, List<String> problems) {
        if (!value.isArray()) {
            problems.add(name + " is no list");
        } else if (required && value.isEmpty()) {
            problems.add(name + " is empty");
        }
        Set<String> seen = new HashSet<>();
        value.forEach(each -> {
            one(name, values, each, problems);
            if (!seen.add(each.asText())) {
                problems.add(name + " has " + each.asText() + " twice");
            }
        });
    }

    private static void data(String name, JsonNode value, boolean required, List<String> problems) {
        if (!value.isArray() || required && value.isEmpty()) {
            problems.add(name + (value.isArray() ? " is empty" : " is no list"));
        }
        value.forEach(each -> {
            if (!each.isObject() || !each.path("id").isTextual() || each.path("id").asText().isBlank()) {
                problems.add(name + " has an item without an id");
            } else if (each.has("values")) {
                list(name + ".values", List.of(), each.get("values"), true, problems);
            }
            each.fieldNames().forEachRemaining(key -> {
                if (!key.equals("id") && !key.equals("values")) {
                    problems.add(name + "." + key + " is no field of it");
                }
            });
        });
    }

    private void only(Map<String, List<String>> with, String name, JsonNode body, List<String> problems) {
        with.forEach((other, values) -> {
            if (!values.contains(at(body, other).asText())) {
                problems.add(name + " may be sent only when " + other + " is " + values.stream().collect(Collectors.joining(" or ")));
            }
        });
    }

    private void range(String kind, JsonNode body, List<String> problems) {
        Optional<Grouping> grouping = Grouping.of(at(body, TileField.GROUP_BY).asText());
        if (kind.equals(Tile.BY_DATE) && grouping.isEmpty()) {
            problems.add(TileField.GROUP_BY + " is not one of Hourly, Daily, Weekly, Monthly");
            return;
        }
        zone(at(body, TileField.TIME_ZONE), problems);
        Instant from = instant(body, TileField.FROM, problems);
        Instant to = instant(body, TileField.TO, problems);
        if (from == null || to == null) {
            return;
        }
        Length longest = catalogue.longest(grouping.orElse(null));
        if (!from.isBefore(to)) {
            problems.add(TileField.FROM + " is not before " + TileField.TO);
        } else if (longest.after(from).isBefore(to)) {
            problems.add("from " + from + " to " + to + " is longer than " + longest);
        }
    }

    private static void zone(JsonNode zone, List<String> problems) {
        if (!zone.isMissingNode() && !isZone(zone.asText())) {
            problems.add(TileField.TIME_ZONE + " is no time zone of the IANA's");
        }
    }

    /** Whether the IANA has this zone: Java takes offsets, too, which Gnatta does not know. */
    static boolean isZone(String name) {
        return ZoneId.getAvailableZoneIds().contains(name);
    }

    private static Instant instant(JsonNode body, String name, List<String> problems) {
        JsonNode value = at(body, name);
        try {
            return Instant.parse(value.asText());
        } catch (DateTimeParseException none) {
            problems.add(name + (value.isMissingNode() ? " is missing" : " is no time in UTC such as 2026-05-01T00:00:00Z"));
            return null;
        }
    }

    static JsonNode at(JsonNode body, String name) {
        return name.startsWith(TileField.FILTERS + ".") ? body.path(TileField.FILTERS).path(name.substring(TileField.FILTERS.length() + 1)) : body.path(name);
    }
}
