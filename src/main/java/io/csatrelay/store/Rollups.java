package io.csatrelay.store;

import java.time.InstantSource;

/** Sums buckets up to hours, days and months, a little at a time: collecting waits for a writing transaction. Safe for use by several threads. */
public final class Rollups {
    /** Two days' hours: some 10 ms where a thousand agents are at work. */
    private static final int AT_A_TIME = 48;

    private final Database database;
    private final InstantSource clock;

    /**
     * @param database where
     * @param clock the wall clock: an hour is summed up when it has closed
     */
    public Rollups(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Sums up some of what is due and has closed. @return whether there may be more */
    public boolean makeSome() {
        return database.write(tx -> new RollupsTx(tx).make(clock.instant(), AT_A_TIME)) == AT_A_TIME;
    }
}
