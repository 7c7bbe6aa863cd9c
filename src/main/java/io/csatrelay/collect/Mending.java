package io.csatrelay.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Variable;

/** Takes quarantined records that a person asked to map again out of the store, page by page. */
public final class Mending {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CollectStore store;

    /** @param store where they are */
    public Mending(CollectStore store) {
        this.store = store;
    }

    /** The next page. @return null when there is none */
    public Page next(@Variable("run") Run run) throws JsonProcessingException {
        if (run.isStopped()) {
            run.leave("stopped; the next start goes on from there");
            return null;
        }
        List<CollectStore.Quarantined> records = store.toMend(run.getSourceId(), run.mendedUntil());
        if (records.isEmpty()) {
            return null;
        }
        List<Page.Raw> page = new ArrayList<>();
        for (CollectStore.Quarantined record : records) {
            ObjectNode input = (ObjectNode) JSON.readTree(record.input());
            // The source is as it is set up now: which question is the score may be what was wrong.
            input.withObjectProperty("source").setAll(run.source().facts());
            page.add(new Page.Raw(record.externalId(), record.version(), input));
            run.mendedUntil(record.id());
        }
        return new Page(page, 0);
    }
}
