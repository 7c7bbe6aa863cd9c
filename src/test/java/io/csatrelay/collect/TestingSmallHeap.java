package io.csatrelay.collect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs a class in a process of its own with a heap of so much. */
final class TestingSmallHeap {
    private TestingSmallHeap() {
    }

    /** @return what it printed; for one that failed that is its stack trace */
    static String run(Class<?> main, String heap, String... arguments) throws IOException, InterruptedException {
        String[] command = new String[7 + arguments.length];
        System.arraycopy(new String[] {Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            "-Xmx" + heap, "-cp", System.getProperty("java.class.path"), main.getName()}, 0, command, 0, 7);
        System.arraycopy(arguments, 0, command, 7, arguments.length);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        process.waitFor(60, TimeUnit.SECONDS);
        return printed;
    }
}
