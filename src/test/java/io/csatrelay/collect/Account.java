package io.csatrelay.collect;

import static io.csatrelay.app.TestingRelay.RATINGS;

import io.csatrelay.app.TestingRelay;
import io.csatrelay.demo.DemoRating;
import io.csatrelay.demo.DemoRequest;
import io.csatrelay.demo.DemoZendesk;
import io.csatrelay.store.TestingStore.RunRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * A relay and its demo account for a class of tests: {@link #fresh()} gives each test hours of its own, in which nothing is left of the
 * tests before.
 */
final class Account implements AutoCloseable {
    /** Requests of the list of ratings. */
    static final Predicate<DemoRequest> LIST = request -> request.path().equals("/api/v2/satisfaction_ratings.json");
    static final Predicate<DemoRequest> REASONS = request -> request.path().contains("satisfaction_reasons");
    static final Predicate<DemoRequest> COUNT = request -> request.path().contains("/count");

    private final TestingRelay relay;
    private long nextId = 5_000_000_000L;
    private int mark;

    Account(TestingRelay.Builder builder) {
        this.relay = builder.start();
    }

    /** On a clock that stands at 2026-05-01T00:00Z, collecting one hour back at first. */
    static TestingRelay.Builder plan() {
        return TestingRelay.builder().at("2026-05-01T00:00:00Z").collectingOnly().set("ZENDESK_RATINGS_SINCE", "1h");
    }

    TestingRelay relay() {
        return relay;
    }

    DemoZendesk zendesk() {
        return relay.zendesk();
    }

    Instant now() {
        return relay.time().now();
    }

    /** Brings the bookmark up to date three hours later, beyond every overlap, and forgets faults and requests. */
    Instant fresh() {
        zendesk().faults().clear();
        relay.time().advance(Duration.ofHours(3));
        RunRow run = live();
        if (run.error() != null) {
            throw new AssertionError(run.error());
        }
        forget();
        return now();
    }

    /** Requests before now are not listed any more. */
    void forget() {
        mark = zendesk().requests().size();
    }

    /** A good rating of a new ticket, created then; added to the account. */
    DemoRating rated(Instant createdAt) {
        DemoRating rating = DemoRating.good(nextId, nextId + 1, createdAt);
        nextId += 2;
        zendesk().add(rating);
        return rating;
    }

    /** Good ratings, one every {@code apart} from now on. */
    List<DemoRating> rated(int count, Duration apart) {
        List<DemoRating> ratings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ratings.add(DemoRating.good(nextId, nextId + 1, now().plus(apart.multipliedBy(i))));
            nextId += 2;
        }
        zendesk().addAll(ratings);
        return ratings;
    }

    long newId() {
        nextId += 2;
        return nextId - 2;
    }

    RunRow live() {
        return relay.run(Lane.LIVE);
    }

    /** An hour later: what the run then finds. */
    RunRow liveAfter(Duration later) {
        relay.time().advance(later);
        return live();
    }

    Instant bookmark() {
        return bookmark(Lane.LIVE);
    }

    Instant bookmark(Lane lane) {
        return relay.store().lane(RATINGS, lane).orElseThrow().position();
    }

    boolean stored(DemoRating rating) {
        return stored(List.of(rating));
    }

    /** Whether all of them are stored. */
    boolean stored(List<DemoRating> ratings) {
        return relay.store().ratings(RATINGS).keySet().containsAll(ratings.stream().map(rating -> String.valueOf(rating.id())).toList());
    }

    /** The requests since {@link #forget()} that match. */
    List<DemoRequest> requests(Predicate<DemoRequest> which) {
        List<DemoRequest> all = zendesk().requests();
        return all.subList(mark, all.size()).stream().filter(which).toList();
    }

    List<DemoRequest> pages() {
        return requests(LIST);
    }

    /** The value of a parameter, encoded as sent; null when it is not there. */
    static String parameter(DemoRequest request, String name) {
        return Arrays.stream(request.query().split("&")).filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1)).findFirst().orElse(null);
    }

    static Instant start(DemoRequest request) {
        return Instant.ofEpochSecond(Long.parseLong(parameter(request, "start_time")));
    }

    static Instant end(DemoRequest request) {
        return Instant.ofEpochSecond(Long.parseLong(parameter(request, "end_time")));
    }

    /** The window that a request collects: without overlap and the second on either side. */
    static Window window(DemoRequest request, Duration overlap) {
        return new Window(start(request).plus(overlap).plusSeconds(1), end(request).minusSeconds(1));
    }

    @Override
    public void close() throws Exception {
        relay.close();
    }
}
