package io.csatrelay.bench;

import io.csatrelay.Eventually;
import io.csatrelay.app.Installed;
import io.csatrelay.demo.DemoData;
import io.csatrelay.demo.DemoMaestroQA;
import io.csatrelay.demo.DemoRating;
import io.csatrelay.demo.DemoRequest;
import io.csatrelay.demo.DemoVendors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** 20,000 ratings under MaestroQA's real limits: from the first request's arrival to the last answer, at the vendor. */
final class LimitsBench {
    private static final int RATINGS = 20_000;
    private static final int BATCHES = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** The ledger's own floor is 69 to 70 s. */
    private static final double TARGET_SECONDS = 72;

    private LimitsBench() {
    }

    static List<Result> measure() throws Exception {
        List<Result> results = new ArrayList<>();
        results.add(deliver(Duration.ofMillis(50), 1, true));
        results.add(deliver(Duration.ofMillis(300), 1, false));
        results.add(deliver(Duration.ofMillis(300), 10, false));
        return results;
    }

    private static Result deliver(Duration answer, int inFlight, boolean judged) throws Exception {
        Path folder = Files.createTempDirectory("csat-relay-bench");
        DemoVendors.Options options = DemoVendors.Options.defaults().withRatings(0)
                .withMaestroQA(DemoMaestroQA.Options.defaults().withAnswerDelay(answer));
        try (DemoVendors vendors = DemoVendors.start(options)) {
            vendors.zendesk().addAll(ratings());
            Map<String, String> environment = new HashMap<>(vendors.settings());
            environment.putAll(Map.of("DATA_DIR", folder.toString(), "HTTP_PORT", "0", "MANAGEMENT_PORT", "0",
                    "MAESTROQA_IN_FLIGHT", String.valueOf(inFlight)));
            try (Installed run = Installed.start(folder, environment, "run")) {
                Eventually.await("20,000 ratings are delivered", PATIENCE, () -> vendors.maestroqa().taken() >= RATINGS);
                Eventually.await("the last answer is sent", PATIENCE, () -> vendors.maestroqa().requests().stream().allMatch(one -> one.endNanos() != 0));
                run.terminate();
                run.exit();
            }
            return result(vendors.maestroqa(), answer, inFlight, judged);
        }
    }

    /** 20,000 that are owed, of the last 29 days. */
    private static List<DemoRating> ratings() {
        Instant now = Instant.now();
        return DemoData.ratings(1, RATINGS * 11 / 10, now.minus(Duration.ofDays(29)), now.minus(Duration.ofMinutes(2))).stream()
                .filter(rating -> rating.received() && rating.assigneeId() != null).limit(RATINGS).toList();
    }

    private static Result result(DemoMaestroQA maestroqa, Duration answer, int inFlight, boolean judged) {
        List<DemoRequest> requests = maestroqa.requests();
        long last = requests.stream().mapToLong(DemoRequest::endNanos).max().orElseThrow();
        double seconds = (last - requests.get(0).startNanos()) / 1e9;
        String what = "20,000 ratings under 10 a second and 100 a minute, answers in " + answer.toMillis() + " ms, " + inFlight + " in flight";
        String notes = requests.size() + " requests (" + BATCHES + " are the fewest), at most " + maestroqa.slidingMax(Duration.ofSeconds(1))
                + " in a second and " + maestroqa.slidingMax(Duration.ofMinutes(1)) + " in a minute, " + maestroqa.tooMany() + " times 429, "
                + maestroqa.duplicates() + " taken twice";
        return judged ? Result.atMost(TARGET_SECONDS, what, seconds, "s", notes) : Result.of(what, seconds, "s", notes);
    }
}
