package io.csatrelay.collect;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/**
 * Reads what a vendor pushed: one record, or a list of them at {@link Source#records()}. What cannot be read is kept as text, for the
 * quarantine. Stateless but for the store.
 */
public final class PushedPages {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** More would not be stored in the time that a sender waits. */
    private static final int MOST = 1000;

    private final Pages pages;

    /** @param pages tells which records are known */
    public PushedPages(Pages pages) {
        this.pages = pages;
    }

    /** The page of a body's records. @param body the bytes as they came */
    public Page read(@Variable("run") Run run, @Body byte[] body) {
        byte[] bytes = body == null ? new byte[0] : body;
        try {
            JsonNode json = JSON.readTree(bytes);
            JsonNode found = json.at(run.source().records());
            if (found.size() > MOST && found.isArray()) {
                return unreadable(run, bytes, "the body has " + found.size() + " records; it may have " + MOST);
            }
            if (found.isArray()) {
                return pages.fresh(run, found);
            }
            return found.isObject() ? pages.fresh(run, List.of(found)) : unreadable(run, bytes, "the body has no record at \"" + run.source().records() + "\"");
        } catch (IOException notJson) {
            return unreadable(run, bytes, "the body is not JSON");
        }
    }

    private Page unreadable(Run run, byte[] bytes, String why) {
        return pages.page(run, List.of(ReadRecord.unreadable(new String(bytes, StandardCharsets.UTF_8), why)));
    }
}
