package io.csatrelay.store;

import io.csatrelay.distribution.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Steps that together make up a span, in any order.
 *
 * @param cost about what it takes to read them, in microseconds where a thousand agents are at work
 */
record Way(List<Step> steps, long cost) {
    static final Way NONE = new Way(List.of(), 0);

    /**
     * Over buckets, or over sums of one level.
     *
     * @param level null for buckets
     * @param from  exclusive, for names are ends
     * @param to    inclusive
     * @param sign  1 adds them, -1 takes them away
     */
    record Step(Level level, Instant from, Instant to, int sign) {
        private static final int STATEMENT = 25;

        boolean goesOnIn(Step next) {
            return level == next.level && sign == next.sign && to.equals(next.from);
        }

        Step goneOn(Instant further) {
            return new Step(level, from, further, sign);
        }

        private long cost() {
            long hours = Duration.between(from, to).toMinutes() / 60;
            return STATEMENT + (level == null ? Duration.between(from, to).toMinutes() * 10 : switch (level) {
                case HOUR -> hours * 10;
                case DAY -> hours * 60 / 24;
                case MONTH -> hours * 250 / (30 * 24);
            });
        }
    }

    /** Of one step forth, or of none. */
    static Way of(Level level, Instant from, Instant to) {
        if (from.equals(to)) {
            return NONE;
        }
        Step step = new Step(level, from, to, 1);
        return new Way(List.of(step), step.cost());
    }

    Way and(Way more) {
        if (steps.isEmpty() || more.steps.isEmpty()) {
            return steps.isEmpty() ? more : this;
        }
        List<Step> all = new ArrayList<>(steps);
        all.addAll(more.steps);
        return new Way(all, cost + more.cost);
    }

    /** The other way round. */
    Way back() {
        return new Way(steps.stream().map(step -> new Step(step.level, step.from, step.to, -step.sign)).toList(), cost);
    }

    /** @param other null for none */
    Way orCheaper(Way other) {
        return other == null || cost < other.cost ? this : other;
    }
}
