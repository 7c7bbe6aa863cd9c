package io.csatrelay.ops;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;

/** A placeholder is a setting's name, and that of no secret: placeholders show in logs and listings. */
final class LintPlaceholders implements LintRule {
    private static final Set<String> FUNCTIONS = Set.of("env", "sys", "bean", "service", "service.host", "service.port", "service.name");

    private final Collection<String> settings;
    private final Collection<String> secrets;

    /**
     * @param settings the names of all settings that routes may use
     * @param secrets the names of those that they may not
     */
    LintPlaceholders(Collection<String> settings, Collection<String> secrets) {
        this.settings = List.copyOf(settings);
        this.secrets = List.copyOf(secrets);
    }

    @Override
    public void check(LintRoutes routes, LintFindings findings) {
        routes.files().forEach(file -> file.eachText("", (field, text) ->
                LintRoutes.PLACEHOLDER.matcher(text.text()).results().forEach(found -> check(found, text, routes, findings))));
    }

    private void check(MatchResult found, LintNode text, LintRoutes routes, LintFindings findings) {
        boolean function = FUNCTIONS.contains(found.group(2));
        String name = function && found.group(3) != null ? found.group(3).split(":")[0] : found.group(2);
        if (secrets.contains(name)) {
            findings.add(text, "{{" + name + "}} is a secret, which no route sees",
                    "set the header with \"method: {ref: …, method: header}\", as the shipped routes do");
        } else if (function && settings.contains(name)) {
            findings.add(text, found.group() + " passes by the check of settings", "write {{" + name + "}}");
        } else if (!function && found.group(1) == null && found.group(3) == null && routes.value(name).isEmpty()) {
            findings.add(text, "there is no setting " + name, LintWords.nearest(name, settings, "remove it"));
        }
    }
}
