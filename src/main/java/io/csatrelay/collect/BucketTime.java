package io.csatrelay.collect;

import java.time.Duration;
import java.time.Instant;

/** Buckets of five minutes, UTC, as LivePerson counts in them. */
final class BucketTime {
    static final Duration LENGTH = Duration.ofMinutes(5);

    private BucketTime() {
    }

    /** The last boundary that is not after an instant. */
    static Instant floor(Instant at) {
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), LENGTH.toSeconds()) * LENGTH.toSeconds());
    }

    /** The first boundary that is not before an instant. */
    static Instant ceil(Instant at) {
        Instant floor = floor(at);
        return floor.equals(at) ? floor : floor.plus(LENGTH);
    }
}
