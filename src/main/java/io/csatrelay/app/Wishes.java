package io.csatrelay.app;

import io.csatrelay.collect.Lane;
import io.csatrelay.collect.RunRequest;
import io.csatrelay.collect.Runs;
import io.csatrelay.store.ControlSql;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What commands beside the holder ask for, taken from the store by a route every second: runs, and quarantined records to be
 * mapped again. A wish waits while a run of its kind is at work. One that nobody waits for any more is not fulfilled: whoever asked
 * may have thought better of it, and a run that begins days later would surprise.
 */
public final class Wishes {
    /** A command says every few seconds that it waits. */
    static final Duration WAITED_FOR = Duration.ofMinutes(1);

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
        Set<String> mending = new HashSet<>();
        for (ControlSql.Wish wish : store.openWishes()) {
            RunRequest request = wish.request();
            Optional<String> cannot = cannot(wish);
            if (cannot.isPresent()) {
                store.refuseWish(request.wish(), clock.instant(), cannot.get());
            } else if (!runs.atWork(request)) {
                due.add(request);
                if (request.lane() == Lane.MEND) {
                    mending.add(request.source());
                }
            }
        }
        for (String source : store.toMend()) {
            RunRequest mend = RunRequest.scheduled(source, Lane.MEND);
            if (!mending.contains(source) && offOrUnknown(source) == null && !runs.atWork(mend)) {
                due.add(mend);
            }
        }
        return due;
    }

    private Optional<String> cannot(ControlSql.Wish wish) {
        String off = offOrUnknown(wish.request().source());
        if (off != null) {
            return Optional.of(off);
        }
        if (wish.wishedAt().plus(WAITED_FOR).isBefore(clock.instant())) {
            return Optional.of("nobody waited for this run of " + wish.request().source() + " any more: ask again");
        }
        return runs.cannotBegin(wish.request());
    }

    private String offOrUnknown(String source) {
        if (!sources.containsKey(source)) {
            return "there is no source " + source + "; there are " + sources.keySet();
        }
        return sources.get(source) == null ? null : source + " is off: " + sources.get(source);
    }
}
