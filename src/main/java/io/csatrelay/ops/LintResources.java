package io.csatrelay.ops;

import io.csatrelay.mapping.MappingSyntaxException;
import io.csatrelay.mapping.UnknownFunctions;
import io.csatrelay.settings.EditDistance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.thisptr.jackson.jq.Scope;

/** The files that routes read are there, and the jq programs that stand in routes compile and call only what exists. */
final class LintResources implements LintRule {
    private static final Pattern RESOURCE = Pattern.compile("\\s*resource:(file|classpath):(.+?)\\s*");
    /** What Camel adds to jq in a route (its JqFunctions). */
    private static final Set<String> OF_CAMEL = Set.of("body/0", "constant/1", "constant/2", "header/1", "header/2", "property/1",
            "property/2", "variable/1", "variable/2");

    private final Scope jq;

    LintResources(Scope jq) {
        this.jq = jq;
    }

    @Override
    public void check(LintRoutes routes, LintFindings findings) {
        routes.files().forEach(file -> {
            file.eachText("", (name, text) -> {
                Matcher resource = RESOURCE.matcher(routes.filled(text.text()));
                if (resource.matches() && !resource.group(2).matches(".*(\\$\\{|\\{\\{).*")) {
                    exists(text, resource.group(1), resource.group(2), routes, findings);
                }
            });
            file.eachField((name, node) -> {
                if (name.equals("jq")) {
                    program(node.get("expression").orElse(node), findings);
                }
            });
        });
    }

    private static void exists(LintNode text, String kind, String name, LintRoutes routes, LintFindings findings) {
        if (kind.equals("classpath")) {
            if (routes.camel().getClassResolver().loadResourceAsURL(name) == null) {
                findings.add(text, "the connector has no resource " + name, "check its name");
            }
        } else if (!Files.isRegularFile(Path.of(name))) {
            findings.add(text, "there is no file " + name, EditDistance.nearest(name, beside(Path.of(name)))
                    .map(near -> "write " + Path.of(near).getFileName() + ", if that was meant").orElse("add it"));
        }
    }

    private static List<String> beside(Path missing) {
        Path folder = missing.toAbsolutePath().getParent();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).map(Path::toString).collect(Collectors.toList());
        } catch (IOException e) {
            return List.of();
        }
    }

    private void program(LintNode expression, LintFindings findings) {
        String program = expression.text();
        if (program.isBlank() || program.contains("resource:") || program.contains("{{")) {
            return;
        }
        try {
            List<String> unknown = UnknownFunctions.in(program, jq).stream().filter(function -> !OF_CAMEL.contains(function)).toList();
            if (!unknown.isEmpty()) {
                findings.add(expression, "jq has no function " + String.join(", ", unknown),
                        "check its name, and how many arguments it takes");
            }
        } catch (MappingSyntaxException e) {
            findings.add(expression, e.getMessage().replaceFirst("^looking for unknown functions: ", ""), "correct it");
        }
    }
}
