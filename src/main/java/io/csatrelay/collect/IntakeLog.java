package io.csatrelay.collect;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs refused deliveries, at most one a second: anybody may send them, as many as they like. Nothing of a delivery is logged. Safe for use
 * by several threads.
 */
final class IntakeLog {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final InstantSource clock;
    private Instant saidAt = Instant.MIN;
    private long unsaid;

    IntakeLog(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void refused(String source, String why) {
        Instant now = clock.instant();
        // A clock that was set back silences nothing.
        if (now.isBefore(saidAt) || !now.minus(QUIET).isBefore(saidAt)) {
            LOG.warn("intake of {}: a delivery is refused: {}{}", source, why, unsaid == 0 ? "" : "; so were " + unsaid + " since the last line");
            saidAt = now;
            unsaid = 0;
        } else {
            unsaid++;
        }
    }
}
