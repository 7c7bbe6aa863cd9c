package io.csatrelay.ops;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/**
 * Has Camel build every route without starting any: what it finds wrong, it would find wrong at the start. Route by route, so that one
 * mistake hides no other. Where a rule has found something already, Camel's words are left away: they say the same, less clearly.
 */
final class LintDryStart {
    private static final Pattern AT_LINE = Pattern.compile("\\bline:? (\\d+)");
    private static final int LONGEST = 300;

    private final CamelContext camel;
    private final LintFindings known;

    /**
     * @param camel started, without routes, and told to start none
     * @param known what Camel would stumble over, as rules found it
     */
    LintDryStart(CamelContext camel, LintFindings known) {
        this.camel = camel;
        this.known = known;
    }

    void check(Map<Path, LintNode> files, LintFindings findings) {
        List<Runnable> routes = new ArrayList<>();
        List<Runnable> templates = new ArrayList<>();
        files.forEach((path, file) -> {
            try {
                for (RoutesBuilder builder : load(path)) {
                    if (builder instanceof RouteConfigurationsBuilder configurations) {
                        configurations.addRouteConfigurationsToCamelContext(camel);
                    }
                    templates.add(() -> templates(builder, file, findings));
                    routes.add(() -> build(builder, file, findings));
                }
            } catch (Exception e) {
                failed(file, e, findings);
            }
        });
        templates.forEach(Runnable::run);
        routes.forEach(Runnable::run);
    }

    private Iterable<RoutesBuilder> load(Path path) throws Exception {
        Resource resource = PluginHelper.getResourceLoader(camel).resolveResource("file:" + path);
        return PluginHelper.getRoutesLoader(camel).findRoutesBuilders(resource);
    }

    /** Templates first: another file may use them. */
    private void templates(RoutesBuilder builder, LintNode file, LintFindings findings) {
        if (builder instanceof RouteBuilder routes && file.items().stream().anyMatch(item -> item.get("routeTemplate").isPresent())) {
            try {
                routes.configureRoutes(camel);
                for (RouteTemplateDefinition template : List.copyOf(routes.getRouteTemplateCollection().getRouteTemplates())) {
                    ((ModelCamelContext) camel).addRouteTemplateDefinitions(List.of(template));
                }
            } catch (Exception e) {
                failed(file, e, findings);
            }
        }
    }

    private void build(RoutesBuilder builder, LintNode file, LintFindings findings) {
        try {
            if (!(builder instanceof RouteBuilder routes) || file.items().stream().anyMatch(item -> item.get("rest").isPresent())) {
                builder.addRoutesToCamelContext(camel);
                return;
            }
            ModelCamelContext model = (ModelCamelContext) camel;
            routes.configureRoutes(camel);
            for (RouteDefinition route : List.copyOf(routes.getRouteCollection().getRoutes())) {
                build(() -> model.addRouteDefinition(route), "route", route.getId(), file, findings);
            }
            for (TemplatedRouteDefinition use : List.copyOf(routes.getTemplatedRouteCollection().getTemplatedRoutes())) {
                build(() -> model.addRouteFromTemplatedRoute(use), "templatedRoute", use.getRouteId(), file, findings);
            }
        } catch (Exception e) {
            failed(file, e, findings);
        }
    }

    private void build(Building building, String kind, String id, LintNode file, LintFindings findings) {
        try {
            building.run();
        } catch (Exception e) {
            failed(file.items().stream().flatMap(item -> item.get(kind).stream())
                    .filter(node -> node.text("id").equals(id) || node.text("routeId").equals(id)).findFirst().orElse(file), e, findings);
        }
    }

    private interface Building {
        void run() throws Exception;
    }

    private void failed(LintNode where, Exception failure, LintFindings findings) {
        String said = LintWords.of(failure);
        String words = said.length() > LONGEST ? said.substring(0, LONGEST) + "…" : said;
        Matcher at = AT_LINE.matcher(words);
        int line = at.find() ? Integer.parseInt(at.group(1)) : where.line();
        if (!known.any(where.file(), where.line(), where.lastLine())) {
            findings.add(where.file(), line, "Camel cannot build this: " + words, "correct it");
        }
    }
}
