package io.csatrelay.app;

import io.csatrelay.distribution.Sources;
import io.csatrelay.settings.AccountSettings;
import io.csatrelay.settings.GeneralSettings;
import io.csatrelay.settings.IntakeSettings;
import io.csatrelay.settings.Setting;
import io.csatrelay.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which route files run: a file that needs a setting which is not set is off, and so is the source that it declares.
 */
final class RouteFiles {
    /** {@code {{NAME}}}: ours when it is in capitals, required when it has no default. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([A-Z][A-Z0-9_]*)}}");
    private static final String SUFFIX = ".camel.yaml";
    /** Need the HTTP server, which a command does not start. */
    private static final Pattern API = Pattern.compile("(api|intake|reports-.*)\\.camel\\.yaml");

    private final Map<Path, Set<String>> missing = new LinkedHashMap<>();
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Set<String> reread = new TreeSet<>();
    private final Set<String> rereadEveryRun = new TreeSet<>();
    private final Map<String, As> collectedAs = new LinkedHashMap<>();
    private final Set<String> accounts = new TreeSet<>();
    private final Set<String> singles = new TreeSet<>();
    private final List<DeclaredSource> all = new ArrayList<>();
    /** The sources that are on and take deliveries, and their secrets. */
    private final Map<String, String> intakes = new LinkedHashMap<>();

    /**
     * Reads the folder.
     *
     * @throws IllegalStateException when there is none, or no route in it
     * @throws io.csatrelay.settings.SettingsException when a source is kept for a shorter time than it is read again
     */
    RouteFiles(Path folder, Settings settings) {
        Set<String> known = settings.placeholders().keySet();
        Map<Path, List<DeclaredSource>> found = new LinkedHashMap<>();
        files(folder).forEach(file -> found.put(file, DeclaredSource.in(read(file))));
        for (Path file : found.keySet()) {
            Set<String> needs = new TreeSet<>();
            Matcher placeholder = PLACEHOLDER.matcher(read(file));
            while (placeholder.find()) {
                if (!known.contains(placeholder.group(1))) {
                    needs.add(placeholder.group(1));
                }
            }
            List<DeclaredSource> declared = found.get(file).stream().map(source -> source.inheriting(found.values())).toList();
            Map<String, String> secrets = new LinkedHashMap<>();
            declared.stream().filter(source -> source.is("intake")).forEach(source -> {
                Setting<String> secret = IntakeSettings.SECRET.of(source.name());
                settings.find(secret).ifPresentOrElse(value -> secrets.put(source.name(), value), () -> needs.add(secret.name()));
            });
            declared.stream().map(source -> source.text("account")).filter(account -> !account.isEmpty() && !AccountCredentials.OWN.contains(account))
                    .forEach(account -> {
                        accounts.add(account);
                        AccountSettings.missing(account, settings).ifPresent(needs::add);
                    });
            Optional<String> unmet = declared.stream().flatMap(source -> source.unmet(settings.placeholders()).stream()).findFirst();
            String off = needs.isEmpty() ? unmet.orElse(null) : String.join(", ", needs) + " not set";
            all.addAll(declared);
            unmet.ifPresent(needs::add);
            missing.put(file, needs);
            declared.forEach(source -> sources.put(source.name(), off));
            reread.addAll(off == null ? declared.stream().filter(source -> source.rereadDays(settings.placeholders()) > 0).map(DeclaredSource::name).toList() : List.of());
            declared.stream().filter(source -> source.is("rereadEveryRun")).forEach(source -> rereadEveryRun.add(source.name()));
            declared.stream().filter(source -> source.properties().containsKey("oneRecord")).forEach(source -> singles.add(source.name()));
            intakes.putAll(off == null ? secrets : Map.of());
            declared.stream().filter(source -> !source.text("as").isEmpty()).forEach(source -> collectedAs.put(source.name(), new As(file, source.text("as"))));
        }
        collectedAs.forEach(this::follow);
        new Retention(settings).requireNoShorterThanRereads(declared());
    }

    /** A source that is collected as another one is off with it. */
    private void follow(String source, As as) {
        if (sources.get(source) == null && (!sources.containsKey(as.other()) || sources.get(as.other()) != null)) {
            String off = sources.containsKey(as.other()) ? as.other() + " is off" : "there is no source " + as.other();
            sources.put(source, off);
            missing.get(as.file()).add(off);
        }
    }

    private record As(Path file, String other) {
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

    /** The names of settings that the files of a folder name; none when it cannot be read. */
    static Set<String> names(Path folder) {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(file -> file.getFileName().toString().endsWith(SUFFIX)).forEach(file ->
                    PLACEHOLDER.matcher(read(file)).results().forEach(name -> names.add(name.group(1))));
        } catch (IOException | UncheckedIOException unreadable) {
            return Set.of();
        }
        return names;
    }

    /** The sources that are on, as they are declared, with what they have of the source that they are collected as. */
    List<DeclaredSource> declared() {
        return all.stream().filter(source -> sources.get(source.name()) == null).toList();
    }

    /** The same, and those that are off: their ratings stay. */
    List<DeclaredSource> all() {
        return Collections.unmodifiableList(all);
    }

    /** The sources that can be asked for one record. */
    Set<String> singles() {
        return Collections.unmodifiableSet(singles);
    }

    /** The accounts that declared sources name, those with settings of their own left out. */
    Set<String> accounts() {
        return Collections.unmodifiableSet(accounts);
    }

    /** The sources of ratings that are on: a source of counts gives none. */
    Sources ofRatings() {
        Map<Boolean, Set<String>> polled = declared().stream().filter(source -> !source.is("counts")).collect(Collectors.partitioningBy(
                source -> source.properties().containsKey("since"), Collectors.mapping(DeclaredSource::name, Collectors.toSet())));
        return new Sources(polled.get(true), polled.get(false));
    }

    /** The sources that are on and whose recent past is read again at all: others cannot be asked for it. */
    Set<String> reread() {
        return Collections.unmodifiableSet(reread);
    }

    /** The sources whose recent past is read again at every run. */
    Set<String> rereadEveryRun() {
        return Collections.unmodifiableSet(rereadEveryRun);
    }

    /** The declared sources: id → why it is off, or null when it is on. */
    Map<String, String> sources() {
        return Collections.unmodifiableMap(sources);
    }

    /** The sources that are on and whose vendors push to them: id → secrets. */
    Map<String, String> intakes() {
        return Collections.unmodifiableMap(intakes);
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

    /** The files that do not, each with the settings that it needs, or the one that has another value. */
    Map<Path, Set<String>> off() {
        return missing.entrySet().stream().filter(file -> !file.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }
}
