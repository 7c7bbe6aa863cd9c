package io.csatrelay.settings;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads every setting of a catalogue: the environment, then {@code NAME_FILE}, then the properties file, then the default. Holds no state
 * between loads.
 */
public final class SettingsLoader {
    private static final Pattern REFERENCE = Pattern.compile("<([A-Za-z_]+)>");
    private static final String INSTALLATION = "installation";

    private final Catalogue catalogue;
    private final Path home;
    private final Path workingDir;

    /**
     * @param home the installation's folder, which holds {@code routes} and {@code mappings}
     * @param workingDir what relative paths in settings are relative to
     */
    public SettingsLoader(Catalogue catalogue, Path home, Path workingDir) {
        this.catalogue = catalogue;
        this.home = home.toAbsolutePath().normalize();
        this.workingDir = workingDir.toAbsolutePath().normalize();
    }

    /**
     * Reads and checks everything.
     *
     * @param environment names and values, as {@link System#getenv()} gives them; an empty value counts as unset
     * @throws SettingsException with all problems, when there is any
     */
    public Settings load(Map<String, String> environment) {
        Findings findings = new Findings();
        Layer env = Layer.environment(environment);
        Layer file = propertiesFile(env, findings);
        Catalogue known = catalogue.withMembers(union(env.names(), file.names()));
        new UnknownNames(known.names(), findings).check(env, file, prefixes());
        Settings settings = read(known, List.of(env, file), findings);
        known.areas().forEach(area -> area.groups().forEach(group -> group.check(settings, findings)));
        known.areas().forEach(area -> area.rules().forEach(rule -> rule.check(settings, findings)));
        if (!findings.problems().isEmpty()) {
            throw new SettingsException(findings.problems(), findings.warnings());
        }
        return new Settings(known, settings.values(), findings.warnings());
    }

    private Layer propertiesFile(Layer env, Findings findings) {
        // Problems of this one setting are reported when it is read with all the others.
        return new Reading(List.of(env), workingDir, new Findings()).value(GeneralSettings.CONFIG)
            .filter(value -> value.typed() != null)
            .map(value -> PropertiesFile.read((Path) value.typed(), findings))
            .orElse(Layer.NONE);
    }

    private Settings read(Catalogue known, List<Layer> layers, Findings findings) {
        Reading reading = new Reading(layers, workingDir, findings);
        Map<String, Settings.Value> values = new LinkedHashMap<>();
        for (Setting<?> setting : known.settings()) {
            Settings.Value value = reading.value(setting).orElseGet(() -> defaultOf(setting, values));
            values.put(setting.name(), value);
        }
        return new Settings(known, values, List.of());
    }

    private <T> Settings.Value defaultOf(Setting<T> setting, Map<String, Settings.Value> earlier) {
        Optional<String> text = setting.defaultText().flatMap(given -> resolved(given, earlier));
        if (text.isEmpty()) {
            return Settings.Value.UNSET;
        }
        try {
            T typed = setting.format().parse(text.get(), workingDir);
            return new Settings.Value(typed, setting.format().text(typed), Origin.DEFAULT);
        } catch (Refused refused) {
            throw new IllegalStateException("declaring " + setting + ": its own default is refused", refused);
        }
    }

    /** The default with its references filled in; empty when one of them has no value, whose own problem is then reported. */
    private Optional<String> resolved(String text, Map<String, Settings.Value> earlier) {
        StringBuilder result = new StringBuilder();
        Matcher reference = REFERENCE.matcher(text);
        while (reference.find()) {
            String name = reference.group(1);
            String value = INSTALLATION.equals(name) ? home.toString() : earlier.getOrDefault(name, Settings.Value.UNSET).text();
            if (value.isEmpty()) {
                return Optional.empty();
            }
            reference.appendReplacement(result, Matcher.quoteReplacement(value));
        }
        return Optional.of(reference.appendTail(result).toString());
    }

    private Set<String> prefixes() {
        Set<String> prefixes = new HashSet<>();
        catalogue.areas().stream().map(Area::prefix).filter(prefix -> !prefix.isEmpty()).forEach(prefixes::add);
        return prefixes;
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }
}
