package io.csatrelay.tile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * Takes somebody out of an answer. No document says which part of one is whose: so the smallest group that says an id, as one of its values or
 * as its name, is theirs and goes with its figures, and so does a row of an export. Amid other words, and in a list of ids, the id alone
 * gives way: what is counted beside it may be others', too. Immutable.
 */
public final class TileErasure {
    /** In place of an id. */
    public static final String NOBODY = "***";
    /** A shorter id may be a count or somebody else's. */
    public static final int TELLING = 5;

    /** What may be an id amid other words. */
    private static final Pattern ID = Pattern.compile("[\\w.+%'-]+@[\\w.-]*\\w|[\\w-]+");
    /** Fields in which a number is an id, and no figure. */
    private static final Pattern ID_FIELD = Pattern.compile(".*(id|user|agent|advisor)s?");

    private final Predicate<String> gone;
    private final UnaryOperator<String> words;

    /** @param gone whether an id is theirs @param words takes it out of other words */
    public TileErasure(Predicate<String> gone, UnaryOperator<String> words) {
        this.gone = id -> id.length() >= TELLING && gone.test(id);
        this.words = words;
    }

    /** @param gone whether an id is theirs */
    public TileErasure(Predicate<String> gone) {
        this(gone, text -> ID.matcher(text).replaceAll(id -> Matcher.quoteReplacement(id.group().length() >= TELLING && gone.test(id.group()) ? NOBODY : id.group())));
    }

    /** An answer, JSON, without them. */
    public JsonNode of(JsonNode answer) {
        JsonNode left = of("", answer);
        return left == null ? answer.isArray() ? JsonNodeFactory.instance.arrayNode() : JsonNodeFactory.instance.objectNode() : left;
    }

    /** @return null for what goes */
    private JsonNode of(String name, JsonNode node) {
        if (node.isTextual()) {
            return TextNode.valueOf(text(node.textValue()));
        }
        if (node.isArray()) {
            ArrayNode left = JsonNodeFactory.instance.arrayNode();
            for (JsonNode element : node) {
                JsonNode one = isTheirs(name, element) ? TextNode.valueOf(NOBODY) : of(name, element);
                if (one != null) {
                    left.add(one);
                }
            }
            return left;
        }
        return node instanceof ObjectNode object ? of(object) : node;
    }

    private ObjectNode of(ObjectNode group) {
        if (group.properties().stream().anyMatch(field -> isTheirs(field.getKey(), field.getValue()))) {
            return null;
        }
        ObjectNode left = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : group.properties()) {
            JsonNode value = gone.test(field.getKey()) ? null : of(field.getKey(), field.getValue());
            if (value != null) {
                left.set(words.apply(field.getKey()), value);
            }
        }
        return left;
    }

    private boolean isTheirs(String name, JsonNode value) {
        return value.isTextual() ? gone.test(value.textValue())
                : value.isIntegralNumber() && ID_FIELD.matcher(name.toLowerCase(Locale.ROOT)).matches() && gone.test(value.asText());
    }

    /** An export without their rows and columns. @throws IOException when it is no CSV */
    public String ofCsv(String export) throws IOException {
        StringBuilder left = new StringBuilder();
        boolean same = true;
        try (CSVParser rows = CSVParser.parse(export, CSVFormat.DEFAULT); CSVPrinter printer = new CSVPrinter(left, CSVFormat.DEFAULT)) {
            List<Integer> columns = null;
            for (CSVRecord row : rows) {
                columns = columns == null ? IntStream.range(0, row.size()).filter(i -> !gone.test(row.get(i))).boxed().toList() : columns;
                boolean heading = row.getRecordNumber() == 1;
                same &= columns.size() == row.size() && row.stream().allMatch(cell -> text(cell).equals(cell));
                if (heading || row.stream().noneMatch(gone)) {
                    List<String> cells = new ArrayList<>();
                    columns.stream().filter(i -> i < row.size()).forEach(i -> cells.add(text(row.get(i))));
                    printer.printRecord(cells);
                }
            }
        } catch (UncheckedIOException broken) {
            throw new IOException("the export is no CSV", broken);
        }
        return same ? export : left.toString();
    }

    /** Text that is neither, with the id taken out of it. */
    public String text(String text) {
        return gone.test(text) ? NOBODY : words.apply(text);
    }
}
