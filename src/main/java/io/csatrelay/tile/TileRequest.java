package io.csatrelay.tile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One request for a tile. Identity: path and body; the range is part of the body.
 *
 * @param tile the tile's number
 * @param kind by-date, count, or what View Interactions lists
 * @param export whether it is asked for as CSV
 * @param path after {@code /reporting/v1.2/}, of an export after {@code /reporting/export/v1.2/}
 * @param body as it is sent, JSON
 * @param from the start of its range
 * @param to its end
 */
public record TileRequest(int tile, String kind, boolean export, String path, ObjectNode body, Instant from, Instant to) {
    /** What tells it from any other request, whatever the order of its fields and lists. */
    public String id() {
        return TileIdentity.of(export, path, body);
    }

    /** What it has in common with the same request for other ranges. */
    public String series() {
        ObjectNode without = body.deepCopy();
        if (without.get(TileField.FILTERS) instanceof ObjectNode filters) {
            filters.remove("from");
            filters.remove("to");
        }
        return TileIdentity.of(export, path, without);
    }

    /** What it is about, in words that may be logged: no id of the account's is in them. */
    public String words() {
        StringBuilder words = new StringBuilder(kind);
        for (String name : new String[] {TileField.GROUP_BY, "direction", "responseTime", "userState", "action", "filters.channel"}) {
            JsonNode value = TileCheck.at(body, name);
            words.append(value.isTextual() ? " " + value.asText() : "");
        }
        return words.append(export ? " export" : "").toString();
    }

    /** The tile and the range, for the log. */
    @Override
    public String toString() {
        return "tile " + tile + " " + words() + " " + from + "–" + to;
    }
}
