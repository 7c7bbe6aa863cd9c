package io.csatrelay.report;

import io.csatrelay.tile.TileFigure;
import java.time.Instant;
import java.util.List;

/**
 * An answer of Gnatta's, as it is kept.
 *
 * @param source the source's id
 * @param tile the tile's number
 * @param kind by-date, count, or what View Interactions lists
 * @param words what it is about, without the ids
 * @param export whether it is CSV
 * @param from the start of its range
 * @param to its end
 * @param readAt when Gnatta gave it last
 * @param body as it came; null in a list
 * @param figures the numbers found in it; empty when it is asked for by itself
 */
public record KeptTile(String source, int tile, String kind, String words, boolean export, Instant from, Instant to, Instant readAt, String body,
        List<TileFigure> figures) {
}
