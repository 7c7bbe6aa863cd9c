package io.csatrelay.report;

import io.csatrelay.distribution.Question;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What engagement reports need of the store. */
public interface EngagementStore {
    /** Keeps intervals, all or none. One that is there already gets the metrics given last: a source may read an interval again. */
    void store(Collection<EngagementInterval> intervals);

    /**
     * The metrics that a question asks for; one state of the store.
     *
     * @param question grouped and filtered by source, skill and agent only
     * @return for each period in its order: group → metrics; groups whose metrics are all zero are left out. A group is its values in the
     *         order of {@code groupBy}; the only group of an ungrouped question is the empty list
     * @throws IllegalArgumentException for another dimension
     */
    List<Map<List<String>, EngagementMetrics>> read(Question question);
}
