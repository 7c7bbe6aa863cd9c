package io.csatrelay.collect;

import java.time.InstantSource;
import java.util.List;
import org.apache.camel.Variable;

/**
 * Stores what a page became, in one transaction; the last page of a window moves the bookmark in that same transaction.
 */
public final class Ratings {
    private final CollectStore store;
    private final InstantSource clock;

    /**
     * @param store where it goes
     * @param clock when it was stored
     */
    public Ratings(CollectStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Stores the page, or, in a dry run, counts what of it would be sent again. */
    public void store(@Variable("run") Run run, @Variable("page") Page page) {
        CollectStore.PageToStore whole = new CollectStore.PageToStore(run.getSourceId(), run.number(), run.lane(),
                page.unchanged(), page.outcomes(), progress(run), clock.instant());
        if (run.lane() == Lane.COUNT) {
            int again = store.wouldSendAgain(whole);
            int read = page.unchanged() + page.outcomes().size();
            run.stored(new Tally(read, again, read - again, 0, 0));
            moveOnly(run, whole);
            return;
        }
        run.stored(store.storePage(whole));
    }

    private void moveOnly(Run run, CollectStore.PageToStore whole) {
        store.storePage(new CollectStore.PageToStore(run.getSourceId(), run.number(), run.lane(), 0, List.of(),
                whole.progress(), whole.at()));
    }

    private static CollectStore.Progress progress(Run run) {
        if (!run.lane().hasBookmark()) {
            return null;
        }
        return run.lastPage()
                ? new CollectStore.Progress(run.window().to(), Tiling.grown(run.windowLength(), run.source().window()))
                : new CollectStore.Progress(null, run.window().length());
    }
}
