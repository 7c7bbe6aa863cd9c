package io.csatrelay.distribution;

import java.time.Duration;
import java.time.Instant;

/** Five-minute buckets, UTC: the start belongs to a bucket, its end names it. LivePerson's documents count in the same ones. */
public final class Buckets {
    public static final Duration LENGTH = Duration.ofMinutes(5);

    private static final long MILLIS = LENGTH.toMillis();

    private Buckets() {
    }

    /** The last boundary that is not after an instant. */
    public static Instant floor(Instant at) {
        return Instant.ofEpochMilli(Math.floorDiv(millisDown(at), MILLIS) * MILLIS);
    }

    /** The first boundary that is not before an instant. */
    public static Instant ceil(Instant at) {
        Instant floor = floor(at);
        return floor.equals(at) ? floor : floor.plus(LENGTH);
    }

    /** The end of the bucket that an instant is in, which names the bucket. An instant on a boundary is in the bucket that it starts. */
    public static Instant endOf(Instant at) {
        return floor(at).plus(LENGTH);
    }

    /** Whether an instant is a boundary. */
    public static boolean isBoundary(Instant at) {
        return floor(at).equals(at);
    }

    private static long millisDown(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1000L), at.getNano() / 1_000_000);
    }
}
