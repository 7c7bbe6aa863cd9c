package io.csatrelay.bench;

import io.csatrelay.app.Installed;
import io.csatrelay.demo.DemoQualtrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A Qualtrics export of a gigabyte, collected by a process with a heap of 192 MB. */
final class ExportBench {
    private static final int RESPONSES = 250_000;
    private static final double GIGABYTE = 1_000_000_000;
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private ExportBench() {
    }

    static List<Result> measure() throws Exception {
        Path folder = Files.createTempDirectory("csat-relay-bench");
        try (DemoQualtrics qualtrics = DemoQualtrics.start(DemoQualtrics.Options.defaults().withGenerated(RESPONSES))) {
            Map<String, String> environment = new HashMap<>(qualtrics.settings());
            environment.putAll(Map.of("DATA_DIR", folder.toString(), "HTTP_PORT", "0", "MANAGEMENT_PORT", "0", "CSAT_RELAY_JAVA_OPTS", "-Xmx192m"));
            long start = System.nanoTime();
            try (Installed sync = Installed.start(folder, environment, "sync", "qualtrics")) {
                double peak = 0;
                while (!sync.ended(Duration.ofMillis(500))) {
                    peak = Math.max(peak, Procfs.peakMegabytes(sync.pid()));
                    if (System.nanoTime() - start > PATIENCE.toNanos()) {
                        throw new IllegalStateException("collecting an export: it takes longer than " + PATIENCE + "; it printed " + sync.out() + sync.err());
                    }
                }
                double seconds = (System.nanoTime() - start) / 1e9;
                if (!sync.out().contains(Result.number(RESPONSES) + " fetched")) {
                    throw new IllegalStateException("collecting an export: it ended with " + sync.exit() + " and printed " + sync.out() + sync.err());
                }
                return List.of(Result.atMost(256, "an export of 1 GB, " + Result.number(RESPONSES) + " responses: peak resident memory at -Xmx192m", peak, "MB", ""),
                        Result.of("the same: read, mapped, a tenth of it stored", GIGABYTE / 1e6 / seconds, "MB/s",
                                "with the start, and with Qualtrics' own making of the file on the same machine"));
            }
        }
    }
}
