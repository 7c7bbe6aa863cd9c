package io.csatrelay.ops;

import java.util.Set;
import java.util.regex.Pattern;

/** No route logs what customers or vendors wrote, unless someone turned DEBUG on to see it. */
final class LintLogs implements LintRule {
    private static final Set<String> QUIET = Set.of("DEBUG", "TRACE", "OFF");
    private static final Pattern WORDS = Pattern.compile(
            "\\$\\{(in\\.)?(body|bodyAs|mandatoryBodyAs|prettyBody|bodyOneLine|originalBody|header|headers|exception|exchange|message|jq"
                    + "|jsonpath|xpath)\\b");
    private static final String ADVICE = "log ids or counts, or set loggingLevel: DEBUG";

    @Override
    public void check(LintRoutes routes, LintFindings findings) {
        routes.files().forEach(file -> file.eachField((name, node) -> {
            if (name.equals("log") && !quiet(node.text("loggingLevel")) && WORDS.matcher(node.text() + node.text("message")).find()) {
                findings.add(node, "this writes a body, a header or an error into the log, and with it what customers wrote", ADVICE);
            }
        }));
        routes.endpoints().stream().filter(endpoint -> endpoint.scheme().equals("log") && !quiet(endpoint.option("level")))
                .filter(endpoint -> !endpoint.option("showBody").equals("false") || endpoint.option("showHeaders").equals("true")
                        || endpoint.option("showAll").equals("true"))
                .forEach(endpoint -> findings.add(endpoint.node(),
                        "the component log writes bodies into the log, and with them what customers wrote",
                        "use \"- log:\" with a message of ids or counts"));
    }

    private static boolean quiet(String level) {
        return QUIET.contains(level.toUpperCase(java.util.Locale.ROOT));
    }
}
