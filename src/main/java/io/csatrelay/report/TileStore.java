package io.csatrelay.report;

import io.csatrelay.distribution.Distribution;
import io.csatrelay.distribution.Question;
import java.util.List;
import java.util.Map;

/** What reports need of the tiles: customers' answers that a source gave as counts in five minutes, not as ratings. */
public interface TileStore {
    /**
     * The distributions that a question asks for; one state of the store.
     *
     * @param question grouped and filtered by source, skill and agent only
     * @return as {@link EngagementStore#read}
     * @throws IllegalArgumentException for another dimension
     */
    List<Map<List<String>, Distribution>> read(Question question);
}
