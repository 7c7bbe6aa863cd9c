package io.csatrelay.report;

import io.csatrelay.distribution.Buckets;
import io.csatrelay.distribution.Dimension;
import java.time.Instant;
import java.util.Objects;

/**
 * One bucket of one agent in one skill, as a source gave it. (source, skill, agent, end) identify it.
 *
 * @param source  the source's id
 * @param skill   {@link Dimension#NONE} for none
 * @param agent   {@link Dimension#NONE} for none
 * @param end     the bucket's end, which names it
 * @param metrics what was counted in it
 */
public record EngagementInterval(String source, String skill, String agent, Instant end, EngagementMetrics metrics) {
    /** @throws IllegalArgumentException when the end is no boundary */
    public EngagementInterval {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(skill, "skill");
        Objects.requireNonNull(agent, "agent");
        if (!Buckets.isBoundary(end)) {
            throw new IllegalArgumentException("keeping an engagement interval that ends at " + end + ": it has to be a five-minute boundary");
        }
    }
}
