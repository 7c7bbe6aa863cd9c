package io.csatrelay.app;

import io.csatrelay.collect.Lane;
import io.csatrelay.collect.RunRequest;
import io.csatrelay.collect.Runs;
import io.csatrelay.store.ControlSql;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What commands beside the holder ask for, taken from the store by a route every second: runs, and quarantined records to be
 * mapped again. A wish waits while a run of its kind is at work.
 */
public final class Wishes {
    private final ControlSql store;
    private final Runs runs;
    private final Map<String, String> sources;
    private final InstantSource clock;

    /**
     * @param store where
     * @param runs tells what is at work
     * @param sources the declared sources: id → why it is off, or null
     * @param clock the wall clock
     */
    public Wishes(ControlSql store, Runs runs, Map<String, String> sources, InstantSource clock) {
        this.store = store;
        this.runs = runs;
        this.sources = sources;
        this.clock = clock;
    }

    /** The runs to begin now. */
    public List<RunRequest> due() {
        List<RunRequest> due = new ArrayList<>();
        for (RunRequest wish : store.openWishes()) {
            String off = offOrUnknown(wish.source());
            String cannot = off != null ? off : runs.cannotBegin(wish).orElse(null);
            if (cannot != null) {
                store.refuseWish(wish.wish(), clock.instant(), cannot);
            } else if (!runs.atWork(wish)) {
                due.add(wish);
            }
        }
        for (String source : store.toMend()) {
            RunRequest mend = RunRequest.scheduled(source, Lane.MEND);
            if (offOrUnknown(source) == null && !runs.atWork(mend)) {
                due.add(mend);
            }
        }
        return due;
    }

    private String offOrUnknown(String source) {
        if (!sources.containsKey(source)) {
            return "there is no source " + source + "; there are " + sources.keySet();
        }
        return sources.get(source) == null ? null : source + " is off: " + sources.get(source);
    }
}
