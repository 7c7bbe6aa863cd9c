package io.csatrelay.ops;

import io.csatrelay.deliver.MaestroItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.thisptr.jackson.jq.Scope;
import org.apache.camel.CamelContext;

/**
 * Finds what is wrong with route files and mappings, all of it at once, without starting a route: what Camel would refuse at its start,
 * what it would take and get wrong later, and what breaks the rules of the house. Used by one thread.
 */
public final class Lint {
    private static final String SUFFIX = ".camel.yaml";

    private final CamelContext camel;
    private final Scope jq;
    private final Collection<String> settings;
    private final Collection<String> secrets;

    /**
     * What was found.
     *
     * @param problems by file and line; empty if all is well
     * @param files route files read
     * @param routes routes in them
     * @param mappings mappings read; 0 for routes alone
     * @param cases cases of mappings' tests that were run
     */
    public record Report(List<LintProblem> problems, int files, int routes, int mappings, int cases) {
    }

    /**
     * @param camel has the connector's beans (jq's functions as {@code jqScope}) and a value for every placeholder that routes may use; is
     *     started, has no routes, and will start none
     * @param settings the names that placeholders may have
     * @param secrets the settings that routes must not see
     */
    public Lint(CamelContext camel, Collection<String> settings, Collection<String> secrets) {
        this.camel = camel;
        this.jq = camel.getRegistry().lookupByNameAndType("jqScope", Scope.class);
        this.settings = List.copyOf(settings);
        this.secrets = List.copyOf(secrets);
    }

    /** Everything: the route files of one folder, also as Camel sees them, the mappings of another, and their tests. */
    public Report all(Path routesFolder, Path mappingsFolder) {
        LintFindings findings = new LintFindings();
        Map<Path, LintNode> files = read(routesFolder, findings);
        Rules rules = rules(LintTemplates.writtenOut(files, findings), findings);
        new LintDryStart(camel, rules.seenByCamelToo()).check(files, findings);
        LintMappings mappings = new LintMappings(jq, MaestroItem::json);
        mappings.check(mappingsFolder, findings);
        LintTiles.check(mappingsFolder, rules.routes(), findings);
        return new Report(findings.all(), files.size(), rules.routes().count(), mappings.mappings(), mappings.cases());
    }

    /** What can be said of the route files without having Camel build them: the part that is quick. */
    public Report routes(Path folder) {
        LintFindings findings = new LintFindings();
        Map<Path, LintNode> files = read(folder, findings);
        LintRoutes routes = rules(LintTemplates.writtenOut(files, findings), findings).routes();
        return new Report(findings.all(), files.size(), routes.count(), 0, 0);
    }

    /** @param seenByCamelToo what rules found that Camel would stumble over */
    private record Rules(LintRoutes routes, LintFindings seenByCamelToo) {
    }

    private Rules rules(Map<Path, LintNode> files, LintFindings findings) {
        LintRoutes routes = new LintRoutes(List.copyOf(files.values()), camel);
        LintComponents components = new LintComponents();
        List<LintRule> asCamel = List.of(new LintSchema(), new LintPlaceholders(settings, secrets), components, new LintBeans(),
                new LintResources(jq), new LintSimple());
        asCamel.forEach(rule -> rule.check(routes, findings));
        LintFindings seenByCamelToo = findings.copy();
        List<LintRule> beyond = List.of(new LintNames(), new LintQueues(), new LintApi(), new LintCrons(), new LintSources(settings),
                new LintHttp(), new LintSecrets(components), new LintLogs(), new LintSql());
        beyond.forEach(rule -> rule.check(routes, findings));
        LintHttpClient.check(LintHttpClient.shipped(), findings);
        return new Rules(routes, seenByCamelToo);
    }

    private static Map<Path, LintNode> read(Path folder, LintFindings findings) {
        Map<Path, LintNode> files = new LinkedHashMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.sorted().toList()) {
                if (file.toString().endsWith(SUFFIX)) {
                    read(file, files, findings);
                } else if (file.toString().matches(".*\\.ya?ml")) {
                    findings.add(file, 1, "this file is not loaded: its name does not end in " + SUFFIX, "rename it, or move it elsewhere");
                }
            }
            if (files.isEmpty() && findings.all().isEmpty()) {
                findings.add(folder, 1, "there is no route file *" + SUFFIX, "check ROUTES_DIR");
            }
        } catch (IOException e) {
            findings.add(folder, 1, "the folder of routes cannot be read", "check ROUTES_DIR");
        }
        return files;
    }

    private static void read(Path file, Map<Path, LintNode> files, LintFindings findings) {
        try {
            int before = findings.all().size();
            LintNode.read(file, findings)
                    .ifPresentOrElse(root -> files.put(file, root), () -> {
                        if (findings.all().size() == before) {
                            findings.add(file, 1, "there is nothing in this file", "remove it");
                        }
                    });
        } catch (IOException e) {
            findings.add(file, 1, "this file cannot be read (" + e.getClass().getSimpleName() + ")", "check its permissions; it is UTF-8");
        }
    }
}
