package io.csatrelay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where the numbers come from.
 *
 * @param cpu its model
 * @param cores as many as Java sees
 * @param memory in GB
 * @param java vendor and version
 * @param system name of the distribution, and kernel
 * @param date when it was measured, UTC
 * @param loadBefore how busy the machine was with other things: processes that ran or wanted to, over a minute
 */
public record Machine(String cpu, int cores, long memory, String java, String system, String date, String loadBefore) {
    private static final int KB_PER_GB = 1024 * 1024;

    static Machine here() throws IOException {
        String kb = line(Path.of("/proc/meminfo"), "MemTotal:").replaceAll("[^0-9]", "");
        return new Machine(line(Path.of("/proc/cpuinfo"), "model name").replaceFirst("^\\s*:\\s*", ""), Runtime.getRuntime().availableProcessors(),
                kb.isEmpty() ? 0 : Math.round(Double.parseDouble(kb) / KB_PER_GB),
                System.getProperty("java.vendor") + " " + System.getProperty("java.version"),
                line(Path.of("/etc/os-release"), "PRETTY_NAME=").replace("\"", "") + ", " + System.getProperty("os.name") + " "
                        + System.getProperty("os.version"),
                Instant.now().truncatedTo(ChronoUnit.MINUTES).toString(), load());
    }

    static String load() throws IOException {
        Path load = Path.of("/proc/loadavg");
        return Files.exists(load) ? Files.readString(load).split(" ")[0] : "unknown";
    }

    private static String line(Path file, String start) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        return Files.readAllLines(file).stream().filter(line -> line.startsWith(start)).findFirst().orElse("")
                .replaceFirst("^" + start, "").strip();
    }

    String inWords() {
        return cpu + ", " + cores + " cores, " + memory + " GB; " + java + "; " + system + "; " + date + "; load before: " + loadBefore;
    }
}
