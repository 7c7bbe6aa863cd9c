package io.csatrelay.app;

import io.csatrelay.collect.Source;
import io.csatrelay.settings.GeneralSettings;
import io.csatrelay.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Which route files run: a file that needs a setting which is not set is off, and so is the source that it declares.
 */
final class RouteFiles {
    /** {@code {{NAME}}}: ours when it is in capitals, required when it has no default. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([A-Z][A-Z0-9_]*)}}");
    /** A source's {@code onWhen}: {@code {{NAME}} is this or that}. */
    private static final Pattern ON_WHEN = Pattern.compile("\\{\\{([A-Z][A-Z0-9_]*)}} is (.+)");
    private static final String SUFFIX = ".camel.yaml";
    /** Need the HTTP server, which a command does not start. */
    private static final Pattern API = Pattern.compile("(api|reports-.*)\\.camel\\.yaml");

    private final Map<Path, Set<String>> missing = new LinkedHashMap<>();
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Set<String> rereadEveryRun = new HashSet<>();

    /** Reads the folder. @throws IllegalStateException when there is none, or no route in it */
    RouteFiles(Path folder, Settings settings) {
        Set<String> known = settings.placeholders().keySet();
        for (Path file : files(folder)) {
            Set<String> needs = new TreeSet<>();
            Matcher found = PLACEHOLDER.matcher(read(file));
            while (found.find()) {
                if (!known.contains(found.group(1))) {
                    needs.add(found.group(1));
                }
            }
            String off = needs.isEmpty() ? null : String.join(", ", needs) + " not set";
            for (Map<?, ?> bean : declared(read(file))) {
                Map<?, ?> properties = bean.get("properties") instanceof Map<?, ?> map ? map : Map.of();
                String unmet = unmet(String.valueOf(properties.get("onWhen")), settings.placeholders());
                sources.put(String.valueOf(bean.get("name")), off == null ? unmet : off);
                if (unmet != null) {
                    needs.add(unmet);
                }
                if ("true".equals(String.valueOf(properties.get("rereadEveryRun")))) {
                    rereadEveryRun.add(String.valueOf(bean.get("name")));
                }
            }
            missing.put(file, needs);
        }
    }

    /** The files of ROUTES_DIR. */
    static RouteFiles of(Settings settings) {
        return new RouteFiles(settings.get(GeneralSettings.ROUTES_DIR), settings);
    }

    private RouteFiles() {
    }

    /** No files at all: for a command that looks at files before anything may rely on them. */
    static RouteFiles none() {
        return new RouteFiles();
    }

    /** Why a condition does not hold; null when it does, or is none. */
    private static String unmet(String condition, Map<String, String> settings) {
        Matcher form = ON_WHEN.matcher(condition);
        if (!form.matches()) {
            return null;
        }
        String value = settings.get(form.group(1));
        return List.of(form.group(2).split(" or ")).contains(value) ? null : form.group(1) + " is " + value;
    }

    /** The {@code beans} of type {@link Source} in a route file. */
    private static List<Map<?, ?>> declared(String yaml) {
        List<Map<?, ?>> sources = new ArrayList<>();
        Object file = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        for (Object entry : file instanceof List<?> entries ? entries : List.of()) {
            Object beans = entry instanceof Map<?, ?> map ? map.get("beans") : null;
            for (Object bean : beans instanceof List<?> list ? list : List.of()) {
                if (bean instanceof Map<?, ?> map && Source.class.getName().equals(map.get("type"))) {
                    sources.add(map);
                }
            }
        }
        return sources;
    }

    /** The sources whose recent past is read again at every run. */
    Set<String> rereadEveryRun() {
        return Collections.unmodifiableSet(rereadEveryRun);
    }

    /** The declared sources: id → why it is off, or null when it is on. */
    Map<String, String> sources() {
        return Collections.unmodifiableMap(sources);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = all.filter(file -> file.getFileName().toString().endsWith(SUFFIX)).sorted().toList();
            if (files.isEmpty()) {
                throw new IllegalStateException("there is no *" + SUFFIX + " in " + folder + ": check ROUTES_DIR");
            }
            return files;
        } catch (IOException failed) {
            throw new IllegalStateException("the folder of routes " + folder + " cannot be read: check ROUTES_DIR", failed);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException("reading the route file " + file, failed);
        }
    }

    /** What Camel loads, as its {@code routesIncludePattern}. @param api whether the routes of API and reports are among it */
    String includePattern(boolean api) {
        return on().filter(file -> api || !API.matcher(file.getFileName().toString()).matches()).map(file -> "file:" + file.toAbsolutePath()).collect(Collectors.joining(","));
    }

    /** The files that run. */
    Stream<Path> on() {
        return missing.entrySet().stream().filter(file -> file.getValue().isEmpty()).map(Map.Entry::getKey);
    }

    /** The files that do not, each with the settings that it needs. */
    Map<Path, Set<String>> off() {
        return missing.entrySet().stream().filter(file -> !file.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }
}
