package io.csatrelay.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What publishing needs of the store. Every method is one transaction. */
public interface PublishStore {
    /**
     * Publishes intervals that have closed and whose buckets changed since they were published, the oldest first: their distributions are
     * written to the published table, each with the next revision. One that has no answers is left out, unless it had some when it was
     * published before.
     *
     * @param now      the wall clock
     * @param interval how long each is; a part of a day
     * @param limit    changed buckets at most
     * @return whether there may be more
     */
    boolean publishSome(Instant now, Duration interval, int limit);

    /** The next that an endpoint has not taken. */
    Optional<Published> next(String endpoint);

    /** An endpoint took everything up to a revision. */
    void taken(String endpoint, long revision);

    /** An endpoint did not take the next one. @param failures in a row @param until when it is tried again */
    void failed(String endpoint, int failures, Instant until);

    /** Failures in a row, and until when it waits; empty when there are none. */
    Optional<Waiting> waiting(String endpoint);

    /** How many publications an endpoint has not taken yet. */
    long behind(String endpoint);

    /** @param failures in a row @param until when it is tried again */
    record Waiting(int failures, Instant until) {
    }
}
