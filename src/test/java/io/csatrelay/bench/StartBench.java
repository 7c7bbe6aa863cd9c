package io.csatrelay.bench;

import io.csatrelay.Eventually;
import io.csatrelay.app.Installed;
import io.csatrelay.demo.DemoVendors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** From {@code bin/csat-relay run} to the first request at Zendesk, on an empty store. */
final class StartBench {
    private static final int TIMES = 7;
    private static final double TARGET_SECONDS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private StartBench() {
    }

    static List<Result> measure() throws Exception {
        Path without = Files.createTempDirectory("csat-relay-bench").resolve("csat-relay");
        copyWithoutArchive(Installed.HOME, without);
        return List.of(
                Result.atMost(TARGET_SECONDS, "start to first request, with the class archive", median(Installed.HOME), "s", "median of " + TIMES),
                Result.of("start to first request, without it", median(without), "s", "median of " + TIMES));
    }

    private static double median(Path home) throws Exception {
        double[] seconds = new double[TIMES];
        for (int i : IntStream.range(0, TIMES).toArray()) {
            seconds[i] = once(home);
        }
        return IntStream.range(0, TIMES).mapToDouble(i -> seconds[i]).sorted().toArray()[TIMES / 2];
    }

    private static double once(Path home) throws Exception {
        Path folder = Files.createTempDirectory("csat-relay-bench");
        try (DemoVendors vendors = DemoVendors.start(DemoVendors.Options.defaults().withRatings(100))) {
            Map<String, String> environment = new HashMap<>(vendors.settings());
            environment.putAll(Map.of("DATA_DIR", folder.toString(), "HTTP_PORT", "0", "MANAGEMENT_PORT", "0"));
            long before = System.nanoTime();
            try (Installed run = Installed.start(home.resolve("bin/csat-relay").toString(), folder, environment, "run")) {
                Eventually.await("the first request", PATIENCE, () -> !vendors.zendesk().requests().isEmpty());
                run.terminate();
                run.exit();
            }
            return (vendors.zendesk().requests().get(0).startNanos() - before) / 1e9;
        }
    }

    private static void copyWithoutArchive(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(one -> !one.toString().endsWith(".jsa")).toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
