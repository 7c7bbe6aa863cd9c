package io.csatrelay.collect;

import com.fasterxml.jackson.databind.JsonNode;
import io.csatrelay.vendor.VendorException;
import java.time.InstantSource;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** Makes tiles of LivePerson's CSAT distribution, which has windows that end now and no intervals. What is in work is a {@link LivePersonTile}. */
public final class LivePersonCsat {
    private final AggregateStore store;
    private final InstantSource clock;

    public LivePersonCsat(AggregateStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Begins the tile of the run's window, which is one bucket. */
    public LivePersonTile begin(@Variable("run") Run run) {
        return new LivePersonTile(run);
    }

    /** The timeframe of the tile's next request, minutes. */
    public long timeframe(@Variable("tile") LivePersonTile tile) {
        return tile.timeframe(clock.instant());
    }

    /** Reads the answer to it. */
    public void read(@Variable("tile") LivePersonTile tile, @Body JsonNode answer) throws VendorException {
        tile.take(LivePersonRows.of(LivePersonRows.body(answer)), clock.instant());
    }

    /** Stores the tile, unless the run stopped in the midst of it. */
    public void store(@Variable("run") Run run, @Variable("tile") LivePersonTile tile) {
        if (tile.isDone()) {
            run.stored(store.store(tile.filling(clock.instant())));
        }
    }
}
