package io.csatrelay.ops;

import java.util.Set;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.component.bean.MethodNotFoundException;
import org.apache.camel.spi.Language;

/** Expressions of the simple language parse: as conditions where a condition is asked for, else as texts. */
final class LintSimple implements LintRule {
    private static final Set<String> CONDITIONS = Set.of("when", "filter", "validate", "onWhen", "retryWhile", "handled",
            "continued", "completionPredicate");

    @Override
    public void check(LintRoutes routes, LintFindings findings) {
        Language simple = routes.camel().resolveLanguage("simple");
        routes.files().forEach(file -> visit("", file, false, routes, simple, findings));
    }

    private static void visit(String name, LintNode node, boolean condition, LintRoutes routes, Language simple, LintFindings findings) {
        boolean asked = name.equals("expression") ? condition
                : CONDITIONS.contains(name) || name.equals("loop") && node.text("doWhile").equals("true");
        node.fields().forEach(field -> {
            LintNode value = field.value();
            if (field.name().equals("simple")) {
                parse(value.get("expression").orElse(value), asked, routes, simple, findings);
            } else if (field.name().equals("log") && value.isText() || name.equals("log") && field.name().equals("message")) {
                parse(value, false, routes, simple, findings);
            } else {
                visit(field.name(), value, asked, routes, simple, findings);
            }
        });
        node.items().forEach(item -> visit(name, item, asked, routes, simple, findings));
    }

    private static void parse(LintNode text, boolean condition, LintRoutes routes, Language simple, LintFindings findings) {
        String filled = routes.filled(text.text());
        if (filled.isEmpty() || filled.contains("{{") || filled.contains("resource:")) {
            return;
        }
        try {
            if (condition) {
                var predicate = simple.createPredicate(filled);
                predicate.init(routes.camel());
            } else {
                var expression = simple.createExpression(filled);
                expression.init(routes.camel());
            }
        } catch (RuntimeException e) {
            Throwable cause = LintWords.deepest(e);
            if (!(cause instanceof NoSuchBeanException || cause instanceof MethodNotFoundException)) { // LintBeans names the nearest
                findings.add(text, "this " + (condition ? "condition" : "text") + " does not parse: " + LintWords.of(e), "correct it");
            }
        }
    }
}
