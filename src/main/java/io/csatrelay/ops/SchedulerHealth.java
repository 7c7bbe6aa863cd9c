package io.csatrelay.ops;

import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Liveness: the process schedules. Delivering ticks every second; when no tick has begun for a minute, only a restart helps. Nothing
 * else is part of it: neither the store's trouble nor a vendor's is mended by a restart. Safe for use by several threads.
 */
public final class SchedulerHealth extends AbstractHealthCheck {
    private static final Duration SILENT = Duration.ofMinutes(1);

    private final LongSupplier ticks;
    private final LongSupplier nanos;
    private long seen = -1;
    private long seenAt;

    /**
     * @param ticks how many times a schedule has fired since the start
     * @param nanos a monotonic clock, nanoseconds
     */
    public SchedulerHealth(LongSupplier ticks, LongSupplier nanos) {
        super("csat-relay", "scheduler");
        this.ticks = ticks;
        this.nanos = nanos;
    }

    @Override
    public boolean isLiveness() {
        return true;
    }

    @Override
    public boolean isReadiness() {
        return false;
    }

    @Override
    protected synchronized void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        long now = nanos.getAsLong();
        long count = ticks.getAsLong();
        if (count != seen) {
            seen = count;
            seenAt = now;
        }
        long silent = Duration.ofNanos(now - seenAt).toSeconds();
        if (silent <= SILENT.toSeconds()) {
            builder.up();
        } else {
            builder.down().message("no schedule has fired for " + silent + " s: restart the process");
        }
    }
}
