package io.csatrelay.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One page of a vendor's records on its way into the store. Used by one exchange alone.
 */
public final class Page {
    private final List<Raw> fresh;
    private final int unchanged;
    private final List<Raw> read;
    private final List<Outcome> outcomes = new ArrayList<>();

    Page(List<Raw> fresh, int unchanged) {
        this(fresh, unchanged, fresh);
    }

    /** @param read all of its records, those that are known and repeated ones too */
    Page(List<Raw> fresh, int unchanged, List<Raw> read) {
        this.fresh = fresh;
        this.unchanged = unchanged;
        this.read = read;
    }

    /** What goes into the mapping: {@code {record, lookup, source}} for each record that is new or changed. */
    public List<JsonNode> getInputs() {
        List<JsonNode> inputs = new ArrayList<>(fresh.size());
        fresh.forEach(raw -> inputs.add(raw.input()));
        return inputs;
    }

    /** The records that are new or changed. */
    List<Raw> fresh() {
        return fresh;
    }

    /** All of the page's records that were read, those that were known too. */
    List<Raw> read() {
        return read;
    }

    Raw fresh(int index) {
        return fresh.get(index);
    }

    void add(Outcome outcome) {
        outcomes.add(outcome);
    }

    List<Outcome> outcomes() {
        if (outcomes.size() != fresh.size()) {
            throw new IllegalStateException("storing a page: " + fresh.size() + " records went into the mapping and "
                    + outcomes.size() + " came out: does the route's split use the strategy `mapped`?");
        }
        return outcomes;
    }

    int unchanged() {
        return unchanged;
    }

    /**
     * A vendor's record that is new or changed.
     *
     * @param externalId the vendor's id
     * @param version its version
     * @param input what the mapping is given
     * @param problem why it cannot become a rating, whatever the mapping makes of it; or null
     */
    record Raw(String externalId, Version version, ObjectNode input, String problem) {
        Raw(String externalId, Version version, ObjectNode input) {
            this(externalId, version, input, null);
        }

        JsonNode record() {
            return input.get("record");
        }

        /** What was fetched for this record, or null. */
        JsonNode lookup(String name) {
            return input.path("lookup").get(name);
        }

        /** Adds what was fetched for this record alone. */
        void look(String name, JsonNode found) {
            ObjectNode own = JsonNodeFactory.instance.objectNode().setAll((ObjectNode) input.get("lookup"));
            own.set(name, found);
            input.set("lookup", own);
        }
    }
}
