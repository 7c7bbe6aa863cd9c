package io.csatrelay.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csatrelay.app.TestingRelay;
import io.csatrelay.demo.DemoQualtrics;
import io.csatrelay.demo.DemoRequest;
import io.csatrelay.demo.DemoResponse;
import io.csatrelay.store.TestingStore.RunRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A relay and its demo Qualtrics: {@link #fresh()} gives each test hours of its own. The clock begins at 2026-05-01T00:00Z, collecting an hour back. */
final class ResponseAccount implements AutoCloseable {
    static final String QUALTRICS = "qualtrics";
    static final Predicate<DemoRequest> START = request -> request.method().equals("POST");
    static final Predicate<DemoRequest> POLL = request -> request.path().matches(".*/export-responses/ES_[0-9]+");
    static final Predicate<DemoRequest> FILE = request -> request.path().endsWith("/file");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final DemoQualtrics qualtrics;
    private final TestingRelay relay;
    private int next = 1;
    private int mark;
    private int ordersBefore;

    ResponseAccount() throws IOException {
        TestingRelay.Builder plan = TestingRelay.builder().at("2026-05-01T00:00:00Z").collectingOnly();
        this.qualtrics = DemoQualtrics.start(DemoQualtrics.Options.defaults().withClock(plan.now()));
        qualtrics.settings().forEach(plan::set);
        this.relay = plan.set("QUALTRICS_SINCE", "1h").start();
    }

    TestingRelay relay() {
        return relay;
    }

    DemoQualtrics qualtrics() {
        return qualtrics;
    }

    Instant now() {
        return relay.time().now();
    }

    /** Brings the bookmark up to date three hours later, and forgets faults and requests. */
    void fresh() {
        qualtrics.faults().clear();
        qualtrics.failOver(Integer.MAX_VALUE);
        RunRow run = runAfter(Duration.ofHours(3));
        if (run.error() != null) {
            throw new AssertionError(run.error());
        }
        forget();
    }

    void forget() {
        mark = qualtrics.requests().size();
        ordersBefore = qualtrics.orders().size();
    }

    /** Real answers of score 4, recorded now. */
    List<DemoResponse> answered(int count) {
        List<DemoResponse> responses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            responses.add(DemoResponse.of(next, 4, String.valueOf(10_000 + next), now()).with("agent_id", "135"));
            next++;
        }
        qualtrics.addAll(responses);
        return responses;
    }

    RunRow runAfter(Duration later) {
        relay.time().advance(later);
        return relay.run(RunRequest.scheduled(QUALTRICS, Lane.LIVE));
    }

    RunRow run() {
        return runAfter(Duration.ofMinutes(15));
    }

    LaneState lane(Lane lane) {
        return relay.store().lane(QUALTRICS, lane).orElseThrow();
    }

    boolean stored(List<DemoResponse> responses) {
        return relay.store().ratings(QUALTRICS).keySet().containsAll(responses.stream().map(DemoResponse::id).toList());
    }

    JsonNode rating(DemoResponse response) {
        return relay.store().ratings(QUALTRICS).get(response.id()).body();
    }

    List<DemoRequest> requests(Predicate<DemoRequest> which) {
        List<DemoRequest> all = qualtrics.requests();
        return all.subList(mark, all.size()).stream().filter(which).toList();
    }

    /** What was ordered since {@link #forget()}. */
    List<JsonNode> orders() {
        try {
            List<JsonNode> orders = new ArrayList<>();
            for (String order : qualtrics.orders().subList(ordersBefore, qualtrics.orders().size())) {
                orders.add(JSON.readTree(order));
            }
            return orders;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Files of exports that are still on the disk. */
    List<Path> files() throws IOException {
        Path folder = Path.of(relay.environment().get("DATA_DIR"), "exports");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    @Override
    public void close() throws Exception {
        relay.close();
        qualtrics.close();
    }
}
