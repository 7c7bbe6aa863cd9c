package io.csatrelay.ops;

import io.csatrelay.distribution.Buckets;
import io.csatrelay.store.PurgeSql;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Purges what is past its retention, source by source. Safe for use by several threads; one exchange has one {@link Purge}. */
public final class Purging {
    private static final Logger LOG = LoggerFactory.getLogger(Purging.class);

    private final PurgeSql store;
    private final Function<String, Optional<Duration>> retention;
    private final InstantSource clock;

    /**
     * @param store where
     * @param retention how long a source's ratings are kept; empty: for ever
     * @param clock the wall clock
     */
    public Purging(PurgeSql store, Function<String, Optional<Duration>> retention, InstantSource clock) {
        this.store = store;
        this.retention = retention;
        this.clock = clock;
    }

    /** Begins: every source of the store that has a retention, the ones that no route file declares any more included. */
    public Purge begin() {
        return new Purge(store.sources().stream().filter(source -> retention.apply(source).isPresent()).toList());
    }

    /** Purges some ratings of the source that the purge is at. */
    public void some(@Variable("purge") Purge purge) {
        String source = purge.source();
        Instant now = clock.instant();
        // A bucket is purged whole or not at all, so that what is final and what is not can be told apart.
        Instant before = Buckets.floor(now.minus(retention.apply(source).orElseThrow()));
        PurgeSql.Step step = store.purgeSome(source, before, purge.at(), now);
        if (purge.did(step) && (purge.ratings() > 0 || purge.records() > 0)) {
            LOG.info("retention of {}: purged {} ratings that were answered before {}, and {} records of the quarantine; their distributions stay{}",
                    source, purge.ratings(), before, purge.records(), purge.left() == 0 ? "" : "; " + purge.left()
                            + " older ones stay, because they are pending, unknown or held, or one with their supersedes_key is");
        }
    }

    /** Ends: nothing of what was purged is left in the store's log either. */
    public void end(@Variable("purge") Purge purge) {
        if (purge.changed()) {
            store.settle();
        }
    }
}
