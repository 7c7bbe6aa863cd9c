package io.csatrelay.store;

import io.csatrelay.collect.AggregateStore;
import io.csatrelay.collect.Tally;

/** Keeps what sources counted themselves. Safe for use by several threads. */
public final class AggregateSql implements AggregateStore {
    private final Database database;

    /** @param database where */
    public AggregateSql(Database database) {
        this.database = database;
    }

    @Override
    public Tally store(Filling filling) {
        return database.write(tx -> new FillingTx(tx, filling).store());
    }
}
