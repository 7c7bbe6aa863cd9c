package io.csatrelay.crash;

import io.csatrelay.demo.DemoData;
import io.csatrelay.demo.DemoMaestroQA;
import io.csatrelay.demo.DemoRating;
import io.csatrelay.demo.DemoVendors;
import io.csatrelay.demo.TakenItem;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Demo vendors with ratings that are all old enough to be collected at once, and what has to become of them. */
final class Account implements AutoCloseable {
    /** Within ZENDESK_RATINGS_SINCE, and before ZENDESK_SETTLE begins. */
    private static final Duration OLDEST = Duration.ofDays(25);
    private static final Duration NEWEST = Duration.ofMinutes(10);

    private final DemoVendors vendors;

    Account(long seed, int ratings, DemoMaestroQA.Options maestroqa) throws IOException {
        vendors = DemoVendors.start(DemoVendors.Options.defaults().withRatings(0).withMaestroQA(maestroqa));
        Instant now = Instant.now();
        vendors.zendesk().addAll(DemoData.ratings(seed, ratings, now.minus(OLDEST), now.minus(NEWEST)));
    }

    Map<String, String> settings() {
        return vendors.settings();
    }

    DemoMaestroQA maestroqa() {
        return vendors.maestroqa();
    }

    /** Ratings that customers gave for a ticket with an agent: MaestroQA is owed these. */
    long deliverable() {
        return vendors.zendesk().ratings().stream().filter(Account::deliverable).count();
    }

    /** Ratings without an agent: kept, and not sent. */
    long held() {
        return vendors.zendesk().received() - deliverable();
    }

    private static boolean deliverable(DemoRating rating) {
        return rating.received() && rating.assigneeId() != null;
    }

    /** Tickets and times of what MaestroQA should have taken and has not. */
    Set<String> missing() {
        Set<String> missing = vendors.zendesk().ratings().stream().filter(Account::deliverable)
                .map(rating -> rating.ticketId() + " " + rating.createdAt()).collect(Collectors.toCollection(HashSet::new));
        for (TakenItem item : maestroqa().items()) {
            missing.remove(item.ticketId() + " " + Instant.parse(item.submittedAt()));
        }
        return missing;
    }

    @Override
    public void close() {
        vendors.close();
    }
}
