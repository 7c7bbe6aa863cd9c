package io.csatrelay.deliver;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Whether requests may go to MaestroQA.
 *
 * @param paused until {@code resume}, or a start with changed settings
 * @param pausedByPerson whether a person paused it: then changed settings do not start it
 * @param waitUntil until when it waits by itself, or null; a pause does not end it
 * @param askedUntil until when MaestroQA asked it to wait, or null: never undercut, not even by a person
 * @param reason why, in words that may be logged; null when it is ready
 * @param failures failures in a row, for the back-off
 */
public record SinkState(boolean paused, boolean pausedByPerson, Instant waitUntil, Instant askedUntil, String reason, int failures) {
    /** Ready. */
    public static final SinkState READY = new SinkState(false, false, null, null, null, 0);

    /** Paused by an answer of MaestroQA's; what a person paused stays so, for that person's reason. */
    SinkState stopped(String why) {
        return pausedByPerson ? this : new SinkState(true, false, waitUntil, askedUntil, why, 0);
    }

    /** Paused by a person. */
    public SinkState pausedByPerson(String why) {
        return new SinkState(true, true, waitUntil, askedUntil, why, 0);
    }

    /** Neither paused nor waiting any more, but for what MaestroQA asked for: that goes on. */
    public SinkState resumed() {
        return new SinkState(false, false, askedUntil, askedUntil, askedUntil == null ? null : inWords(askedUntil) + ", as MaestroQA asked", 0);
    }

    /**
     * Waits by itself. A longer wait that began before is kept: the later of the two ends counts.
     *
     * @param asked until when MaestroQA asked it to wait, or null: no later than {@code until}
     */
    SinkState waiting(Instant until, Instant asked, String why, Instant now) {
        Instant latestAsked = askedUntil == null || asked != null && asked.isAfter(askedUntil) ? asked : askedUntil;
        if (waits(now) && waitUntil.isAfter(until)) {
            return new SinkState(paused, pausedByPerson, waitUntil, latestAsked, reason, failures);
        }
        // An answer that comes during a wait is that of a request sent before it: no further failure in a row.
        int inRow = waits(now) ? failures : failures + 1;
        return new SinkState(paused, pausedByPerson, until, latestAsked, paused ? reason : inWords(until) + ": " + why, inRow);
    }

    /** MaestroQA answered well: the failures in a row are over. A pause or a wait that came meanwhile stays. */
    SinkState well(Instant now) {
        return paused || waits(now) ? this : READY;
    }

    private static String inWords(Instant until) {
        return "waiting until " + until.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Whether it waits by itself now. */
    boolean waits(Instant now) {
        return waitUntil != null && now.isBefore(waitUntil);
    }

    /** Whether a request may go now. */
    public boolean ready(Instant now) {
        return !paused && !waits(now);
    }
}
