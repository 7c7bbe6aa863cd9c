package io.csatrelay.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine;

/** A command of the command line in this JVM: quicker than a process, and the same from its arguments to its exit code. */
final class TestingCommand {
    private TestingCommand() {
    }

    /**
     * What it came to.
     *
     * @param exitCode see {@link ExitCode}
     * @param out what it printed, with its progress before it
     * @param err what it complained of
     */
    record Ran(int exitCode, String out, String err) {
        /** The lines of {@link #out}. */
        List<String> lines() {
            return out.lines().toList();
        }
    }

    /** Runs it to its end. Keeps this JVM's log as it is. */
    static Ran run(Map<String, String> environment, String... arguments) {
        String configuration = System.setProperty("logback.configurationFile", "logback-test.xml");
        PrintStream console = System.out;
        ByteArrayOutputStream progress = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(progress, true, StandardCharsets.UTF_8));
            return execute(environment, progress, arguments);
        } finally {
            System.setOut(console);
            if (configuration == null) {
                System.clearProperty("logback.configurationFile");
            }
        }
    }

    private static Ran execute(Map<String, String> environment, ByteArrayOutputStream progress, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine(environment).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int exitCode = line.execute(arguments);
        return new Ran(exitCode, progress.toString(StandardCharsets.UTF_8) + out, err.toString());
    }

    /** Runs commands at the same time. @return what each came to, in their order */
    static List<Ran> together(Map<String, String> environment, String[]... commands) {
        String configuration = System.setProperty("logback.configurationFile", "logback-test.xml");
        try {
            List<CompletableFuture<Ran>> running = new ArrayList<>();
            for (String[] command : commands) {
                running.add(CompletableFuture.supplyAsync(() -> execute(environment, new ByteArrayOutputStream(), command), task -> new Thread(task).start()));
            }
            return running.stream().map(CompletableFuture::join).toList();
        } finally {
            if (configuration == null) {
                System.clearProperty("logback.configurationFile");
            }
        }
    }

    /** Begins one. */
    static CompletableFuture<Ran> begin(Map<String, String> environment, String... arguments) {
        return CompletableFuture.supplyAsync(() -> run(environment, arguments), task -> new Thread(task, "command").start());
    }
}
