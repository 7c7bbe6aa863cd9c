package io.csatrelay.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Holds every request over HTTP to the house rules. Headers of a message go out with it, so that they are cleared right before, in the same
 * route; a header {@code CamelHttpUri} or {@code CamelHttpMethod} that somebody else set would lead the request elsewhere (CVE-2026-78164),
 * so that the method is fixed, and control headers are off unless the route sets path or query itself.
 */
final class LintHttp implements LintRule {
    private static final Set<String> PATH = Set.of("CamelHttpPath", "CamelHttpQuery");
    private static final Set<String> CALLS = Set.of("to", "toD", "wireTap", "poll", "enrich", "pollEnrich", "recipientList", "routingSlip",
            "dynamicRouter", "kamelet", "serviceCall");
    private static final String CLEAR =
            "add \"removeHeaders: {pattern: '*'}\" before it, and nothing that calls another endpoint in between";

    /**
     * What is known of the headers at a step.
     *
     * @param own all of them were set by this route
     * @param path among them the path or the query of the next request
     */
    private record Headers(boolean own, boolean path) {
        private static final Headers FOREIGN = new Headers(false, false);

        Headers and(Headers other) {
            return new Headers(own && other.own, path && other.path);
        }
    }

    @Override
    public void check(LintRoutes routes, LintFindings findings) {
        routes.files().forEach(file -> outermost(file, routes, findings));
    }

    /** Finds the lists of steps that are in no other. */
    private void outermost(LintNode node, LintRoutes routes, LintFindings findings) {
        node.fields().forEach(field -> {
            if (field.name().equals("steps")) {
                steps(field.value(), Headers.FOREIGN, routes, findings);
            } else {
                outermost(field.value(), routes, findings);
            }
        });
        node.items().forEach(item -> outermost(item, routes, findings));
    }

    private Headers steps(LintNode steps, Headers before, LintRoutes routes, LintFindings findings) {
        Headers headers = before;
        for (LintNode step : steps.items()) {
            for (LintNode.Field field : step.fields()) {
                headers = step(field.name(), field.value(), headers, routes, findings);
            }
        }
        return headers;
    }

    private Headers step(String name, LintNode step, Headers before, LintRoutes routes, LintFindings findings) {
        if (CALLS.contains(name)) {
            LintNode called = Set.of("to", "toD", "wireTap", "poll").contains(name) ? step : LintRoutes.constant(step).orElse(step);
            LintEndpoint endpoint = routes.endpoint(called, false);
            if (endpoint.isHttp()) {
                request(endpoint, before, findings);
            }
            return Headers.FOREIGN;
        }
        return switch (name) {
            case "removeHeaders" -> step.text("pattern").equals("*") && step.get("excludePattern").isEmpty() || step.text().equals("*")
                    ? new Headers(true, false) : before;
            case "setHeader" -> set(step, before, findings);
            case "setHeaders" -> {
                Headers headers = before;
                for (LintNode header : step.get("headers").map(LintNode::items).orElse(List.of())) {
                    headers = set(header, headers, findings);
                }
                yield headers;
            }
            // The next turn of a loop begins with what its body left.
            case "loop" -> blocks(step, Headers.FOREIGN, routes, findings).and(before);
            case "choice" -> choice(step, before, routes, findings);
            default -> blocks(step, before, routes, findings);
        };
    }

    /** With an otherwise, one of the branches is taken for sure. */
    private Headers choice(LintNode step, Headers before, LintRoutes routes, LintFindings findings) {
        List<LintNode> branches = new ArrayList<>(step.get("when").map(LintNode::items).orElse(List.of()));
        step.get("otherwise").ifPresent(branches::add);
        Headers after = step.get("otherwise").isPresent() ? new Headers(true, true) : before;
        for (LintNode branch : branches) {
            after = after.and(branch.get("steps").map(steps -> steps(steps, before, routes, findings)).orElse(before));
        }
        return after;
    }

    private static Headers set(LintNode step, Headers before, LintFindings findings) {
        String name = step.text("name");
        if (name.equals("CamelHttpUri")) {
            findings.add(step, "CamelHttpUri sends the next request, and its credentials, wherever it says",
                    "name the host in the endpoint, and set CamelHttpPath and CamelHttpQuery");
        }
        return PATH.contains(name) ? new Headers(before.own(), before.own()) : before;
    }

    /** Blocks within a step: what holds after each holds after it. With what a catch block begins, nobody knows. */
    private Headers blocks(LintNode step, Headers before, LintRoutes routes, LintFindings findings) {
        Headers after = before;
        for (LintNode.Field field : step.fields()) {
            LintNode value = field.value();
            if (field.name().equals("steps")) {
                after = after.and(steps(value, before, routes, findings));
            } else if (field.name().equals("doCatch")) {
                for (LintNode caught : value.items()) {
                    after = after.and(blocks(caught, Headers.FOREIGN, routes, findings));
                }
            } else if (field.name().equals("doFinally") || field.name().equals("onFallback")) {
                after = after.and(blocks(value, Headers.FOREIGN, routes, findings));
            }
        }
        return after;
    }

    private static void request(LintEndpoint endpoint, Headers headers, LintFindings findings) {
        LintNode node = endpoint.node();
        if (endpoint.option("httpMethod").isEmpty()) {
            findings.add(node, "this " + endpoint.scheme() + " endpoint has no httpMethod: whether it is GET or POST depends on the body",
                    "add httpMethod to its parameters");
        }
        if (!headers.own()) {
            findings.add(node, "the headers are not cleared before this request: what another vendor or a schedule left would be sent along",
                    CLEAR);
        }
        boolean skips = endpoint.option("skipControlHeaders").equals("true");
        if (!skips && !headers.path()) {
            findings.add(node, "this endpoint has no skipControlHeaders: a header could lead the request elsewhere",
                    "add skipControlHeaders: \"true\", or set CamelHttpPath or CamelHttpQuery in this route after removeHeaders");
        }
        if (skips && headers.path()) {
            findings.add(node, "skipControlHeaders makes the CamelHttpPath or CamelHttpQuery that is set before it vain",
                    "remove one of the two");
        }
        if (!endpoint.option("oauth2ClientId").isEmpty() && !endpoint.option("oauth2CacheTokens").equals("true")) {
            findings.add(node, "a new OAuth token is asked for at each request", "add oauth2CacheTokens: \"true\"");
        }
    }
}
