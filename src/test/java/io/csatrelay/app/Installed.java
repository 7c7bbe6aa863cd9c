package io.csatrelay.app;

import io.csatrelay.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of the installation in {@code target/csat-relay}, with no environment but what the test gives. */
public final class Installed implements AutoCloseable {
    /** The installation's folder. */
    public static final Path HOME = Path.of(System.getProperty("csat-relay.installation", "target/csat-relay")).toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path out;
    private final Path err;

    private Installed(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts {@code bin/csat-relay} in a folder, which also takes what it prints. */
    public static Installed start(Path folder, Map<String, String> environment, String... arguments) throws IOException {
        return start(HOME.resolve("bin/csat-relay").toString(), folder, environment, arguments);
    }

    /** Starts another program, such as a link to it. */
    public static Installed start(String program, Path folder, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(Arrays.asList(arguments));
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return new Installed(builder.start(), out, err);
    }

    /** Runs it to its end. */
    public static Installed run(Path folder, Map<String, String> environment, String... arguments) throws Exception {
        Installed run = start(folder, environment, arguments);
        run.exit();
        return run;
    }

    /** Waits for its end. @return the exit code */
    public int exit() throws InterruptedException {
        return exit(PATIENCE);
    }

    /** The same with another patience. */
    public int exit(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("it did not end within " + patience.toSeconds() + " s; it printed " + out() + err());
        }
        return process.exitValue();
    }

    /** Waits for its end. @return whether it ended within this time */
    public boolean ended(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for the end of a process", interrupted);
        }
    }

    /** Waits until it has printed this on stdout. */
    public void awaitOut(String text) {
        try {
            Eventually.await("printing " + text, PATIENCE, () -> out().contains(text) || !process.isAlive());
        } catch (AssertionError inVain) {
            throw new AssertionError(inVain.getMessage() + ": it printed " + out() + err());
        }
        if (!out().contains(text)) {
            throw new AssertionError("it ended without printing " + text + ": it printed " + out() + err());
        }
    }

    /** The number of the process; bin/csat-relay becomes Java itself. */
    public long pid() {
        return process.pid();
    }

    /** Asks it to stop: SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** Sends it a signal by name, such as INT. */
    public void signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).inheritIO().start().waitFor();
    }

    /** What it printed so far. */
    public String out() {
        return read(out);
    }

    /** What it complained of so far. */
    public String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
