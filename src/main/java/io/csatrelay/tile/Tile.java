package io.csatrelay.tile;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One of Gnatta's tiles.
 *
 * @param number as the page counts them
 * @param name as the page calls it
 * @param notCollected why it has no request, or null
 * @param paths kind of request → path after {@code /reporting/v1.2/}
 * @param exports the same of the export, where it differs
 * @param requires field → the values that it may have here; empty for whatever the field takes
 * @param collects field → fewer values, where the others say nothing
 * @param optional fields that may be sent, too
 * @param optionalIn kind → more of these
 * @param onlyWith field → field → values: it may be sent only when the other has one of these
 * @param contexts kind → what {@code contexts} may hold
 * @param rows how many rows an answer and an export have at most, where they list some
 * @param groupedBy what its answers are grouped by
 * @param unit what its figures are
 * @param listedBy the kind of tile 37 that lists the interactions behind it, or null
 */
public record Tile(int number, String name, String notCollected, Map<String, String> paths, Map<String, String> exports,
        Map<String, List<String>> requires, Map<String, List<String>> collects, List<String> optional, Map<String, List<String>> optionalIn,
        Map<String, Map<String, List<String>>> onlyWith, Map<String, List<String>> contexts, Map<String, Integer> rows, String groupedBy, String unit, String listedBy) {
    /** The kind that is grouped by hours, days, weeks or months. */
    public static final String BY_DATE = "by-date";
    /** The kind that gives one figure for the whole range. */
    public static final String COUNT = "count";
    /** The kinds of requests that there are; the last four are those of View Interactions. */
    static final Set<String> KINDS = Set.of(BY_DATE, COUNT, "interactions", "conversations", "messages", "units-of-work");

    /** Whether it can be asked for. */
    public boolean collected() {
        return notCollected == null;
    }

    /** Whether it lists what is behind another tile, whose request it takes flattened. */
    boolean lists() {
        return paths.keySet().stream().anyMatch(kind -> !kind.equals(BY_DATE) && !kind.equals(COUNT));
    }

    /** How many rows Gnatta gives at most; 0: as many as there are. */
    public int mostRows(boolean export) {
        return rows.getOrDefault(export ? "export" : "answer", 0);
    }

    /** Where it is asked for. */
    String path(String kind, boolean export) {
        return export ? exports.getOrDefault(kind, paths.get(kind)) : paths.get(kind);
    }

    /** The fields that a request of this kind may have, beside {@code from}, {@code to}, {@code groupBy} and {@code timeZone}. */
    Set<String> fields(String kind) {
        Set<String> fields = new HashSet<>(requires.keySet());
        fields.addAll(optional);
        fields.addAll(optionalIn.getOrDefault(kind, List.of()));
        return fields;
    }
}
