package io.csatrelay.distribution;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/** What reports need of the store. Each method sees one state of it, and costs what the window holds, not what the history holds. */
public interface DistributionStore {
    /**
     * The distributions that a question asks for.
     *
     * @return for each period in its order: group → distribution, groups without answers left out. A group is its values in the order of
     *         {@code groupBy} ({@link Dimension#NONE} for none); the only group of an ungrouped question is the empty list
     */
    List<Map<List<String>, Distribution>> read(Question question);

    /** Every value that any rating ever had in a dimension, {@link Dimension#NONE} left out. */
    SortedSet<String> values(Dimension dimension);

    /**
     * Up to when these sources' ratings are collected: the oldest of the live bookmarks of those that are on. Those of them that are pushed
     * hold nothing back: when there are no others it is now, cut to five minutes. When none of them is on, it is the oldest bookmark that
     * they have left.
     *
     * @param sources ids; those that never ran are left out. Empty for all
     * @return empty when none ever ran
     */
    Optional<Instant> dataThrough(Collection<String> sources);
}
