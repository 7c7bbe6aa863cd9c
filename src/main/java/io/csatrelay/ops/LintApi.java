package io.csatrelay.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.csatrelay.settings.EditDistance;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.support.ResourceHelper;

/** Every operation of an API's contract has its route, {@code direct:<operationId>}. */
final class LintApi implements LintRule {
    @Override
    public void check(LintRoutes routes, LintFindings findings) {
        Set<String> taken = routes.endpoints().stream().filter(LintEndpoint::consumes).map(LintEndpoint::queue).collect(Collectors.toSet());
        routes.entries("rest").flatMap(rest -> rest.get("openApi").stream()).flatMap(api -> api.get("specification").stream())
                .forEach(specification -> operations(specification, routes, findings).stream().filter(id -> !taken.contains("direct:" + id))
                        .forEach(id -> findings.add(specification, "no route takes the operation " + id, advice("direct:" + id, taken))));
    }

    private static String advice(String wanted, Set<String> taken) {
        return EditDistance.nearest(wanted, taken).map(near -> "rename " + near + ", if that is it, or ").orElse("")
                + "add a route from " + wanted;
    }

    private static Set<String> operations(LintNode specification, LintRoutes routes, LintFindings findings) {
        Set<String> ids = new TreeSet<>();
        String name = routes.filled(specification.text());
        try (InputStream in = ResourceHelper.resolveMandatoryResourceAsInputStream(routes.camel(), name)) {
            JsonNode paths = new YAMLMapper().readTree(in).path("paths");
            paths.forEach(path -> path.findValues("operationId").forEach(id -> ids.add(id.asText())));
        } catch (IOException e) {
            findings.add(specification, "the contract " + name + " cannot be read (" + e.getClass().getSimpleName() + ")",
                    "check its name");
        }
        return ids;
    }
}
