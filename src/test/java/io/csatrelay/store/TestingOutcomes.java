package io.csatrelay.store;

import io.csatrelay.collect.Outcome;
import io.csatrelay.collect.Version;
import io.csatrelay.rating.Rating;
import java.time.Instant;
import java.util.List;

/** What became of vendor records, for tests. */
final class TestingOutcomes {
    private static final Instant SUBMITTED = Instant.parse("2026-05-01T09:30:00Z");

    private TestingOutcomes() {
    }

    /** A version that is later the higher its number is. */
    static Version version(int number) {
        return Version.of(SUBMITTED.plusSeconds(number).toString());
    }

    /** A rating whose comment is its version's, so that every version differs in a field that is sent. */
    static Outcome.Rated rated(String id, int version) {
        return rated(id, version, "comment of " + version);
    }

    static Outcome.Rated rated(String id, int version, String comment) {
        return rated(id, version(version), "ticket-" + id, comment);
    }

    /** A rating that MaestroQA cannot take yet: it has no ticket. */
    static Outcome.Rated held(String id, int version) {
        return rated(id, version(version), null, "comment of " + version);
    }

    static Outcome.Rated rated(String id, Version version, String ticket, String comment) {
        return new Outcome.Rated(id, version, new Rating(id, version.at(), SUBMITTED, ticket, "agent-1", null, 1, 0, 1, "good", comment, List.of(),
                null, null, null, null, null, null, null));
    }

    static Outcome.Filtered filtered(String id, int version) {
        return new Outcome.Filtered(id, version(version));
    }

    static Outcome.Quarantined bad(String id, int version) {
        return new Outcome.Quarantined(id, version(version), "{\"record\":{\"id\":\"" + id + "\"}}", "score: is not an integer");
    }
}
