package io.csatrelay.ops;

import io.csatrelay.settings.EditDistance;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What is sent to {@code direct:} or {@code seda:} is taken by a route, and by one alone. A dry start does not look for it. */
final class LintQueues implements LintRule {
    private static final Set<String> QUEUES = Set.of("direct", "seda");

    @Override
    public void check(LintRoutes routes, LintFindings findings) {
        Map<String, LintNode> taken = new HashMap<>();
        routes.endpoints().stream().filter(LintEndpoint::consumes).filter(endpoint -> QUEUES.contains(endpoint.scheme())).forEach(endpoint -> {
            LintNode first = taken.putIfAbsent(endpoint.queue(), endpoint.node());
            if (first != null) {
                findings.add(endpoint.node(), "another route takes from " + endpoint.queue() + " already (" + first.file().getFileName() + ":"
                        + first.line() + ")", "rename one");
            }
        });
        routes.endpoints().stream()
                .filter(endpoint -> !endpoint.consumes() && QUEUES.contains(endpoint.scheme()) && !endpoint.isDynamic())
                .filter(endpoint -> !taken.containsKey(endpoint.queue()))
                .forEach(endpoint -> findings.add(endpoint.node(), "no route takes from " + endpoint.queue(),
                        EditDistance.nearest(endpoint.queue(), taken.keySet()).map(near -> "write " + near + ", or add a route from it").orElse("add one")));
    }
}
