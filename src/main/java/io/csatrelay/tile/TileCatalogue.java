package io.csatrelay.tile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All tiles of Gnatta's Reporting API, out of {@code gnatta-tiles.yaml}. Immutable. */
public final class TileCatalogue {
    /** The file's name in MAPPINGS_DIR. */
    public static final String FILE = "gnatta-tiles.yaml";

    private final Map<String, TileField> fields;
    private final Map<Grouping, Length> longest;
    private final Map<Integer, Tile> tiles;

    TileCatalogue(Map<String, TileField> fields, Map<Grouping, Length> longest, Map<Integer, Tile> tiles) {
        this.fields = fields;
        this.longest = longest;
        this.tiles = tiles;
    }

    /** Reads the file. @throws TileFileException when something is wrong with it: everything at once */
    public static TileCatalogue read(Path file) {
        List<TileProblem> problems = new ArrayList<>();
        TileCatalogue catalogue = read(file, problems);
        if (!problems.isEmpty()) {
            throw new TileFileException(file, problems);
        }
        return catalogue;
    }

    /** Reads as much as can be read. @param problems gets what is wrong */
    public static TileCatalogue read(Path file, List<TileProblem> problems) {
        return new CatalogueReader(TileYaml.read(file, problems)).read();
    }

    /** By number; empty when there is no such tile. */
    public Optional<Tile> tile(int number) {
        return Optional.ofNullable(tiles.get(number));
    }

    /** All, by number. */
    public Collection<Tile> tiles() {
        return tiles.values();
    }

    TileField field(String name) {
        return fields.get(name);
    }

    Map<String, TileField> fields() {
        return fields;
    }

    /** The longest range of a request. @param grouping null for one without: Monthly's holds for those */
    public Length longest(Grouping grouping) {
        return longest.get(grouping == null ? Grouping.MONTHLY : grouping);
    }
}
