package io.csatrelay.ops;

import io.csatrelay.collect.Source;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A source is called what its bean is called, and has the routes that a run of it goes through, or is collected as one that has. */
final class LintSources implements LintRule {
    private final Collection<String> settings;

    /** @param settings the names of all settings that routes may use */
    LintSources(Collection<String> settings) {
        this.settings = List.copyOf(settings);
    }

    @Override
    public void check(LintRoutes routes, LintFindings findings) {
        Set<String> taken = routes.endpoints().stream().filter(LintEndpoint::consumes).map(LintEndpoint::queue).collect(Collectors.toSet());
        List<LintNode> sources = routes.beans().filter(bean -> bean.text("type").equals(Source.class.getName())).toList();
        Set<String> names = sources.stream().map(bean -> bean.text("name")).collect(Collectors.toSet());
        sources.forEach(bean -> {
            String name = bean.text("name");
            String id = property(bean, "id");
            String as = property(bean, "as");
            String tickets = property(bean, "tickets");
            if (!id.equals(name)) {
                findings.add(bean, "the source " + name + " has \"" + id + "\" as its id",
                        "write \"id: " + name + "\" among its properties");
            }
            if (!tickets.isEmpty() && !tickets.equals(Source.OWN_TICKETS) && routes.value(tickets).isEmpty()) {
                findings.add(bean, "the tickets of the source " + name + " are at " + tickets + ", which is no setting",
                        LintWords.nearest(tickets, settings, "write \"tickets: " + Source.OWN_TICKETS + "\" for its own account's"));
            }
            if (!as.isEmpty() && !names.contains(as)) {
                findings.add(bean, "the source " + name + " is collected as " + as + ", which is no source", LintWords.nearest(as, names, "name one"));
            } else if (as.isEmpty()) {
                hasRoutes(bean, name, taken, findings);
            }
        });
    }

    private static void hasRoutes(LintNode bean, String name, Set<String> taken, LintFindings findings) {
        String route = "direct:" + name + (property(bean, "intake").equals("true") ? "-store" : "");
        if (!taken.contains(route)) {
            findings.add(bean, "the source " + name + " has no route", "add a route from " + route);
        }
        boolean one = bean.get("properties").flatMap(properties -> properties.get("oneRecord")).isPresent();
        if (one && !taken.contains("direct:" + name + "-one")) {
            findings.add(bean, "the source " + name + " says where one record is, and has no route that asks for it",
                    "add a route from direct:" + name + "-one, or remove oneRecord");
        }
    }

    private static String property(LintNode bean, String name) {
        return bean.get("properties").map(properties -> properties.text(name)).orElse("");
    }
}
