package io.csatrelay.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.apache.camel.Variable;

/**
 * Gives the mapping what was stored of a record before, as {@code lookup.earlier}: the agent whom a rating was for stays, whoever has the
 * ticket now.
 */
public final class Earlier {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CollectStore store;

    /** @param store where the ratings are */
    public Earlier(CollectStore store) {
        this.store = store;
    }

    /** Adds the newest rating that is stored to each record of the page that became one before. */
    public void add(@Variable("run") Run run, @Variable("page") Page page) throws JsonProcessingException {
        Map<String, String> ratings = store.ratings(run.getSourceId(), page.fresh().stream().map(Page.Raw::externalId).toList());
        for (Page.Raw raw : page.fresh()) {
            if (ratings.containsKey(raw.externalId())) {
                raw.look("earlier", JSON.readTree(ratings.get(raw.externalId())));
            }
        }
    }
}
