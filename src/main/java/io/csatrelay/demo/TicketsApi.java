package io.csatrelay.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The demo Zendesk's {@code show_many} of tickets: at most 100 ids; a ticket that is gone is absent from the answer. Thread-safe. */
final class TicketsApi {

    static final String PATH = "/api/v2/tickets/show_many";
    /** Those that tickets come by. */
    static final List<String> CHANNELS = List.of("web", "email", "chat", "native_messaging");

    private static final int MAX_IDS = 100;

    private final RatingBook book;
    private final Map<Long, String> channels = new ConcurrentHashMap<>();
    private final Set<Long> gone = ConcurrentHashMap.newKeySet();

    TicketsApi(RatingBook book) {
        this.book = book;
    }

    void channel(long ticket, String channel) {
        channels.put(ticket, channel);
    }

    void remove(long ticket) {
        gone.add(ticket);
    }

    DemoAnswer answer(String query) {
        String ids = Query.read(query, Set.of("ids")).getOrDefault("ids", "");
        if (!ids.matches("[0-9]{1,18}(,[0-9]{1,18}){0," + (MAX_IDS - 1) + "}")) {
            throw new Rejected(400, "InvalidValue", "ids: 1 to " + MAX_IDS + " ids, separated by commas, are due");
        }
        ObjectNode answer = Json.object();
        ArrayNode tickets = answer.putArray("tickets");
        for (String id : ids.split(",")) {
            DemoTicket ticket = gone.contains(Long.parseLong(id)) ? null : book.ticket(Long.parseLong(id));
            if (ticket != null) {
                tickets.add(json(ticket));
            }
        }
        answer.put("count", tickets.size()).putNull("next_page").putNull("previous_page");
        return DemoAnswer.json(200, Json.bytes(answer));
    }

    private ObjectNode json(DemoTicket ticket) {
        ObjectNode json = Json.object().put("id", ticket.id()).put("assignee_id", ticket.assigneeId()).put("group_id", ticket.groupId())
                .put("requester_id", ticket.requesterId()).put("status", ticket.solved() ? "solved" : "open").put("subject", "A demo ticket");
        json.putObject("via").put("channel", channels.getOrDefault(ticket.id(), CHANNELS.get((int) (ticket.id() % CHANNELS.size()))));
        return json;
    }
}
