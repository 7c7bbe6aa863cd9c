package io.csatrelay.tile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which requests the two files ask for. Immutable. */
public final class TilePlan {
    private final String file;
    private final TileCatalogue catalogue;
    private final TileChoices choices;
    private final TileCheck check;
    private final TileBodies bodies;

    private TilePlan(String file, TileCatalogue catalogue, TileChoices choices) {
        this.file = file;
        this.catalogue = catalogue;
        this.choices = choices;
        this.check = new TileCheck(catalogue);
        this.bodies = new TileBodies(catalogue);
    }

    /** Reads the catalogue of a folder, and a file of what is collected. @throws TileFileException when something is wrong with one of them */
    public static TilePlan read(Path folder, String choices) {
        TileCatalogue catalogue = TileCatalogue.read(folder.resolve(TileCatalogue.FILE));
        return new TilePlan(choices, catalogue, TileChoices.read(folder.resolve(choices), catalogue));
    }

    /** What is wrong with a file of what is collected. @param catalogue that it is held against */
    public static List<TileProblem> problemsOfChoices(Path file, TileCatalogue catalogue) {
        List<TileProblem> problems = new ArrayList<>();
        TileChoices.read(file, catalogue, problems);
        return problems;
    }

    /** The tiles. */
    public TileCatalogue catalogue() {
        return catalogue;
    }

    /**
     * The requests for the ranges that are over now, each once, none longer than Gnatta takes.
     *
     * @throws IllegalStateException when one of them is not as the catalogue says: nothing is sent then
     */
    public List<TileRequest> requests(Instant now) {
        return requests((choice, grouping) -> TileRange.last(choice.last(), grouping, choices.zone(), now));
    }

    /** The same over another span, widened to whole periods, as far as they are over. */
    public List<TileRequest> requests(Instant from, Instant to, Instant now) {
        return requests((choice, grouping) -> TileRange.around(from, to, grouping, choices.zone(), now));
    }

    /** Why Gnatta would not take what is to be collected, whenever it is asked; empty when it would. */
    public Optional<String> problem() {
        try {
            requests(Instant.EPOCH);
            return Optional.empty();
        } catch (IllegalStateException refused) {
            return Optional.of(refused.getMessage());
        }
    }

    private interface Ranges {
        TileRange of(TileChoice choice, Grouping grouping);
    }

    private List<TileRequest> requests(Ranges ranges) {
        Map<String, TileRequest> requests = new LinkedHashMap<>();
        for (TileChoice choice : choices.choices()) {
            Grouping grouping = choice.grouping();
            Length longest = catalogue.longest(choice.groupBy() == null ? null : grouping);
            for (TileRange range : ranges.of(choice, grouping).split(longest, grouping, choices.zone())) {
                tiles(choice).forEach(tile -> requests(tile, choice, range).forEach(request -> requests.putIfAbsent(request.id(), request)));
            }
        }
        List<String> problems = new ArrayList<>();
        requests.values().forEach(request -> problems.addAll(check.problems(catalogue.tile(request.tile()).orElseThrow(), request.kind(), request.body())));
        if (!problems.isEmpty()) {
            throw new IllegalStateException("nothing is sent, for Gnatta would not take it: " + String.join("; ", problems) + ": change " + file);
        }
        return List.copyOf(requests.values());
    }

    private List<Tile> tiles(TileChoice choice) {
        return choice.tiles().isEmpty()
                ? catalogue.tiles().stream().filter(tile -> tile.paths().containsKey(choice.kind()) && !tile.lists()
                        && TileBodies.missing(tile, catalogue, TileBodies.given(choices.ids(), choice.with())).isEmpty()).toList()
                : choice.tiles().stream().map(number -> catalogue.tile(number).orElseThrow()).toList();
    }

    private List<TileRequest> requests(Tile tile, TileChoice choice, TileRange range) {
        List<TileRequest> requests = new ArrayList<>();
        for (ObjectNode body : tile.lists() ? lists(tile, choice) : bodies.of(tile, choice.kind(), choices.ids(), choice.with())) {
            ObjectNode whole = ranged(body, choice, range);
            requests.add(request(tile, choice.kind(), false, whole, range));
            if (choice.export()) {
                requests.add(request(tile, choice.kind(), true, whole, range));
            }
        }
        return requests;
    }

    private List<ObjectNode> lists(Tile tile, TileChoice choice) {
        List<ObjectNode> all = new ArrayList<>();
        for (ObjectNode own : bodies.of(tile, choice.kind(), Map.of(), choice.with())) {
            choice.of().forEach(number -> bodies.of(catalogue.tile(number).orElseThrow(), Tile.COUNT, choices.ids(), choice.with())
                    .forEach(other -> all.add(TileBodies.flattened(other, own.deepCopy()))));
        }
        return all;
    }

    private TileRequest request(Tile tile, String kind, boolean export, ObjectNode body, TileRange range) {
        return new TileRequest(tile.number(), kind, export, tile.path(kind, export), body, range.from(), range.to());
    }

    /** With the range, in the order of the page's examples. */
    private ObjectNode ranged(ObjectNode body, TileChoice choice, TileRange range) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        JsonNode before = body.path(TileField.FILTERS);
        body.fields().forEachRemaining(field -> {
            if (!field.getKey().equals(TileField.FILTERS)) {
                whole.set(field.getKey(), field.getValue());
            }
        });
        if (choice.groupBy() != null) {
            whole.put(TileField.TIME_ZONE, choices.zone().getId());
        }
        ObjectNode filters = whole.putObject(TileField.FILTERS);
        if (choice.groupBy() != null) {
            filters.put("groupBy", choice.groupBy());
        }
        filters.put("from", range.from().toString()).put("to", range.to().toString());
        before.fields().forEachRemaining(field -> filters.set(field.getKey(), field.getValue()));
        return whole;
    }
}
