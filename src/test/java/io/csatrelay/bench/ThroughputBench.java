package io.csatrelay.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.csatrelay.app.Installed;
import io.csatrelay.store.Database;
import io.csatrelay.store.StatusSql;
import io.csatrelay.store.StatusSql.View;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** As many ratings as it can: collected, mapped, stored and delivered, with MaestroQA's limits lifted and the store on. */
final class ThroughputBench {
    private static final int FEW = 20_000;
    private static final int MANY = 200_000;
    private static final double TARGET_RATE = 20_000;
    private static final double TARGET_MEGABYTES = 256;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private ThroughputBench() {
    }

    static List<Result> measure() throws Exception {
        List<Result> results = new ArrayList<>();
        results.addAll(deliver(FEW));
        results.addAll(deliver(MANY));
        return results;
    }

    /** A moment. @param taken by MaestroQA so far @param cpu of the connector so far, s */
    private record Moment(long nanos, long taken, double cpu) {
    }

    private static List<Result> deliver(int ratings) throws Exception {
        Path folder = Files.createTempDirectory("csat-relay-bench");
        List<Moment> moments = new ArrayList<>();
        double peak;
        try (VendorsProcess vendors = new VendorsProcess(ratings)) {
            Map<String, String> environment = new HashMap<>(vendors.settings());
            environment.putAll(Map.of("DATA_DIR", folder.toString(), "HTTP_PORT", "0", "MANAGEMENT_PORT", "0", "ZENDESK_SETTLE", "0s",
                    "ZENDESK_RATINGS_SINCE", "31d", "MAESTROQA_PER_SECOND", "1000000", "MAESTROQA_PER_MINUTE", "1000000"));
            try (Installed run = Installed.start(folder, environment, "run")) {
                watch(run, vendors, folder, moments);
                peak = Procfs.peakMegabytes(run.pid());
                run.terminate();
                run.exit();
            }
        }
        return results(ratings, moments, peak);
    }

    private static void watch(Installed run, VendorsProcess vendors, Path folder, List<Moment> moments) throws Exception {
        long start = System.nanoTime();
        moments.add(new Moment(start, 0, 0));
        long owed = Long.MAX_VALUE;
        for (long taken = 0; taken < owed; LockSupport.parkNanos(POLL.toNanos())) {
            JsonNode stats = vendors.stats();
            if (stats.path("taken").asLong() > taken) {
                taken = stats.path("taken").asLong();
                moments.add(new Moment(System.nanoTime(), taken, Procfs.cpuSeconds(run.pid())));
            } else if (taken > 0) {
                owed = owed(folder, owed);
            }
            if (System.nanoTime() - start > PATIENCE.toNanos() || run.ended(Duration.ofMillis(1))) {
                throw new IllegalStateException("delivering as fast as it can: it stands at " + stats + "; it printed " + run.out() + run.err());
            }
        }
    }

    /** What is to be delivered in all; known when the collecting is over. */
    private static long owed(Path folder, long unknown) {
        try (Database database = Database.open("jdbc:sqlite:" + folder.resolve("csat-relay.db"), null, null)) {
            View view = new StatusSql(database).view();
            boolean collected = view.sources().values().stream().allMatch(source -> source.runs().open() == null && source.runs().last() != null);
            return collected ? view.count("outbox", "owed") - view.count("outbox", "held") : unknown;
        }
    }

    private static List<Result> results(int ratings, List<Moment> moments, double peak) {
        Moment last = moments.get(moments.size() - 1);
        Moment warm = moments.stream().filter(moment -> moment.taken() >= last.taken() / 3).findFirst().orElseThrow();
        double seconds = (last.nanos() - warm.nanos()) / 1e9;
        double rate = (last.taken() - warm.taken()) / seconds;
        double cpu = last.cpu() - warm.cpu();
        String what = Result.number(ratings) + " ratings, limits lifted: ";
        String notes = "from a third on, " + Result.number(1e6 * cpu / (last.taken() - warm.taken())) + " µs of processor time a rating; whole "
                + Result.number((last.nanos() - moments.get(0).nanos()) / 1e9) + " s with the start";
        return List.of(Result.atLeast(TARGET_RATE, what + "collected, stored, delivered", rate, "ratings/s", notes),
                Result.atMost(TARGET_MEGABYTES, what + "peak resident memory at -Xmx192m", peak, "MB", ""));
    }
}
