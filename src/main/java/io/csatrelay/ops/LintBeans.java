package io.csatrelay.ops;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.support.PropertyBindingSupport;

/** The beans and methods that routes call are there, and beans that are declared have the properties that they are given. */
final class LintBeans implements LintRule {
    private static final Pattern IN_SIMPLE = Pattern.compile("\\$\\{bean:([\\w-]+)(?:(?:\\?method=|::|\\.)(\\w+))?");
    private static final String OURS = "io.csatrelay.";
    private static final Set<String> REFERENCES =
            Set.of("aggregationStrategy", "onExceptionOccurredRef", "onRedeliveryRef", "onPrepareFailureRef");

    @Override
    public void check(LintRoutes routes, LintFindings findings) {
        Map<String, Class<?>> beans = known(routes, findings);
        routes.files().forEach(file -> file.eachField((name, node) -> {
            if (name.equals("method") || name.equals("bean") || name.equals("process")) {
                call(node, beans, findings);
            } else if (REFERENCES.contains(name) && node.isText() && !node.text().startsWith("#class:")) {
                bean(node, node.text(), beans, findings);
            }
        }));
        routes.files().forEach(file -> file.eachText("", (name, text) -> {
            Matcher call = IN_SIMPLE.matcher(text.text());
            while (call.find()) {
                String method = call.group(2);
                bean(text, call.group(1), beans, findings).ifPresent(type -> method(text, method == null ? "" : method, type, findings));
            }
        }));
    }

    private static void call(LintNode node, Map<String, Class<?>> beans, LintFindings findings) {
        node.get("ref").filter(ref -> !ref.text().startsWith("#class:")).flatMap(ref -> bean(ref, ref.text(), beans, findings))
                .ifPresent(type -> node.get("method").ifPresent(method -> method(method, method.text(), type, findings)));
    }

    private static Optional<Class<?>> bean(LintNode where, String name, Map<String, Class<?>> beans, LintFindings findings) {
        String plain = name.replaceFirst("^#(bean:)?", "");
        if (!plain.contains("{{") && !beans.containsKey(plain)) {
            findings.add(where, "there is no bean " + plain, LintWords.nearest(plain, beans.keySet(), "declare it"));
        }
        return Optional.ofNullable(beans.get(plain));
    }

    private static void method(LintNode where, String call, Class<?> type, LintFindings findings) {
        String name = call.replaceFirst("(?s)\\(.*", "").strip();
        Set<String> methods = Arrays.stream(type.getMethods()).filter(method -> method.getDeclaringClass() != Object.class)
                .map(Method::getName).collect(Collectors.toCollection(TreeSet::new));
        if (!name.isEmpty() && !methods.contains(name) && !name.contains("$")) {
            findings.add(where, type.getSimpleName() + " has no method " + name, LintWords.nearest(name, methods, "name another bean"));
        }
    }

    private static Map<String, Class<?>> known(LintRoutes routes, LintFindings findings) {
        Map<String, Class<?>> beans = new HashMap<>();
        routes.camel().getRegistry().findByTypeWithName(Object.class).forEach((name, bean) -> beans.put(name, bean.getClass()));
        routes.beans().forEach(bean -> beans.put(bean.text("name"), declared(bean, routes, findings)));
        return beans;
    }

    /** A declared bean's class; {@code Object} when that is not known. */
    private static Class<?> declared(LintNode bean, LintRoutes routes, LintFindings findings) {
        String type = bean.text("type").replaceFirst("^#class:", "");
        if (type.startsWith("#") || type.isEmpty()) {
            return Object.class;
        }
        Class<?> found = routes.camel().getClassResolver().resolveClass(type);
        if (found == null) {
            findings.add(bean.get("type").orElse(bean), "there is no class " + type, "a source is of type io.csatrelay.collect.Source");
            return Object.class;
        }
        Set<String> properties = Arrays.stream(found.getMethods())
                .filter(method -> method.getName().matches("set.+") && method.getParameterCount() == 1)
                .map(method -> method.getName().substring(3, 4).toLowerCase(Locale.ROOT) + method.getName().substring(4))
                .collect(Collectors.toCollection(TreeSet::new));
        bean.get("properties").ifPresent(given -> given.fields().forEach(property -> {
            if (properties.contains(property.name().split("[.\\[]")[0])) {
                set(property, found, routes, findings);
            } else {
                findings.add(property.value(), found.getSimpleName() + " has no property " + property.name(),
                        LintWords.nearest(property.name(), properties, "remove it"));
            }
        }));
        return found;
    }

    /** Tries a value on a bean of our own, which does nothing when it is made. */
    private static void set(LintNode.Field property, Class<?> type, LintRoutes routes, LintFindings findings) {
        String value = routes.filled(property.value().text());
        if (!type.getName().startsWith(OURS) || value.contains("{{") || !property.value().isText()) {
            return;
        }
        try {
            Object bean = routes.camel().getInjector().newInstance(type);
            PropertyBindingSupport.build().withCamelContext(routes.camel()).withTarget(bean).withMandatory(true)
                    .withProperty(property.name(), value).bind();
        } catch (RuntimeException e) {
            findings.add(property.value(), property.name() + ": " + LintWords.of(e), "correct it");
        }
    }
}
