package io.csatrelay.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One page of a vendor's records on its way into the store. Used by one exchange alone.
 */
public final class Page {
    private final List<Raw> fresh;
    private final int unchanged;
    private final String problem;
    private final List<Outcome> outcomes = new ArrayList<>();

    Page(List<Raw> fresh, int unchanged) {
        this(fresh, unchanged, null);
    }

    private Page(List<Raw> fresh, int unchanged, String problem) {
        this.fresh = fresh;
        this.unchanged = unchanged;
        this.problem = problem;
    }

    /** The same records, none of which can become a rating, whatever the mapping makes of them. */
    Page without(String why) {
        return new Page(fresh, unchanged, why);
    }

    /** Why none of its records can become a rating, or null. */
    String problem() {
        return problem;
    }

    /** What goes into the mapping: {@code {record, lookup, source}} for each record that is new or changed. */
    public List<JsonNode> getInputs() {
        List<JsonNode> inputs = new ArrayList<>(fresh.size());
        fresh.forEach(raw -> inputs.add(raw.input()));
        return inputs;
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
     */
    record Raw(String externalId, Version version, ObjectNode input) {
    }
}
