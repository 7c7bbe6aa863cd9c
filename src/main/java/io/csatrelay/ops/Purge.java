package io.csatrelay.ops;

import io.csatrelay.store.PurgeSql;
import java.util.List;

/** How far one purge is. Used by one exchange alone. */
public final class Purge {
    private final List<String> sources;
    private int source;
    private PurgeSql.Position at = PurgeSql.Position.START;
    private long ratings;
    private long records;
    private long left;
    private boolean sourceEnded;
    private boolean changed;

    Purge(List<String> sources) {
        this.sources = sources;
    }

    /** Whether there is a source that it is not through with. */
    public boolean isMore() {
        return source < sources.size();
    }

    String source() {
        if (sourceEnded) {
            ratings = 0;
            records = 0;
            left = 0;
            sourceEnded = false;
        }
        return sources.get(source);
    }

    PurgeSql.Position at() {
        return at;
    }

    /** Adds up. @return whether the source is through */
    boolean did(PurgeSql.Step step) {
        ratings += step.ratings();
        records += step.records();
        left += step.left();
        changed |= step.ratings() > 0 || step.records() > 0;
        sourceEnded = step.next() == null;
        at = sourceEnded ? PurgeSql.Position.START : step.next();
        source += sourceEnded ? 1 : 0;
        return sourceEnded;
    }

    /** Of the source that was worked on last. */
    long ratings() {
        return ratings;
    }

    long records() {
        return records;
    }

    long left() {
        return left;
    }

    /** Whether anything was purged. */
    boolean changed() {
        return changed;
    }
}
