package io.csatrelay.ops;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes out the routes that files make from templates, so that the rules see them as if somebody had written them by hand: each stands where
 * its template is used.
 */
final class LintTemplates {
    private final Map<String, LintNode> templates = new HashMap<>();
    private final LintFindings findings;

    private LintTemplates(LintFindings findings) {
        this.findings = findings;
    }

    /** The files without templates, and with their routes. @param findings gets what does not fit: an unknown template, a parameter too many or too few */
    static Map<Path, LintNode> writtenOut(Map<Path, LintNode> files, LintFindings findings) {
        LintTemplates all = new LintTemplates(findings);
        files.values().forEach(file -> file.items().forEach(item -> item.get("routeTemplate").ifPresent(template ->
                all.templates.put(template.text("id"), template))));
        Map<Path, LintNode> out = new LinkedHashMap<>();
        files.forEach((path, file) -> out.put(path, !file.isList() ? file : file.withItems(file.items().stream()
                .filter(item -> item.get("routeTemplate").isEmpty()).map(all::item).toList())));
        return out;
    }

    private LintNode item(LintNode item) {
        LintNode use = item.get("templatedRoute").orElse(null);
        LintNode template = use == null ? null : templates.get(use.text("routeTemplateRef"));
        if (use != null && template == null) {
            findings.add(use, "there is no route template " + use.text("routeTemplateRef"),
                    LintWords.nearest(use.text("routeTemplateRef"), templates.keySet(), "write it"));
        }
        return template == null ? item : item.route(use, template, parameters(use, template));
    }

    private Map<String, String> parameters(LintNode use, LintNode template) {
        List<LintNode> declared = template.get("parameters").map(LintNode::items).orElse(List.of());
        Set<String> names = declared.stream().map(parameter -> parameter.text("name")).collect(Collectors.toCollection(TreeSet::new));
        Map<String, String> values = new HashMap<>();
        declared.forEach(parameter -> parameter.get("defaultValue").ifPresent(value -> values.put(parameter.text("name"), value.text())));
        use.get("parameters").map(LintNode::items).orElse(List.of()).forEach(given -> {
            if (!names.contains(given.text("name"))) {
                findings.add(given, "the route template " + template.text("id") + " has no parameter " + given.text("name"),
                        LintWords.nearest(given.text("name"), names, "remove it"));
            }
            values.put(given.text("name"), given.text("value"));
        });
        names.stream().filter(name -> !values.containsKey(name)).forEach(name ->
                findings.add(use, "the route template " + template.text("id") + " needs the parameter " + name, "give it"));
        return values;
    }
}
