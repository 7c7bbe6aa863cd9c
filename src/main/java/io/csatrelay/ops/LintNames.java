package io.csatrelay.ops;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Routes have an id and a description, and nothing has the name of another. */
final class LintNames implements LintRule {
    private static final Set<String> DESCRIBED = Set.of("route", "routeConfiguration", "routeTemplate");

    @Override
    public void check(LintRoutes routes, LintFindings findings) {
        Map<String, LintNode> ids = new HashMap<>();
        Set<String> configurations = new HashSet<>();
        routes.entries().filter(entry -> DESCRIBED.contains(entry.name())).forEach(entry -> {
            required(entry.value(), "id", "a name, by which logs and status call it", findings);
            required(entry.value(), "description", "a sentence that someone who has never seen Java follows", findings);
            unique(entry.name(), entry.value(), entry.value().text("id"), ids, findings);
            if (entry.name().equals("routeConfiguration")) {
                configurations.add(entry.value().text("id"));
            }
        });
        routes.entries("from").forEach(from ->
                findings.add(from, "a route without id and description", "write \"- route:\" with id, description and from"));
        Map<String, LintNode> beans = new HashMap<>();
        routes.beans().forEach(bean -> unique("bean", bean, bean.text("name"), beans, findings));
        routes.entries("route").flatMap(route -> route.get("routeConfigurationId").stream())
                .filter(used -> !used.text().contains("*") && !configurations.contains(used.text()))
                .forEach(used -> findings.add(used, "there is no routeConfiguration " + used.text() + ": the route would run without",
                        "write one of " + configurations.stream().sorted().toList()));
    }

    private static void required(LintNode route, String name, String what, LintFindings findings) {
        if (route.text(name).isBlank()) {
            findings.add(route, "this route has no " + name, "give it " + what);
        }
    }

    private static void unique(String kind, LintNode node, String name, Map<String, LintNode> known, LintFindings findings) {
        LintNode first = name.isBlank() ? null : known.putIfAbsent(name, node);
        if (first != null) {
            LintNode at = node.get("id").or(() -> node.get("name")).orElse(node);
            findings.add(at, "the " + kind + " " + name + " is there already (" + first.file().getFileName() + ":" + first.line() + ")",
                    "rename or remove one");
        }
    }
}
