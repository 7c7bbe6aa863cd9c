package io.csatrelay.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/** The route files, read. Rules ask it what there is. */
final class LintRoutes {
    /** A setting in a route: {@code {{NAME}}}, {@code {{NAME:default}}} or {@code {{?NAME}}}. */
    static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\?)?([^{}:]+)(?::([^{}]*))?}}");

    private static final Set<String> TARGETS = Set.of("to", "toD", "wireTap", "poll", "deadLetterUri");
    private static final Set<String> TARGETS_BY_EXPRESSION = Set.of("enrich", "pollEnrich", "recipientList", "routingSlip");

    private final List<LintNode> files;
    private final CamelContext camel;
    private final List<LintEndpoint> endpoints = new ArrayList<>();

    /**
     * @param files each file's document
     * @param camel has the beans and the placeholders; its routes do not matter
     */
    LintRoutes(List<LintNode> files, CamelContext camel) {
        this.files = List.copyOf(files);
        this.camel = camel;
        entries().filter(entry -> !entry.name().equals("beans")).forEach(entry -> {
            addEndpoint(entry.name(), entry.value());
            entry.value().eachField(this::addEndpoint);
        });
    }

    private void addEndpoint(String name, LintNode value) {
        if (name.equals("from") || TARGETS.contains(name)) {
            endpoints.add(endpoint(value, name.equals("from")));
        } else if (TARGETS_BY_EXPRESSION.contains(name)) {
            constant(value).ifPresent(uri -> endpoints.add(endpoint(uri, false)));
        }
    }

    /** The endpoint that a node names, whatever the node is called. */
    LintEndpoint endpoint(LintNode value, boolean consumes) {
        return LintEndpoint.of(value, consumes, this::filled);
    }

    /** The endpoint that an {@code enrich} or a list of recipients names, when it is one and the same always. */
    static Optional<LintNode> constant(LintNode value) {
        LintNode expression = value.get("expression").orElse(value);
        return expression.get("constant").or(() -> expression.get("simple"))
                .map(constant -> constant.get("expression").orElse(constant)).filter(LintNode::isText);
    }

    List<LintNode> files() {
        return files;
    }

    CamelContext camel() {
        return camel;
    }

    /** What the files list: routes, beans, configurations, each with its kind as its name. */
    Stream<LintNode.Field> entries() {
        return files.stream().flatMap(file -> file.items().stream()).flatMap(item -> item.fields().stream());
    }

    /** How many routes there are. */
    int count() {
        return (int) entries("route").count();
    }

    /** Everything of one kind, such as {@code route}. */
    Stream<LintNode> entries(String kind) {
        return entries().filter(entry -> entry.name().equals(kind)).map(LintNode.Field::value);
    }

    /** The beans that the files declare. */
    Stream<LintNode> beans() {
        return entries("beans").flatMap(beans -> beans.items().stream());
    }

    /** Every endpoint that is named anywhere. */
    List<LintEndpoint> endpoints() {
        return List.copyOf(endpoints);
    }

    /** The text with its placeholders filled in; one that is unknown and has no default stays as it is. */
    String filled(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(
                value(found.group(2)).or(() -> Optional.ofNullable(found.group(3))).orElse(found.group())));
    }

    /** What a placeholder stands for. */
    Optional<String> value(String name) {
        return camel.getPropertiesComponent().resolveProperty(name);
    }
}
