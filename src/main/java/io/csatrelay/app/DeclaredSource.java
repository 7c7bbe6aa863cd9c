package io.csatrelay.app;

import io.csatrelay.collect.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A source as its route file declares it, a bean of type {@link Source}: read before any route is loaded.
 *
 * @param name the source's id
 * @param properties as they are written, placeholders included
 */
record DeclaredSource(String name, Map<?, ?> properties) {
    /** {@code onWhen}: {@code {{NAME}} is this or that}. */
    private static final Pattern ON_WHEN = Pattern.compile("\\{\\{([A-Z][A-Z0-9_]*)}} is (.+)");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([A-Z][A-Z0-9_]*)}}");

    /** Those of a route file. */
    static List<DeclaredSource> in(String yaml) {
        List<DeclaredSource> sources = new ArrayList<>();
        Object file = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        for (Object entry : file instanceof List<?> entries ? entries : List.of()) {
            Object beans = entry instanceof Map<?, ?> map ? map.get("beans") : null;
            for (Object bean : beans instanceof List<?> list ? list : List.of()) {
                if (bean instanceof Map<?, ?> map && Source.class.getName().equals(map.get("type"))) {
                    sources.add(new DeclaredSource(String.valueOf(map.get("name")), map.get("properties") instanceof Map<?, ?> properties ? properties : Map.of()));
                }
            }
        }
        return sources;
    }

    /** The same, with what the source that it is collected as says, where it does not say it itself. */
    DeclaredSource inheriting(Collection<List<DeclaredSource>> all) {
        Map<Object, Object> merged = new HashMap<>();
        all.stream().flatMap(List::stream).filter(other -> other.name().equals(text("as"))).forEach(other -> merged.putAll(other.properties()));
        merged.putAll(properties);
        return new DeclaredSource(name, merged);
    }

    /** The source by whose routes it is collected: its own, or that which it is collected as. */
    String routes() {
        return text("as").isEmpty() ? name : text("as");
    }

    /** Whether a property is true. */
    boolean is(String property) {
        return "true".equals(String.valueOf(properties.get(property)));
    }

    /** A property's text, without placeholders filled in; empty when it is not there. */
    String text(String property) {
        return properties.get(property) == null ? "" : String.valueOf(properties.get(property));
    }

    /** A property with its placeholders filled in; empty when it is not there, or a setting in it has no value. */
    Optional<String> text(String property, Map<String, String> settings) {
        Matcher placeholder = PLACEHOLDER.matcher(String.valueOf(properties.get(property)));
        return !properties.containsKey(property) ? Optional.empty()
                : Optional.ofNullable(placeholder.matches() ? settings.get(placeholder.group(1)) : String.valueOf(properties.get(property)));
    }

    /** How many days back it is read again; 0: never. */
    long rereadDays(Map<String, String> settings) {
        return text("rereadDays", settings).map(Long::valueOf).orElse(0L);
    }

    /** Why the source is off by its {@code onWhen}, such as {@code ZENDESK_CSAT is ratings}; empty when that holds, or there is none. */
    Optional<String> unmet(Map<String, String> settings) {
        Matcher form = ON_WHEN.matcher(String.valueOf(properties.get("onWhen")));
        if (!form.matches() || settings.get(form.group(1)) == null || List.of(form.group(2).split(" or ")).contains(settings.get(form.group(1)))) {
            return Optional.empty();
        }
        return Optional.of(form.group(1) + " is " + settings.get(form.group(1)));
    }
}
