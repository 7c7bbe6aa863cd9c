package io.csatrelay.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csatrelay.vendor.VendorException;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;

/** Keeps what a route fetched beside the records: the mapping's {@code lookup}, and the vendor's count. */
public final class Lookups {
    /** What accounts without reasons answer; 403 may come with an empty HTML body. */
    private static final Set<Integer> ABSENT = Set.of(403, 404, 410);

    private final CollectStore store;

    /** @param store keeps the count, for whoever watches the run */
    public Lookups(CollectStore store) {
        this.store = store;
    }

    /** Zendesk's reasons, as they came; an answer without a list of them counts as none. */
    public void reasons(@Variable("run") Run run, @Body JsonNode answer) {
        ObjectNode lookup = JsonNodeFactory.instance.objectNode();
        if (answer != null && answer.path("reasons").isArray()) {
            lookup.set("reasons", answer.get("reasons"));
        }
        run.setLookup(lookup);
    }

    /**
     * Goes on without reasons when the account does not have them, or may not see them. Any other failure ends the run: what is
     * stored without its reason now would not be mapped again later.
     *
     * @param failure why they could not be had
     * @throws VendorException {@code failure}, when it may pass or is a person's to mend
     */
    public void none(@Variable("run") Run run, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) VendorException failure) throws VendorException {
        if (!ABSENT.contains(failure.status())) {
            throw failure;
        }
        run.setLookup(JsonNodeFactory.instance.objectNode());
    }

    /**
     * Zendesk's count of ratings. Over 100,000 it is a day old, and while {@code refreshed_at} is null it is capped at 100,000.
     */
    public void count(@Variable("run") Run run, @Body JsonNode answer) {
        JsonNode count = answer.path("count");
        if (count.path("value").canConvertToLong()) {
            store.expect(run.number(), new Count(count.get("value").asLong(), count.path("refreshed_at").isNull()));
        }
    }
}
