package io.csatrelay.collect;

import io.csatrelay.vendor.VendorException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides which buckets a run fills next: those that have closed since the bookmark, as far back as LivePerson still has them. */
public final class LivePersonBuckets {
    /** "The maximum timeframe value is 1440 minutes (24 hours)". */
    static final int LONGEST_MINUTES = 1440;
    /**
     * How old a bucket may be: it begins in the bucket that such a timeframe begins in, for two minutes more at least, so that an answer
     * that takes its time is still about it.
     */
    static final Duration REACH = Duration.ofMinutes(LONGEST_MINUTES + 2);

    private static final Logger LOG = LoggerFactory.getLogger(LivePersonBuckets.class);

    private final CollectStore store;
    private final Windows windows;
    private final InstantSource clock;

    public LivePersonBuckets(CollectStore store, Windows windows, InstantSource clock) {
        this.store = store;
        this.windows = windows;
        this.clock = clock;
    }

    /**
     * Opens the next buckets. What is too old is skipped: the store then has a gap for ever.
     *
     * @return false when none has closed, or the run has to end before its work does
     * @throws VendorException when a span or a record is asked for
     */
    public boolean open(@Variable("run") Run run) throws VendorException {
        if (run.lane() != Lane.LIVE) {
            throw new VendorException("LivePerson answers for the last 24 hours alone, in counts: there is no record to ask for, and nothing older", 0,
                    false, null, null);
        }
        LaneState lane = store.lane(run.getSourceId(), Lane.LIVE)
                .orElseThrow(() -> new IllegalStateException(run.where() + ": a run without a lane"));
        Instant from = BucketTime.ceil(lane.position());
        Instant earliest = BucketTime.ceil(clock.instant().minus(REACH));
        if (from.isBefore(earliest)) {
            LOG.warn("collecting {}: what was counted from {} to {} is gone: LivePerson has no more than 24 hours", run.getSourceId(), from, earliest);
            from = earliest;
        }
        LaneState whole = new LaneState(from, BucketTime.floor(lane.until()), run.source().window(), 0, lane.startedAt());
        if (!whole.equals(lane)) {
            store.setLane(run.getSourceId(), Lane.LIVE, whole);
        }
        return windows.open(run);
    }
}
