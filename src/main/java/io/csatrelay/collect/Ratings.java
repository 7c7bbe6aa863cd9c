package io.csatrelay.collect;

import java.time.InstantSource;
import org.apache.camel.Variable;

/**
 * Stores what a page became, in one transaction; the last page of a window moves the bookmark in that same transaction.
 */
public final class Ratings {
    private final CollectStore store;
    private final InstantSource clock;
    private final FilteredVersions filtered;

    /**
     * @param store where it goes
     * @param clock when it was stored
     * @param filtered learns what is no rating
     */
    public Ratings(CollectStore store, InstantSource clock, FilteredVersions filtered) {
        this.store = store;
        this.clock = clock;
        this.filtered = filtered;
    }

    /** Stores the page; of one that was pushed its signature, too, so that its repeats change nothing from then on. */
    public void store(@Variable("run") Run run, @Variable("page") Page page, @Variable("delivery") Delivery delivery) {
        run.stored(store.storePage(new CollectStore.PageToStore(run.getSourceId(), run.number(), run.lane(), page.unchanged(),
                page.outcomes(), progress(run), clock.instant(), delivery == null ? null : delivery.signed())));
        if (run.lane() != Lane.COUNT) {
            page.outcomes().stream().filter(Outcome.Filtered.class::isInstance)
                    .forEach(outcome -> filtered.add(run.getSourceId(), (Outcome.Filtered) outcome));
        }
    }

    private static CollectStore.Progress progress(Run run) {
        if (!run.lane().hasBookmark() || run.window() == null) {
            return null;
        }
        return run.lastPage()
                ? new CollectStore.Progress(run.window().to(), Tiling.grown(run.windowLength(), run.source().window()), run.continuation())
                : new CollectStore.Progress(null, run.window().length());
    }
}
