package io.csatrelay.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csatrelay.app.Installed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;

/** The demo vendors as a process of their own, without limits, so that what is measured shares nothing with them but the machine. */
final class VendorsProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedReader out;
    private final PrintWriter in;
    private final Map<String, String> settings = new HashMap<>();

    VendorsProcess(int ratings) throws IOException {
        process = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-XX:+UseSerialGC", "-Xmx1g", "-cp",
                Installed.HOME.resolve("lib/csat-relay.jar").toString(), "io.csatrelay.demo.DemoVendorsMain", "--ratings", String.valueOf(ratings),
                "--no-limits", "--no-items").redirectError(ProcessBuilder.Redirect.DISCARD).start();
        out = process.inputReader();
        in = new PrintWriter(process.outputWriter(), true);
        JSON.readTree(out.readLine()).fields().forEachRemaining(setting -> settings.put(setting.getKey(), setting.getValue().asText()));
    }

    Map<String, String> settings() {
        return settings;
    }

    /** How many ratings MaestroQA took. */
    long taken() throws IOException {
        return stats().path("taken").asLong();
    }

    JsonNode stats() throws IOException {
        in.println("stats");
        return JSON.readTree(out.readLine());
    }

    @Override
    public void close() {
        in.close();
        process.destroy();
    }
}
