package io.csatrelay.settings;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Loads settings from a map, with an installation and a working directory below a folder of the test's own. */
final class SettingsFixture {
    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();

    SettingsFixture(Path folder) {
        this.folder = folder;
    }

    SettingsFixture with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** A file in the working directory; its path. */
    Path file(String name, String content) {
        try {
            return Files.writeString(Files.createDirectories(work()).resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SettingsFixture properties(String... lines) {
        return with("CSAT_RELAY_CONFIG", file("relay.properties", String.join("\n", lines)).toString());
    }

    Settings load() {
        return load(Catalogue.standard());
    }

    Settings load(Catalogue catalogue) {
        return new SettingsLoader(catalogue, home(), work()).load(environment);
    }

    /** Every problem in words; the load must fail. */
    List<String> problems() {
        SettingsException refused = catchThrowableOfType(SettingsException.class, this::load);
        if (refused == null) {
            throw new AssertionError("the settings were taken: " + environment.keySet());
        }
        return words(refused.problems());
    }

    /** Every warning in words; the load must succeed. */
    List<String> warnings() {
        return words(load().warnings());
    }

    Path home() {
        return folder.resolve("home");
    }

    Path work() {
        return folder.resolve("here");
    }

    private static List<String> words(List<Finding> findings) {
        return findings.stream().map(Finding::toString).toList();
    }
}
