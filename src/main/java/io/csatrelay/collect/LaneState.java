package io.csatrelay.collect;

import java.time.Duration;
import java.time.Instant;

/**
 * Where a lane of a source stands, as the store keeps it.
 *
 * @param position the bookmark: all before it is stored
 * @param until where the lane's work ends; moved by each run
 * @param length the length of the window in work, or of the next one
 * @param pages pages of the window in work that are stored; more than 0 at the start of a run means that it was left midway
 * @param startedAt when the lane last began from its start
 */
public record LaneState(Instant position, Instant until, Duration length, int pages, Instant startedAt) {
    /** Whether all that the lane was asked for is stored. */
    public boolean done() {
        return !position.isBefore(until);
    }
}
