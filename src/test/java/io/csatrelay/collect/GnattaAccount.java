package io.csatrelay.collect;

import static io.csatrelay.app.TestingRelay.TILES;

import io.csatrelay.app.TestingRelay;
import io.csatrelay.demo.DemoGnatta;
import io.csatrelay.demo.DemoRequest;
import io.csatrelay.store.TestingStore.RunRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A relay and its demo Gnatta for a class of tests: {@link #fresh()} gives each test hours of its own. */
public final class GnattaAccount implements AutoCloseable {
    static final Predicate<DemoRequest> REPORTS = request -> request.path().startsWith("/reporting/");
    static final Predicate<DemoRequest> EXPORTS = request -> request.path().startsWith("/reporting/export/");

    private final DemoGnatta gnatta;
    private final TestingRelay relay;
    private int mark;

    /** @param folder for the mappings @param collect the file of what is collected; null for the shipped one */
    public GnattaAccount(Path folder, TestingRelay.Builder builder, String collect) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("mappings"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        if (collect != null) {
            Files.writeString(folder.resolve("gnatta-collect.yaml"), collect);
        }
        Instant[] start = {Instant.parse("2026-05-06T10:20:30Z")};
        TestingRelay[] started = new TestingRelay[1];
        gnatta = DemoGnatta.start(DemoGnatta.Options.defaults().withClock(() -> started[0] == null ? start[0] : started[0].time().now(), System::nanoTime)
                .withLimits("X-RateLimit-", 10_000, 10_000));
        gnatta.settings().forEach(builder::set);
        relay = builder.at("2026-05-06T10:20:30Z").set("MAPPINGS_DIR", folder.toString()).start();
        started[0] = relay;
    }

    public TestingRelay relay() {
        return relay;
    }

    public DemoGnatta gnatta() {
        return gnatta;
    }

    /** The next day at twenty past ten: every range is another one; faults and requests are forgotten. */
    void fresh() {
        gnatta.faults().clear();
        Instant now = relay.time().now();
        relay.time().advance(Duration.between(now, now.truncatedTo(ChronoUnit.DAYS).plus(Duration.parse("P1DT10H20M30S"))));
        mark = gnatta.requests().size();
    }

    public RunRow run() {
        return relay.run(RunRequest.scheduled(TILES, Lane.LIVE));
    }

    RunRow runAfter(Duration later) {
        relay.time().advance(later);
        mark = gnatta.requests().size();
        return run();
    }

    List<DemoRequest> requests(Predicate<DemoRequest> which) {
        List<DemoRequest> all = gnatta.requests();
        return all.subList(mark, all.size()).stream().filter(which).toList();
    }

    @Override
    public void close() throws Exception {
        try {
            relay.close();
        } finally {
            gnatta.close();
        }
    }
}
