package io.csatrelay.ops;

import java.util.regex.Pattern;

/** SQL stands in the store's resources, where it is tested on every database, and in no route. */
final class LintSql implements LintRule {
    private static final Pattern STATEMENT = Pattern.compile("(?is)\\s*(select\\b.*\\bfrom|insert\\s+into|update\\b.*\\bset|delete\\s+from"
            + "|merge\\s+into|replace\\s+into|with\\b.*\\bselect|(create|drop|alter|truncate)\\s+(table|index|view)|pragma)\\b.*");
    private static final Pattern OF_OTHERS = Pattern.compile("resource:(?!classpath:)\\S*\\.sql");

    @Override
    public void check(LintRoutes routes, LintFindings findings) {
        routes.files().forEach(file -> file.eachText("", (name, text) -> {
            boolean inProse = name.equals("description") || name.equals("note") || name.equals("message");
            if (!inProse && (STATEMENT.matcher(text.text()).matches() || OF_OTHERS.matcher(text.text()).find())) {
                findings.add(text, "SQL in a route", "use one of the connector's own, \"resource:classpath:sql/….sql\"");
            }
        }));
    }
}
