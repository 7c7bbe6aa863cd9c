package io.csatrelay.settings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings as read, checked and typed. Immutable and thread-safe; its {@link #toString()} shows no secret. */
public final class Settings {
    private final Catalogue catalogue;
    private final Map<String, Value> values;
    private final List<Finding> warnings;

    /**
     * A value and where it came from.
     *
     * @param typed null when unset or refused
     * @param text in normal form, a secret's masked; empty when unset or refused
     */
    record Value(Object typed, String text, Origin origin) {
        static final Value UNSET = new Value(null, "", Origin.UNSET);
    }

    Settings(Catalogue catalogue, Map<String, Value> values, List<Finding> warnings) {
        this.catalogue = catalogue;
        this.values = Map.copyOf(values);
        this.warnings = List.copyOf(warnings);
    }

    /**
     * The value of a setting that has a default or is known to be set.
     *
     * @throws IllegalStateException when it is unset: a caller for whom that is possible uses {@link #find}
     */
    public <T> T get(Setting<T> setting) {
        return find(setting).orElseThrow(() -> new IllegalStateException(
            "reading setting " + setting + ": it is not set and has no default: set it, or ask whether it is first"));
    }

    /** The value, or empty when it is unset. */
    @SuppressWarnings("unchecked")
    public <T> Optional<T> find(Setting<T> setting) {
        // The loader put in under this name only what this setting's own format parsed.
        return Optional.ofNullable((T) value(setting).typed());
    }

    /** Whether a person gave the value; a default does not count. */
    public boolean isSet(Setting<?> setting) {
        return origin(setting).given();
    }

    /** Where the value came from. */
    public Origin origin(Setting<?> setting) {
        return value(setting).origin();
    }

    /** The value as it may be shown: a secret as {@code ***}; empty when unset. */
    public String masked(Setting<?> setting) {
        return value(setting).text();
    }

    /**
     * Whether a source, or the sink, has what it needs.
     *
     * @param group {@code zendesk}, {@code maestroqa} or another that the catalogue declares
     * @throws IllegalArgumentException when there is no such group
     */
    public boolean sourceOn(String group) {
        return catalogue.groups().filter(candidate -> candidate.id().equals(group)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("asking whether " + group + " is on: no settings are grouped under that name"))
            .on(this);
    }

    /** Every non-secret setting that has a value, by name, in normal form: what {@code {{NAME}}} in a route becomes. */
    public Map<String, String> placeholders() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Setting<?> setting : catalogue.settings()) {
            if (!setting.secret() && value(setting).typed() != null) {
                texts.put(setting.name(), masked(setting));
            }
        }
        return Collections.unmodifiableMap(texts);
    }

    /** Every setting with its value, for {@code config}; secrets masked. */
    public List<ConfigLine> lines() {
        List<ConfigLine> lines = new ArrayList<>();
        for (Area area : catalogue.areas()) {
            for (Setting<?> setting : area.settings()) {
                lines.add(new ConfigLine(area.title(), setting.name(), masked(setting), origin(setting).toString(),
                    setting.defaultText().orElse(""), setting.meaning()));
            }
        }
        return List.copyOf(lines);
    }

    /** What is odd but no problem, such as an environment name that is almost one of ours. */
    public List<Finding> warnings() {
        return warnings;
    }

    @Override
    public String toString() {
        return "Settings" + placeholders();
    }

    Map<String, Value> values() {
        return values;
    }

    private Value value(Setting<?> setting) {
        return values.getOrDefault(setting.name(), Value.UNSET);
    }
}
