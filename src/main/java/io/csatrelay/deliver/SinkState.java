package io.csatrelay.deliver;

import java.time.Instant;

/**
 * Whether requests may go to MaestroQA.
 *
 * @param paused until {@code resume}, or a start with changed settings
 * @param pausedByPerson whether a person paused it: then changed settings do not start it
 * @param waitUntil until when it waits by itself, or null
 * @param reason why, in words that may be logged; null when it is ready
 * @param failures failures in a row, for the back-off
 */
public record SinkState(boolean paused, boolean pausedByPerson, Instant waitUntil, String reason, int failures) {
    /** Ready. */
    public static final SinkState READY = new SinkState(false, false, null, null, 0);

    /** Paused by an answer of MaestroQA's. */
    public static SinkState stopped(String reason) {
        return new SinkState(true, false, null, reason, 0);
    }

    /** Whether a request may go now. */
    public boolean ready(Instant now) {
        return !paused && (waitUntil == null || !now.isBefore(waitUntil));
    }
}
