package io.csatrelay.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.csatrelay.Eventually;
import io.csatrelay.TestingPorts;
import io.csatrelay.app.Installed;
import io.csatrelay.demo.DemoVendors;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every block marked {@code sh run} in README and docs works as it stands there, beside a running installation. */
class ShownCommandsIT {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @TempDir
    static Path folder;
    private static DemoVendors vendors;
    private static Installed running;
    private static final Map<String, String> ENVIRONMENT = new HashMap<>();
    private static int port;
    private static int managementPort;

    @BeforeAll
    static void start() throws Exception {
        vendors = DemoVendors.start(DemoVendors.Options.defaults().withRatings(300));
        port = TestingPorts.free();
        managementPort = TestingPorts.free();
        ENVIRONMENT.putAll(vendors.settings());
        ENVIRONMENT.putAll(Map.of("DATA_DIR", folder.resolve("data").toString(), "ZENDESK_SETTLE", "1s", "HTTP_PORT", String.valueOf(port),
                "MANAGEMENT_PORT", String.valueOf(managementPort), "API_READ_TOKEN", "a-token-to-read", "API_ADMIN_TOKEN", "a-token-to-act",
                "PATH", Installed.HOME.resolve("bin") + File.pathSeparator + System.getenv("PATH"), "CURL_HOME", folder.toString()));
        ENVIRONMENT.put("INTAKE_ZENDESK_WEBHOOK_SECRET", "a-secret-to-sign-with");
        // What curl is told in addition: an answer of 400 and more is a failure.
        Files.writeString(folder.resolve(".curlrc"), "fail\nshow-error\n");
        running = Installed.start(folder, ENVIRONMENT, "run");
        running.awaitOut("zendesk-ratings live: fetched");
        Eventually.await("ratings are delivered", LONGEST, () -> vendors.maestroqa().taken() > 200);
    }

    @AfterAll
    static void stop() throws Exception {
        try {
            running.terminate();
            running.exit();
        } finally {
            running.close();
            vendors.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> shouldWorkAsShown() {
        List<Documents.Block> shown = Documents.all().stream().flatMap(document -> document.blocks().stream())
                .filter(block -> block.kind().equals("sh run")).toList();
        assertThat(shown).hasSizeGreaterThan(8);
        return shown.stream().map(block -> DynamicTest.dynamicTest(block.toString(), () -> run(block)));
    }

    private static void run(Documents.Block block) throws Exception {
        assumeTrue(!block.text().contains("curl ") || hasCurl(), "there is no curl on this machine");
        Path script = Files.createTempFile(folder, "shown", ".sh");
        Files.writeString(script, block.text().replace("127.0.0.1:8080", "127.0.0.1:" + port).replace("127.0.0.1:9090", "127.0.0.1:" + managementPort));
        try (Installed shell = Installed.start("sh", folder, ENVIRONMENT, "-e", script.toString())) {
            int exit = shell.exit(LONGEST);
            assertThat(exit).as("%s printed:%n%s%n%s", block, shell.out(), shell.err()).isZero();
            assertThat(shell.out()).as("what %s printed", block).isNotBlank();
        }
    }

    private static boolean hasCurl() throws InterruptedException {
        try {
            return new ProcessBuilder("curl", "--version").redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException none) {
            return false;
        }
    }
}
