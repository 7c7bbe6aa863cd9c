package io.csatrelay.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** Keeps what a route fetched beside the records: the mapping's {@code lookup}, and the vendor's count. */
public final class Lookups {
    private final CollectStore store;

    /** @param store keeps the count, for whoever watches the run */
    public Lookups(CollectStore store) {
        this.store = store;
    }

    /** Zendesk's reasons, as they came. */
    public void reasons(@Variable("run") Run run, @Body JsonNode answer) {
        run.setLookup(JsonNodeFactory.instance.objectNode().set("reasons", answer.path("reasons")));
    }

    /** Nothing: the account does not have it, or may not see it. */
    public void none(@Variable("run") Run run) {
        run.setLookup(JsonNodeFactory.instance.objectNode());
    }

    /**
     * Zendesk's count of ratings. Over 100,000 it is a day old, and while {@code refreshed_at} is null it is capped at 100,000.
     */
    public void count(@Variable("run") Run run, @Body JsonNode answer) {
        JsonNode count = answer.path("count");
        store.expect(run.number(), new Count(count.path("value").asLong(), count.path("refreshed_at").isNull()));
    }
}
