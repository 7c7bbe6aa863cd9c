package io.csatrelay.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;

/** What the dashboard needs and no other answer has: where tickets are, which account stands for all, what the request ledger has left. */
public final class PageFacts {
    private final Map<String, String> zendesk;
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
     * @param zendesk source → the address of the Zendesk account that has its tickets
     * @param account what stands for all ratings in LivePerson's contract
     * @param ledger each limit
     */
    public PageFacts(Map<String, String> zendesk, String account, List<Window> ledger) {
        this.zendesk = new TreeMap<>(zendesk);
        this.account = account;
        this.ledger = List.copyOf(ledger);
    }

    /** {@code {"ticketUrls":{source: url},"account","ledger":[{"seconds","limit","free"}]}}. */
    public String json() {
        ObjectNode facts = JsonNodeFactory.instance.objectNode().put("account", account);
        ObjectNode tickets = facts.putObject("ticketUrls");
        zendesk.forEach((source, url) -> tickets.put(source, url + "/agent/tickets/"));
        ArrayNode windows = facts.putArray("ledger");
        ledger.forEach(window -> windows.addObject().put("seconds", window.seconds()).put("limit", window.limit())
                .put("free", window.free().getAsInt()));
        return facts.toString();
    }
}
