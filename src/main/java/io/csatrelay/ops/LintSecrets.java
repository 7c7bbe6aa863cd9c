package io.csatrelay.ops;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.tooling.model.ComponentModel;

/** No credentials in a route: not in a header, an option, a URI or a bean. What it finds it does not repeat. */
final class LintSecrets implements LintRule {
    private static final Pattern NAME = Pattern.compile(
            "(?i).*(authorization|cookie|password|passwd|secret|signature|token|api[-_]?key|access[-_]?key|private[-_]?key).*");
    private static final Pattern SCHEME = Pattern.compile("(?is)\\s*(bearer|basic)\\s+[^\\s$].*");
    private static final Pattern IN_URL = Pattern.compile("(?i)[a-z][a-z0-9+.-]*://[^/?#@\\s{}$]+@.*");
    private static final Pattern PARAMETER = Pattern.compile("(?:^|[?&\\s])([^=&?\\s]+)=([^&\\s]+)");
    private static final Set<String> PUBLIC = Set.of("oauth2TokenEndpoint", "oauth2CacheTokens");
    private static final String ADVICE = "keep it in a setting, and set the header with \"method: {ref: …, method: header}\"";

    private final LintComponents components;

    LintSecrets(LintComponents components) {
        this.components = components;
    }

    @Override
    public void check(LintRoutes routes, LintFindings findings) {
        routes.files().forEach(file -> {
            file.eachField((name, node) -> {
                if (name.equals("setHeader")) {
                    header(node, findings);
                } else if (name.equals("setHeaders")) {
                    node.get("headers").ifPresent(headers -> headers.items().forEach(header -> header(header, findings)));
                }
            });
            file.eachText("", (name, text) -> text(name, text, findings));
        });
        routes.endpoints().forEach(endpoint -> options(endpoint, routes, findings));
        routes.beans().flatMap(bean -> bean.get("properties").stream()).flatMap(properties -> properties.fields().stream())
                .filter(property -> named(property.name()) && literal(property.value().text()))
                .forEach(property -> found(property.value(), "a secret in a bean (" + property.name() + ")", findings));
    }

    /** A header with such a name, also one whose name is a setting, such as MaestroQA's. */
    private static void header(LintNode header, LintFindings findings) {
        if (named(header.text("name"))) {
            written(header).filter(value -> literal(value.text()))
                    .ifPresent(value -> found(value, "a secret in the header " + header.text("name"), findings));
        }
    }

    private static Optional<LintNode> written(LintNode header) {
        LintNode expression = header.get("expression").orElse(header);
        return expression.get("constant").or(() -> expression.get("simple")).map(value -> value.get("expression").orElse(value));
    }

    private static void text(String name, LintNode text, LintFindings findings) {
        if (name.equals("description") || name.equals("note")) {
            return;
        }
        if (SCHEME.matcher(text.text()).matches()) {
            found(text, "credentials", findings);
        } else if (IN_URL.matcher(text.text()).find()) {
            found(text, "credentials in a URL", findings);
        } else if (!name.equals("uri")) {
            Matcher parameter = PARAMETER.matcher(text.text());
            while (parameter.find()) {
                if (named(parameter.group(1)) && literal(parameter.group(2)) && !parameter.group(1).contains("$")) {
                    found(text, "a secret as the parameter " + parameter.group(1), findings);
                }
            }
        }
    }

    private void options(LintEndpoint endpoint, LintRoutes routes, LintFindings findings) {
        Set<String> secrets = Optional.of(endpoint.scheme()).filter(scheme -> !scheme.isEmpty())
                .flatMap(scheme -> components.model(scheme, routes.camel())).stream().flatMap(model -> model.getEndpointOptions().stream())
                .filter(ComponentModel.EndpointOptionModel::isSecret).map(ComponentModel.EndpointOptionModel::getName)
                .collect(Collectors.toSet());
        endpoint.options().forEach((name, option) -> {
            boolean secret = secrets.contains(name) || named(name) && !PUBLIC.contains(name);
            if (secret && literal(option.written()) && !option.written().matches("true|false")) {
                found(option.where(), "a secret in the option " + name, findings);
            }
        });
    }

    private static void found(LintNode where, String what, LintFindings findings) {
        findings.add(where, what + " stands in this file", ADVICE);
    }

    private static boolean named(String name) {
        return NAME.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    /** Neither empty, nor something that is looked up when the route runs. */
    private static boolean literal(String text) {
        return !text.isBlank() && !text.contains("${") && !text.startsWith("#") && !text.contains("{{");
    }
}
