package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.demo.DemoQualtrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export of Qualtrics' whose zip is larger than the process's memory: nothing between the connection and the store holds it whole. */
class LargeExportIT {
    private static final int HEAP_MEGABYTES = 128;
    private static final int RESPONSES = 35_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @Test
    void shouldCollectAnExportWhoseZipIsLargerThanTheHeap() throws Exception {
        assertThat(4_000L * RESPONSES).isGreaterThan(HEAP_MEGABYTES * 1024L * 1024L);
        try (DemoQualtrics qualtrics = DemoQualtrics.start(DemoQualtrics.Options.defaults().withGenerated(RESPONSES))) {
            Map<String, String> environment = new HashMap<>(qualtrics.settings());
            environment.putAll(Map.of("DATA_DIR", folder.toString(), "HTTP_PORT", "0", "MANAGEMENT_PORT", "0", "CSAT_RELAY_JAVA_OPTS", "-Xmx" + HEAP_MEGABYTES + "m"));
            try (Installed sync = Installed.start(folder, environment, "sync", "qualtrics")) {
                // None of them has an agent: they are held.
                assertThat(sync.exit(PATIENCE)).as(sync.err()).isEqualTo(ExitCode.LEFT_OVER);
                assertThat(sync.out()).contains("qualtrics: 35,000 fetched: 3,500 stored, 0 unchanged, 31,500 filtered, 0 quarantined");
            }
        }
    }
}
