package io.csatrelay.distribution;

import java.util.Set;

/**
 * The sources of ratings that are on: reports wait for these, and not for those that are gone.
 *
 * @param polled are asked for what is new, and have a bookmark once they ran
 * @param pushed give what there is by themselves, and have none
 */
public record Sources(Set<String> polled, Set<String> pushed) {
    public static final Sources NONE = new Sources(Set.of(), Set.of());

    public Sources {
        polled = Set.copyOf(polled);
        pushed = Set.copyOf(pushed);
    }
}
