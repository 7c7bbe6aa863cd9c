package io.csatrelay.crash;

import io.csatrelay.app.Installed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Processes of the installation that share a folder and its data, on copies of the routes in which they can be made to die. */
final class CrashingProcesses {
    /** How one ends that was killed: 128 and SIGKILL's number. */
    static final int KILLED = 137;

    private final Path folder;

    CrashingProcesses(Path folder) throws IOException {
        this.folder = folder;
        new CrashingRoutes(Installed.HOME.resolve("routes")).writeTo(folder.resolve("routes"));
        crashPoint();
    }

    /** The one class of the tests that the processes see. */
    private void crashPoint() throws IOException {
        String name = CrashPoint.class.getName().replace('.', '/') + ".class";
        Path file = folder.resolve("crash").resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream compiled = CrashPoint.class.getClassLoader().getResourceAsStream(name)) {
            Files.copy(compiled, file);
        }
    }

    /** The store's file. */
    Path store() {
        return folder.resolve("data/csat-relay.db");
    }

    /** Starts one. @param settings of the vendors @param options of Java, such as where to die */
    Installed start(Map<String, String> settings, String... options) throws IOException {
        Map<String, String> environment = new HashMap<>(settings);
        environment.putAll(Map.of("HTTP_PORT", "0", "MANAGEMENT_PORT", "0", "DATA_DIR", folder.resolve("data").toString(),
                "ROUTES_DIR", folder.resolve("routes").toString()));
        List<String> arguments = new ArrayList<>(List.of("@" + Installed.HOME.resolve("lib/java.options")));
        archive().map(archive -> "-XX:SharedArchiveFile=" + archive).forEach(arguments::add);
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("-Dcsat-relay.home=" + Installed.HOME,
                "-cp", Installed.HOME.resolve("lib/csat-relay.jar") + ":" + folder.resolve("crash"), "io.csatrelay.app.Main", "run"));
        return Installed.start(Path.of(System.getProperty("java.home"), "bin/java").toString(), folder, environment,
                arguments.toArray(String[]::new));
    }

    private static Stream<Path> archive() throws IOException {
        try (Stream<Path> lib = Files.list(Installed.HOME.resolve("lib"))) {
            return lib.filter(file -> file.toString().endsWith(".jsa")).limit(1).toList().stream();
        }
    }
}
