package io.csatrelay.tile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * What is collected: requests of one kind, over one range.
 *
 * @param tiles numbers; empty for every tile that has this kind and whose ids are given
 * @param kind of request
 * @param groupBy as it is sent; null but for by-date
 * @param last how far back
 * @param export as CSV
 * @param of the tiles whose interactions tile 37 lists
 * @param with field → value, in place of what the file gives for all
 */
record TileChoice(List<Integer> tiles, String kind, String groupBy, Length last, boolean export, List<Integer> of, Map<String, JsonNode> with) {
    /** The periods that the range is made of. */
    Grouping grouping() {
        return groupBy == null ? Grouping.of(last.unit()) : Grouping.of(groupBy).orElseThrow();
    }
}
