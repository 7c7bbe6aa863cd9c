package io.csatrelay.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.Eventually;
import io.csatrelay.app.Installed;
import io.csatrelay.store.Database;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Processes of the installation that share a folder and its data, on copies of the routes in which they can be made to die. */
final class CrashingProcesses {
    /** How one ends that was killed: 128 and SIGKILL's number. */
    static final int KILLED = 137;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

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

    /** The store that they leave. */
    Database database() {
        return Database.open("jdbc:sqlite:" + folder.resolve("data/csat-relay.db"), null, null);
    }

    /** Starts one that dies there, and waits for that. */
    void die(Place place, int pass, Map<String, String> settings) throws Exception {
        try (Installed run = start(settings, Ending.at(place, pass).options())) {
            assertThat(run.exit()).as(() -> run.out() + run.err()).isEqualTo(KILLED);
        }
    }

    /** Starts one that goes on from there, and stops it when it is done. */
    void liveUntil(Map<String, String> settings, BooleanSupplier done) throws Exception {
        try (Installed run = start(settings)) {
            Eventually.await("what was left is done", PATIENCE, done);
            run.awaitOut("started ");
            run.terminate();
            assertThat(run.exit()).as(() -> run.out() + run.err()).isZero();
        }
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
