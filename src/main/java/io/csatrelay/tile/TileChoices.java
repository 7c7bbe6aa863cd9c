package io.csatrelay.tile;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which tiles are collected, out of {@code gnatta-collect.yaml}, or another file for another account.
 *
 * @param zone in whose days, weeks and months
 * @param ids field → ids, JSON, for all choices; absent where none are given
 * @param choices what is collected
 */
record TileChoices(ZoneId zone, Map<String, JsonNode> ids, List<TileChoice> choices) {
    /** Reads as much as can be read. @param problems gets what is wrong */
    static TileChoices read(Path file, TileCatalogue catalogue, List<TileProblem> problems) {
        return new ChoicesReader(TileYaml.read(file, problems), catalogue).read();
    }

    /** Reads the file. @throws TileFileException when something is wrong with it: everything at once */
    static TileChoices read(Path file, TileCatalogue catalogue) {
        List<TileProblem> problems = new ArrayList<>();
        TileChoices choices = read(file, catalogue, problems);
        if (!problems.isEmpty()) {
            throw new TileFileException(file, problems);
        }
        return choices;
    }
}
