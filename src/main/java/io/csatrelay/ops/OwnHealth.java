package io.csatrelay.ops;

import io.csatrelay.store.StatusSql;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * What is ours alone: the store answers and its lock is held. Readiness; a vendor's trouble is not part of it.
 */
public final class OwnHealth extends AbstractHealthCheck {
    private final StatusSql store;
    private final BooleanSupplier lockHeld;

    /**
     * @param store read once at each call
     * @param lockHeld whether this process still holds the store's lock
     */
    public OwnHealth(StatusSql store, BooleanSupplier lockHeld) {
        super("csat-relay", "store");
        this.store = store;
        this.lockHeld = lockHeld;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        try {
            store.view();
        } catch (RuntimeException failed) {
            builder.down().message("the store does not answer: " + failed.getMessage());
            return;
        }
        if (lockHeld.getAsBoolean()) {
            builder.up();
        } else {
            builder.down().message("the store's lock was lost: another process may collect and deliver; restart this one");
        }
    }
}
