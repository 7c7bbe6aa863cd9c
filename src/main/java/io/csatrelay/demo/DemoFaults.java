package io.csatrelay.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * The faults that a demo vendor will answer with. Of the rules that match a request the oldest one wins and is used up by one.
 * Thread-safe.
 */
public final class DemoFaults {

    private final List<Rule> rules = new ArrayList<>();
    private final List<DemoFault> given = new ArrayList<>();

    private static final class Rule {
        private final Predicate<DemoRequest> when;
        private final BooleanSupplier chance;
        private final DemoFault fault;
        private int left;

        Rule(int times, Predicate<DemoRequest> when, BooleanSupplier chance, DemoFault fault) {
            this.left = times;
            this.when = when;
            this.chance = chance;
            this.fault = fault;
        }
    }

    /** The next {@code times} requests get this fault. */
    public DemoFaults next(int times, DemoFault fault) {
        return next(times, request -> true, fault);
    }

    /** The next {@code times} matching requests get this fault. */
    public synchronized DemoFaults next(int times, Predicate<DemoRequest> when, DemoFault fault) {
        rules.add(new Rule(times, when, () -> true, fault));
        return this;
    }

    /** Every matching request gets this fault until {@link #clear()}. */
    public DemoFaults always(Predicate<DemoRequest> when, DemoFault fault) {
        return next(Integer.MAX_VALUE, when, fault);
    }

    /** Of the matching requests this share (0..1) gets the fault, the same ones for the same seed and order. */
    public synchronized DemoFaults share(double share, long seed, Predicate<DemoRequest> when, DemoFault fault) {
        Random random = new Random(seed);
        rules.add(new Rule(Integer.MAX_VALUE, when, () -> random.nextDouble() < share, fault));
        return this;
    }

    /** Forgets all faults that are still to come. */
    public synchronized void clear() {
        rules.clear();
    }

    /** How many requests got a fault. */
    public synchronized long given() {
        return given.size();
    }

    /** How many requests got a fault of this kind. */
    public synchronized long given(Class<? extends DemoFault> kind) {
        return given.stream().filter(kind::isInstance).count();
    }

    /** The fault for this request, or null. */
    synchronized DemoFault pick(DemoRequest request) {
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            if (rule.when.test(request) && rule.chance.getAsBoolean()) {
                given.add(rule.fault);
                if (rule.left != Integer.MAX_VALUE && --rule.left == 0) {
                    rules.remove(i);
                }
                return rule.fault;
            }
        }
        return null;
    }
}
