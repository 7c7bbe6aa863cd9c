package io.csatrelay.ops;

import io.csatrelay.settings.EditDistance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is sent to {@code direct:} or {@code seda:} is taken by a route, and by one alone. A dry start does not look for it. */
final class LintQueues implements LintRule {
    private static final Set<String> QUEUES = Set.of("direct", "seda");

    @Override
    public void check(LintRoutes routes, LintFindings findings) {
        Map<String, LintNode> taken = new HashMap<>();
        List<LintEndpoint> queues = routes.endpoints().stream().filter(endpoint -> QUEUES.contains(endpoint.scheme())).toList();
        queues.stream().filter(LintEndpoint::consumes).forEach(endpoint -> {
            LintNode first = taken.putIfAbsent(endpoint.queue(), endpoint.node());
            if (first != null) {
                findings.add(endpoint.node(), "another route takes from " + endpoint.queue() + " already ("
                        + first.file().getFileName() + ":" + first.line() + ")", "rename one");
            }
        });
        queues.stream().filter(endpoint -> !endpoint.consumes() && !endpoint.isDynamic())
                .filter(endpoint -> !taken.containsKey(endpoint.queue()))
                .forEach(endpoint -> findings.add(endpoint.node(), "no route takes from " + endpoint.queue(),
                        advice(endpoint.queue(), taken.keySet())));
    }

    private static String advice(String queue, Set<String> taken) {
        return EditDistance.nearest(queue, taken).map(near -> "write " + near + ", or ").orElse("") + "add a route from " + queue;
    }
}
