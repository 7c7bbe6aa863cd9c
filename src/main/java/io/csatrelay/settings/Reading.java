package io.csatrelay.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds what was given for a setting, in the first layer that has something, and parses it; what is wrong becomes a problem. */
final class Reading {
    private final List<Layer> layers;
    private final Path workingDir;
    private final Findings findings;

    /** A text and where it came from. */
    private record Given(String text, Origin origin) {
    }

    Reading(List<Layer> layers, Path workingDir, Findings findings) {
        this.layers = layers;
        this.workingDir = workingDir;
        this.findings = findings;
    }

    /** The value given; without a typed value when there was a problem; empty when nobody gave one. */
    Optional<Settings.Value> value(Setting<?> setting) {
        for (Layer layer : layers) {
            Optional<Settings.Value> value = value(setting, layer);
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }

    private Optional<Settings.Value> value(Setting<?> setting, Layer layer) {
        // Blanks around a value are a slip; in a secret they are kept, for its format to refuse in words.
        Optional<String> text = layer.value(setting.name()).map(given -> setting.secret() ? given : given.strip()).filter(given -> !given.isEmpty());
        Optional<String> path = layer.value(setting.fileName());
        if (text.isPresent() && path.isPresent()) {
            findings.problem(setting.name(), "is set, and " + setting.fileName() + " is too, in " + layer.words(), "keep one of the two");
            return Optional.of(refused(layer.origin()));
        }
        return text.map(given -> parsed(setting, new Given(given, layer.origin())))
            .or(() -> path.map(given -> fromFile(setting, given, layer.origin())));
    }

    private Settings.Value fromFile(Setting<?> setting, String path, Origin namedBy) {
        try {
            Path file = workingDir.resolve(path.strip());
            return parsed(setting, new Given(ValueFile.read(file), new Origin(Origin.Kind.VALUE_FILE, file.toString())));
        } catch (InvalidPathException e) {
            return unreadable(setting, path, namedBy, new Refused("is no path", "name a file"));
        } catch (Refused refused) {
            return unreadable(setting, path, namedBy, refused);
        }
    }

    private Settings.Value unreadable(Setting<?> setting, String path, Origin namedBy, Refused refused) {
        // A secret set here by mistake, in place of its file's path, must not be repeated.
        String shown = setting.secret() ? Shown.MASK : Shown.quoted(path);
        findings.problem(setting.fileName(), shown + ' ' + refused.reason(), refused.advice());
        return refused(namedBy);
    }

    private <T> Settings.Value parsed(Setting<T> setting, Given given) {
        Format<T> format = setting.format();
        try {
            T typed = format.parse(given.text(), workingDir);
            return new Settings.Value(typed, format.text(typed), given.origin());
        } catch (Refused refused) {
            findings.problem(setting.name(), format.shown(given.text()) + ' ' + refused.reason(), refused.advice());
            return refused(given.origin());
        }
    }

    private static Settings.Value refused(Origin origin) {
        return new Settings.Value(null, "", origin);
    }
}
