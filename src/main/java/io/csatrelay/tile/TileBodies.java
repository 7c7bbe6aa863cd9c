package io.csatrelay.tile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csatrelay.tile.TileField.Takes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Writes the bodies of requests, without their range: one for each value where a field takes one of several. */
final class TileBodies {
    private final TileCatalogue catalogue;

    TileBodies(TileCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    static Map<String, JsonNode> given(Map<String, JsonNode> ids, Map<String, JsonNode> with) {
        Map<String, JsonNode> given = new LinkedHashMap<>(ids);
        given.putAll(with);
        return given;
    }

    /** The required fields that take ids, of which none are given. */
    static Set<String> missing(Tile tile, TileCatalogue catalogue, Map<String, JsonNode> given) {
        Set<String> missing = new TreeSet<>();
        tile.requires().keySet().stream().filter(name -> catalogue.field(name).ids() && given.getOrDefault(name, JsonNodeFactory.instance.arrayNode()).isEmpty())
                .forEach(missing::add);
        return missing;
    }

    /**
     * @param ids what the file gives for all: for required fields alone, so that an id that one tile groups by narrows no other
     * @param with what is given for these requests: optional fields, too
     */
    List<ObjectNode> of(Tile tile, String kind, Map<String, JsonNode> ids, Map<String, JsonNode> with) {
        List<ObjectNode> bodies = new ArrayList<>(List.of(JsonNodeFactory.instance.objectNode()));
        Set<String> names = new LinkedHashSet<>(tile.requires().keySet());
        with.keySet().stream().filter(tile.fields(kind)::contains).forEach(names::add);
        for (String name : names) {
            List<JsonNode> values = values(tile, name, given(ids, with));
            List<ObjectNode> more = new ArrayList<>();
            bodies.forEach(body -> values.forEach(value -> more.add(put(body.deepCopy(), catalogue.field(name), value))));
            bodies = more;
        }
        return bodies;
    }

    private List<JsonNode> values(Tile tile, String name, Map<String, JsonNode> given) {
        TileField field = catalogue.field(name);
        JsonNode own = given.get(name);
        if (own != null) {
            return field.takes() == Takes.ONE && own.isArray() ? list(own) : List.of(own);
        }
        List<String> words = tile.collects().getOrDefault(name, tile.requires().getOrDefault(name, List.of()));
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        (words.isEmpty() ? field.values() : words).forEach(all::add);
        return field.takes() == Takes.ONE ? list(all) : List.of(all);
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> list = new ArrayList<>();
        array.forEach(list::add);
        return list;
    }

    private static ObjectNode put(ObjectNode body, TileField field, JsonNode value) {
        (field.inFilters() ? body.withObjectProperty(TileField.FILTERS) : body).set(field.key(), value);
        return body;
    }

    /** Another tile's body as tile 37 takes it: everything in {@code filters}. */
    static ObjectNode flattened(ObjectNode of, ObjectNode into) {
        ObjectNode filters = into.withObjectProperty(TileField.FILTERS);
        of.fields().forEachRemaining(field -> {
            if (!field.getKey().equals(TileField.FILTERS)) {
                filters.set(field.getKey(), field.getValue());
            }
        });
        of.path(TileField.FILTERS).fields().forEachRemaining(field -> filters.set(field.getKey(), field.getValue()));
        return into;
    }
}
