package io.csatrelay.distribution;

import java.time.Instant;

/**
 * Whole buckets.
 *
 * @param from a bucket's start, inclusive
 * @param to   a bucket's end, exclusive
 */
public record Span(Instant from, Instant to) {
    /** @throws IllegalArgumentException unless both are boundaries of buckets, in this order */
    public Span {
        if (!Buckets.isBoundary(from) || !Buckets.isBoundary(to) || to.isBefore(from)) {
            throw new IllegalArgumentException("making a span from " + from + " to " + to + ": both have to be five-minute boundaries, in this order");
        }
    }

    /** The buckets that hold [from, to): widened to boundaries. */
    public static Span around(Instant from, Instant to) {
        return new Span(Buckets.floor(from), Buckets.ceil(to));
    }
}
