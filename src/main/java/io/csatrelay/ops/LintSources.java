package io.csatrelay.ops;

import io.csatrelay.collect.Source;
import java.util.Set;
import java.util.stream.Collectors;

/** A source is called what its bean is called, and has a route of that name. */
final class LintSources implements LintRule {
    @Override
    public void check(LintRoutes routes, LintFindings findings) {
        Set<String> taken = routes.endpoints().stream().filter(LintEndpoint::consumes).map(LintEndpoint::queue).collect(Collectors.toSet());
        routes.beans().filter(bean -> bean.text("type").equals(Source.class.getName())).forEach(bean -> {
            String id = bean.get("properties").map(properties -> properties.text("id")).orElse("");
            String name = bean.text("name");
            if (!id.equals(name)) {
                findings.add(bean, "the source " + name + " has \"" + id + "\" as its id",
                        "write \"id: " + name + "\" among its properties");
            }
            boolean intake = bean.get("properties").map(properties -> properties.text("intake")).orElse("").equals("true");
            String route = "direct:" + name + (intake ? "-store" : "");
            if (!taken.contains(route)) {
                findings.add(bean, "the source " + name + " has no route", "add a route from " + route);
            }
        });
    }
}
