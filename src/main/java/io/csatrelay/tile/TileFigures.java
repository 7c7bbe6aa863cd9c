package io.csatrelay.tile;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the numbers of an answer. No document says what Gnatta's answers look like: so every number counts, with where it stands, and with
 * the nearest name and the nearest time above it. Used once.
 */
public final class TileFigures {
    /** More than any table that people look at; an answer with more is kept raw all the same. */
    static final int MOST = 20_000;

    private static final int DEEPEST = 50;
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}(-\\d{2}([T ]\\d{2}:\\d{2}.*)?)?");
    /** A span of time as .NET writes it: {@code [-][d.]hh:mm:ss[.fffffff]}. */
    private static final Pattern SPAN = Pattern.compile("(-?)(?:(\\d{1,6})\\.)?(\\d{2}):([0-5]\\d):([0-5]\\d(?:\\.\\d{1,7})?)");
    /** Fields that name their object better than any other text of it, such as its id. */
    private static final List<String> NAMES = List.of("name", "label", "title", "displayName", "group", "channel", "queue", "user", "account", "key");
    private static final Set<String> TO = Set.of("to", "end", "until");

    private final List<TileFigure> found = new ArrayList<>();

    private TileFigures() {
    }

    /** The numbers in JSON, in their order; at most {@value #MOST}. */
    public static List<TileFigure> in(JsonNode answer) {
        TileFigures figures = new TileFigures();
        figures.walk(answer, "", "value", "", "", 0);
        return figures.found;
    }

    /** How many rows an answer lists: as many as its longest list has, for no document says which one they are in. */
    public static int rows(JsonNode answer) {
        int rows = answer.isArray() ? answer.size() : 0;
        for (JsonNode part : answer) {
            rows = Math.max(rows, rows(part));
        }
        return rows;
    }

    private void walk(JsonNode node, String path, String name, String label, String period, int depth) {
        if (found.size() >= MOST || depth > DEEPEST) {
            return;
        }
        if (node.isNumber()) {
            found.add(new TileFigure(path, name, label, period, node.decimalValue()));
        } else if (node.isTextual()) {
            span(node.asText()).ifPresent(seconds -> found.add(new TileFigure(path, name, label, period, seconds)));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(node.get(i), path + "/" + i, name, label, period, depth + 1);
            }
        } else if (node.isObject()) {
            object(node, path, label, period, depth);
        }
    }

    private void object(JsonNode node, String path, String label, String period, int depth) {
        String nearestPeriod = period(node, period);
        String nearestLabel = label(node, label);
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String key = field.getKey();
            JsonNode value = field.getValue();
            boolean time = TIME.matcher(key).matches();
            // A container's name says what its figures are of: {"Email": {"count": 3}}, or {"2026-05-01": 3}.
            String below = value.isObject() && !time && nearestLabel.equals(label) ? joined(label, key) : nearestLabel;
            walk(value, path + "/" + key.replace("~", "~0").replace("/", "~1"), time ? "value" : key, below, time ? key : nearestPeriod, depth + 1);
        }
    }

    private static String joined(String above, String key) {
        return above.isEmpty() ? key : above + " / " + key;
    }

    private static String period(JsonNode node, String above) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getValue().isTextual() && TIME.matcher(field.getValue().asText()).matches() && !TO.contains(field.getKey().toLowerCase(Locale.ROOT))) {
                return field.getValue().asText();
            }
        }
        return above;
    }

    /** A name, or the first text that is neither a time nor a span. */
    private static String label(JsonNode node, String above) {
        for (String name : NAMES) {
            if (node.path(name).isTextual() && !node.path(name).asText().isBlank()) {
                return joined(above, node.path(name).asText());
            }
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String text = field.getValue().asText();
            if (field.getValue().isTextual() && !text.isBlank() && !TIME.matcher(text).matches() && !SPAN.matcher(text).matches()) {
                return joined(above, text);
            }
        }
        return above;
    }

    static Optional<BigDecimal> span(String text) {
        Matcher span = SPAN.matcher(text);
        if (!span.matches()) {
            return Optional.empty();
        }
        long days = span.group(2) == null ? 0 : Long.parseLong(span.group(2));
        BigDecimal seconds = new BigDecimal(span.group(5)).add(BigDecimal.valueOf((days * 24 + Long.parseLong(span.group(3))) * 3600 + Long.parseLong(span.group(4)) * 60));
        return Optional.of(span.group(1).isEmpty() ? seconds : seconds.negate());
    }
}
