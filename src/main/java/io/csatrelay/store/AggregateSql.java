package io.csatrelay.store;

import io.csatrelay.collect.AggregateStore;
import io.csatrelay.collect.Tally;

/** Keeps what sources counted themselves. Safe for use by several threads. */
public final class AggregateSql implements AggregateStore {
    private final Database database;
    private final Forgotten forgotten;

    /** @param database where @param key what was erased is known by */
    public AggregateSql(Database database, PrivacyKey key) {
        this.database = database;
        this.forgotten = new Forgotten(key);
    }

    @Override
    public Tally store(Filling filling) {
        return database.write(tx -> new FillingTx(tx, filling, forgotten).store());
    }
}
