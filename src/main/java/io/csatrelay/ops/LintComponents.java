package io.csatrelay.ops;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.CatalogCamelContext;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.tooling.model.ComponentModel.EndpointOptionModel;
import org.apache.camel.tooling.model.JsonMapper;

/** Holds endpoints against what their components know of themselves: whether there is such a component, its options, and their values. */
final class LintComponents implements LintRule {
    private static final String COMPONENTS = "META-INF/services/org/apache/camel/component.properties";
    private static final String DURATION = "[0-9]+|([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?|P.*";

    private final Map<String, Optional<ComponentModel>> models = new HashMap<>();

    @Override
    public void check(LintRoutes routes, LintFindings findings) {
        for (LintEndpoint endpoint : routes.endpoints()) {
            if (endpoint.scheme().isEmpty() || endpoint.scheme().contains("{{")) {
                continue; // an unknown placeholder is another rule's
            }
            model(endpoint.scheme(), routes.camel()).ifPresentOrElse(model -> check(endpoint, model, findings),
                    () -> findings.add(endpoint.node(), "there is no component " + endpoint.scheme(),
                            LintWords.nearest(endpoint.scheme(), names(), "remove it")));
        }
    }

    private void check(LintEndpoint endpoint, ComponentModel model, LintFindings findings) {
        endpoint.options().forEach((name, option) -> option(name, model).ifPresentOrElse(
                known -> checkValue(name, option, known, findings), () -> unknown(name, option, endpoint, model, findings)));
        model.getEndpointParameterOptions().stream()
                .filter(known -> known.isRequired() && !endpoint.options().containsKey(known.getName()))
                .forEach(known -> findings.add(endpoint.node(), endpoint.scheme() + " needs the option " + known.getName(), "add it"));
    }

    private static void unknown(String name, LintEndpoint.Option option, LintEndpoint endpoint, ComponentModel model,
            LintFindings findings) {
        boolean ofComponent = model.getComponentOptions().stream().anyMatch(known -> known.getName().equals(name));
        String sent = endpoint.isHttp() ? ": it would be sent to the vendor as a query parameter" : "";
        if (ofComponent) {
            findings.add(option.where(), name + " is an option of the component " + endpoint.scheme() + " alone, not of an endpoint" + sent,
                    "remove it: what all of " + endpoint.scheme() + " shares is set in application.properties");
        } else if (!model.isLenientProperties() || endpoint.isHttp()) {
            String query = endpoint.isHttp() ? ", or set the header CamelHttpQuery, if a query parameter was meant" : "";
            Set<String> known = new TreeSet<>();
            model.getEndpointOptions().forEach(each -> known.add(each.getName()));
            findings.add(option.where(), endpoint.scheme() + " has no option " + name + sent,
                    LintWords.nearest(name, known, "remove it") + query);
        }
    }

    private static void checkValue(String name, LintEndpoint.Option option, EndpointOptionModel known, LintFindings findings) {
        String text = option.text();
        if (text.startsWith("#") || text.contains("{{") || text.contains("${") || known.isMultiValue()) {
            return;
        }
        String advice = switch (String.valueOf(known.getType())) {
            case "boolean" -> text.matches("(?i)true|false") ? "" : "write true or false";
            case "integer" -> text.matches("-?[0-9]+") ? "" : "write a whole number";
            case "duration" -> text.matches(DURATION) ? "" : "write a span, such as 30s or 5m";
            case "enum" -> known.getEnums().contains(text) || known.getEnums().stream().anyMatch(text.replace("-", "")::equalsIgnoreCase)
                    ? "" : "write one of " + String.join(", ", known.getEnums());
            default -> "";
        };
        if (!advice.isEmpty()) {
            findings.add(option.where(), name + " is " + (known.isSecret() ? "no value of its kind" : '"' + text + '"'), advice);
        }
    }

    private static Optional<EndpointOptionModel> option(String name, ComponentModel model) {
        return model.getEndpointOptions().stream().filter(known -> known.getName().equals(name)
                || known.isMultiValue() && known.getPrefix() != null && name.startsWith(known.getPrefix())).findFirst();
    }

    /** What a component knows of itself; empty when there is no such component. */
    Optional<ComponentModel> model(String scheme, CamelContext camel) {
        return models.computeIfAbsent(scheme, name -> {
            try {
                return Optional.ofNullable(((CatalogCamelContext) camel).getComponentParameterJsonSchema(name))
                        .map(JsonMapper::generateComponentModel);
            } catch (IOException e) {
                return Optional.empty();
            }
        });
    }

    private static Set<String> names() {
        Set<String> names = new TreeSet<>();
        try {
            List<URL> lists = new ArrayList<>(Collections.list(LintComponents.class.getClassLoader().getResources(COMPONENTS)));
            for (URL list : lists) {
                Properties properties = new Properties();
                try (var in = list.openStream()) {
                    properties.load(in);
                }
                names.addAll(List.of(properties.getProperty("components", "").split("\\s+")));
            }
        } catch (IOException e) {
            names.clear(); // then the advice names none
        }
        return names;
    }
}
