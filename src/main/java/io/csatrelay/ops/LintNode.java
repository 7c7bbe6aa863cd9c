package io.csatrelay.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A node of a YAML file and the line it stands on: a text, a list, or fields. The line of a field's value is the line of its name.
 */
final class LintNode {
    private final Path file;
    private final Node node;
    private final int line;

    /** A name, the line it stands on, and what it names. */
    record Field(String name, LintNode value) {
        int line() {
            return value.line;
        }
    }

    private LintNode(Path file, Node node, int line) {
        this.file = file;
        this.node = node;
        this.line = line;
    }

    /**
     * Reads a file's one document.
     *
     * @param findings gets the line and the parser's words when it is no YAML
     * @return empty when it is broken, or has nothing in it
     * @throws IOException when the file cannot be read
     */
    static Optional<LintNode> read(Path file, LintFindings findings) throws IOException {
        String text = Files.readString(file);
        try {
            return new Compose(LoadSettings.builder().build()).composeString(text).map(root -> new LintNode(file, root, lineOf(root)));
        } catch (MarkedYamlEngineException e) {
            noYaml(file, e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1), e.getProblem(), findings);
        } catch (YamlEngineException e) {
            noYaml(file, 1, e.getMessage(), findings);
        }
        return Optional.empty();
    }

    private static void noYaml(Path file, int line, String words, LintFindings findings) {
        findings.add(file, line, "this is no YAML: " + words, "check the indentation, the dashes and the quotes");
    }

    private static int lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    /** The same list with other items. */
    LintNode withItems(List<LintNode> items) {
        return new LintNode(file, new SequenceNode(Tag.SEQ, items.stream().map(item -> item.node).toList(), FlowStyle.BLOCK), line);
    }

    /**
     * What a file would have in place of this entry if nobody used a template: the route that {@code use} makes, all of it on its lines.
     *
     * @param parameters by name
     */
    LintNode route(LintNode use, LintNode template, Map<String, String> parameters) {
        List<NodeTuple> fields = new ArrayList<>();
        fields.add(field("id", scalar(use.text("routeId"), use.node), use.node));
        fields.add(field("description", scalar(template.text("description"), use.node), use.node));
        LintNode route = template.get("route").orElse(template);
        route.fields().stream().filter(field -> !List.of("id", "description", "parameters").contains(field.name()))
                .forEach(field -> fields.add(field(field.name(), filled(field.value().node, use.node, parameters), use.node)));
        Node entry = new MappingNode(Tag.MAP, List.of(field("route", new MappingNode(Tag.MAP, fields, FlowStyle.BLOCK), use.node)), FlowStyle.BLOCK);
        return new LintNode(file, entry, line);
    }

    private static Node filled(Node node, Node at, Map<String, String> parameters) {
        if (node instanceof ScalarNode scalar) {
            String text = scalar.getValue();
            for (Map.Entry<String, String> parameter : parameters.entrySet()) {
                text = text.replace("{{" + parameter.getKey() + "}}", parameter.getValue());
            }
            return scalar(text, at);
        }
        if (node instanceof SequenceNode list) {
            return new SequenceNode(node.getTag(), true, list.getValue().stream().map(item -> filled(item, at, parameters)).toList(), FlowStyle.BLOCK,
                    at.getStartMark(), at.getEndMark());
        }
        return new MappingNode(node.getTag(), true, ((MappingNode) node).getValue().stream()
                .map(tuple -> new NodeTuple(scalar(((ScalarNode) tuple.getKeyNode()).getValue(), at), filled(tuple.getValueNode(), at, parameters)))
                .toList(), FlowStyle.BLOCK, at.getStartMark(), at.getEndMark());
    }

    private static NodeTuple field(String name, Node value, Node at) {
        return new NodeTuple(scalar(name, at), value);
    }

    private static ScalarNode scalar(String text, Node at) {
        return new ScalarNode(Tag.STR, true, text, ScalarStyle.PLAIN, at.getStartMark(), at.getEndMark());
    }

    Path file() {
        return file;
    }

    int line() {
        return line;
    }

    /** The last line that belongs to it, or a later one that is empty or a comment. */
    int lastLine() {
        return node.getEndMark().map(mark -> mark.getColumn() == 0 ? mark.getLine() : mark.getLine() + 1).orElse(line);
    }

    boolean isText() {
        return node instanceof ScalarNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    boolean isFields() {
        return node instanceof MappingNode;
    }

    /** The text, or an empty one if it is none. */
    String text() {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** The items of a list; else none. */
    List<LintNode> items() {
        return node instanceof SequenceNode list
                ? list.getValue().stream().map(item -> new LintNode(file, item, lineOf(item))).toList()
                : List.of();
    }

    /** The fields in their order, a name that is there twice included; none if it is a text or a list. */
    List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> {
                String name = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
                fields.add(new Field(name, new LintNode(file, tuple.getValueNode(), lineOf(tuple.getKeyNode()))));
            });
        }
        return fields;
    }

    Optional<LintNode> get(String name) {
        return fields().stream().filter(field -> field.name().equals(name)).map(Field::value).findFirst();
    }

    /** The text of a field; empty if there is no such field. */
    String text(String name) {
        return get(name).map(LintNode::text).orElse("");
    }

    /** Calls for every field at every depth, in the order of the file. */
    void eachField(BiConsumer<String, LintNode> visitor) {
        fields().forEach(field -> {
            visitor.accept(field.name(), field.value());
            field.value().eachField(visitor);
        });
        items().forEach(item -> item.eachField(visitor));
    }

    /** Calls for every text at every depth, with the name of the field that holds it. */
    void eachText(String name, BiConsumer<String, LintNode> visitor) {
        if (isText()) {
            visitor.accept(name, this);
        }
        fields().forEach(field -> field.value().eachText(field.name(), visitor));
        items().forEach(item -> item.eachText(name, visitor));
    }
}
