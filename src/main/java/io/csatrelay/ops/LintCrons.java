package io.csatrelay.ops;

import io.csatrelay.settings.Crons;

/** Every cron fires: those of schedules, wherever their text comes from, and those of sources. A dry start looks at none. */
final class LintCrons implements LintRule {
    @Override
    public void check(LintRoutes routes, LintFindings findings) {
        routes.endpoints().stream().filter(endpoint -> endpoint.scheme().equals("quartz") && endpoint.options().containsKey("cron"))
                .map(endpoint -> endpoint.options().get("cron"))
                .forEach(cron -> check(cron.where(), "cron", cron.text(), findings));
        routes.beans().flatMap(bean -> bean.get("properties").stream()).flatMap(properties -> properties.fields().stream())
                .filter(property -> property.name().toLowerCase(java.util.Locale.ROOT).endsWith("cron"))
                .forEach(property -> check(property.value(), property.name(), routes.filled(property.value().text()), findings));
    }

    private static void check(LintNode where, String name, String cron, LintFindings findings) {
        if (!cron.contains("{{")) {
            Crons.problem(name, cron).ifPresent(problem -> findings.add(where, name + " " + problem.what(), problem.advice()));
        }
    }
}
