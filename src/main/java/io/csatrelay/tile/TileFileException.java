package io.csatrelay.tile;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A file of tiles cannot be used. The message has all that is wrong with it. */
public final class TileFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TileFileException(Path file, List<TileProblem> problems) {
        super("reading " + file.getFileName() + ": " + problems.stream().map(TileProblem::toString).collect(Collectors.joining("; ")));
    }
}
