package io.csatrelay.collect;

import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Variable;

/**
 * Decides which window a run collects next. A window that an earlier run left midway is tried again at half its length.
 */
public final class Windows {
    private final CollectStore store;
    private final StandAside standAside;

    /**
     * @param store where the bookmarks are
     * @param standAside whether a run has to let another go first
     */
    public Windows(CollectStore store, StandAside standAside) {
        this.store = store;
        this.standAside = standAside;
    }

    /** Opens the next window that is due. @return false when none is, or when the run has to end before its work does */
    public boolean open(@Variable("run") Run run) {
        if (!run.lane().hasBookmark() || leaves(run) || standAside.shouldYield(run)) {
            return false;
        }
        LaneState lane = store.lane(run.getSourceId(), run.lane())
                .orElseThrow(() -> new IllegalStateException(run.where() + ": a run without a lane"));
        Duration length = lane.pages() > 0 ? Tiling.halved(lane.length()) : lane.length();
        Optional<Window> next = Tiling.next(lane.position(), lane.until(), length);
        if (next.isEmpty()) {
            return false;
        }
        if (lane.pages() > 0) {
            store.setLane(run.getSourceId(), run.lane(),
                    new LaneState(lane.position(), lane.until(), length, 0, lane.startedAt()));
        }
        run.open(next.get(), length);
        return true;
    }

    private boolean leaves(Run run) {
        if (run.isStopped()) {
            run.leave("stopped; the next start goes on from there");
            return true;
        }
        if (store.paused(run.getSourceId())) {
            run.leave("a person paused the source; after resume it goes on from there");
            return true;
        }
        return false;
    }

    /** Whether a run has to let a more urgent one of the same source go first. */
    public interface StandAside {
        /** Asked before each window. */
        boolean shouldYield(Run run);
    }
}
