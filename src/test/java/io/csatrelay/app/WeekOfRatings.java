package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoFaults;
import io.csatrelay.demo.DemoRating;
import io.csatrelay.demo.DemoRequest;
import io.csatrelay.demo.DemoZendesk;
import io.csatrelay.store.TestingStore.RatingRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/** Customers rate tickets, some of them late or anew. */
final class WeekOfRatings implements WeekOf {
    private final String source;
    private final DemoZendesk zendesk;
    private final Predicate<DemoRequest> mine;
    private final Deque<DemoRating> recent = new ArrayDeque<>();
    private long next = 1;

    /** @param mine the requests that are for ratings */
    WeekOfRatings(String source, DemoZendesk zendesk, Predicate<DemoRequest> mine) {
        this.source = source;
        this.zendesk = zendesk;
        this.mine = mine;
    }

    /** What a vendor does, and a network: a share of requests meets each of these. */
    static void usual(DemoFaults faults, long seed, Predicate<DemoRequest> when) {
        List<DemoFault> all = List.of(DemoFault.status(500), DemoFault.status(503), DemoFault.tooMany(null), DemoFault.tooManyInPlainText(null),
                DemoFault.brokenJson(), DemoFault.loginPage(), new DemoFault.Reset(), new DemoFault.Truncate(true), new DemoFault.Truncate(false));
        for (int i = 0; i < all.size(); i++) {
            faults.share(0.01, seed + i, when, all.get(i));
        }
    }

    @Override
    public List<String> sources() {
        return List.of(source);
    }

    @Override
    public void happens(Random random, Instant now) {
        for (int i = random.nextInt(7); i > 0; i--) {
            Instant at = now.minusSeconds(random.nextInt(1800));
            DemoRating rating = DemoRating.offered(next, 5_000_000 + next, at).withAgent(135L + next % 7, 44L);
            next++;
            zendesk.add(random.nextInt(4) == 0 ? rating : rating.rated(random.nextInt(5) == 0 ? "bad" : "good", "fine " + next, at));
            recent.add(rating);
        }
        // So that a re-read of a day has to find it, also one that began six hours before and was left for a live run.
        recent.removeIf(rating -> rating.createdAt().isBefore(now.minus(Duration.ofHours(9))));
        if (!recent.isEmpty() && random.nextInt(3) == 0) {
            DemoRating changed = recent.stream().skip(random.nextInt(recent.size())).findFirst().orElseThrow();
            zendesk.update(changed.id(), row -> row.rated(random.nextBoolean() ? "bad" : "good", "on second thought", now));
        }
    }

    @Override
    public void faults(boolean on) {
        if (on) {
            usual(zendesk.faults(), next, mine);
        } else {
            zendesk.faults().clear();
        }
    }

    @Override
    public long windows() {
        return windows(zendesk, "start_time");
    }

    /** @param from the parameter of a window's beginning */
    static long windows(DemoZendesk zendesk, String from) {
        return zendesk.requests().stream().filter(request -> request.status() == 200).map(DemoRequest::query).filter(query -> query.contains(from))
                .map(query -> query.replaceAll("&?page%5B[^&]*", "")).distinct().count();
    }

    @Override
    public long nothingIsMissing(TestingRelay relay) {
        Map<String, RatingRow> stored = relay.store().ratings(source);
        List<DemoRating> received = zendesk.ratings().stream().filter(DemoRating::received).toList();
        List<DemoRating> missing = received.stream().filter(rating -> !stored.containsKey(String.valueOf(rating.id()))).toList();
        assertThat(missing).as("%s: re-reads %s", source, relay.store().runs(source).stream().filter(run -> run.lane().equals("reread"))
                .map(run -> run.startedAt() + " " + run.error()).toList()).isEmpty();
        assertThat(stored.keySet()).as(source).containsExactlyInAnyOrderElementsOf(received.stream().map(rating -> String.valueOf(rating.id())).toList());
        for (DemoRating rating : received) {
            RatingRow row = stored.get(String.valueOf(rating.id()));
            assertThat(row.body().path("score_label").asText()).as("rating %d of %s", rating.id(), source).isEqualTo(rating.score());
            assertThat(Instant.parse(row.version())).isEqualTo(rating.updatedAt());
        }
        return stored.size();
    }
}
