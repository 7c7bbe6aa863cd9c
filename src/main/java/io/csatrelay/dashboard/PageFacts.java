package io.csatrelay.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/** What the dashboard needs and no other answer has: where tickets are, which account stands for all, what the request ledger has left. */
public final class PageFacts {
    private final Optional<String> ticketUrl;
    private final String account;
    private final List<Window> ledger;

    /**
     * A limit of the ledger.
     *
     * @param seconds its window
     * @param limit requests in any such window
     * @param free how many it has left now
     */
    public record Window(long seconds, int limit, IntSupplier free) {
    }

    /**
     * @param zendeskUrl scheme and host of the account, when there is one
     * @param account what stands for all ratings in LivePerson's contract
     * @param ledger each limit
     */
    public PageFacts(Optional<String> zendeskUrl, String account, List<Window> ledger) {
        this.ticketUrl = zendeskUrl.map(url -> url + "/agent/tickets/");
        this.account = account;
        this.ledger = List.copyOf(ledger);
    }

    /** {@code {"ticketUrl","account","ledger":[{"seconds","limit","free"}]}}. */
    public String json() {
        ObjectNode facts = JsonNodeFactory.instance.objectNode().put("ticketUrl", ticketUrl.orElse(null)).put("account", account);
        ArrayNode windows = facts.putArray("ledger");
        ledger.forEach(window -> windows.addObject().put("seconds", window.seconds()).put("limit", window.limit())
                .put("free", window.free().getAsInt()));
        return facts.toString();
    }
}
