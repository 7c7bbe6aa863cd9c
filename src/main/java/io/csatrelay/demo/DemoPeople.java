package io.csatrelay.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The demo account's agents and groups by name, as Zendesk's public API gives them: {@code users/show_many?ids=} with at most 100 ids
 * (developer.zendesk.com, Users, Show Many Users; an unknown one is left out), and {@code groups} in cursor pages (Groups, List Groups).
 */
final class DemoPeople {
    /** One for each of {@link DemoData#GROUPS}. */
    static final List<String> GROUPS = List.of("Billing", "Deliveries", "Returns", "Technical support", "Key accounts", "Onboarding");

    private static final int MAX_IDS = 100;
    private static final String IDS = "ids";

    private DemoPeople() {
    }

    /** {@code {"users":[…],"count"}}; each with more than a name, as the real ones. */
    static DemoAnswer users(DemoRequest request) {
        Map<String, String> parameters = Query.read(request.query(), Set.of(IDS));
        ObjectNode answer = Json.object();
        ArrayNode users = answer.putArray("users");
        for (long id : ids(parameters.get(IDS))) {
            long number = id - DemoData.FIRST_AGENT + 1;
            if (number >= 1 && number <= DemoData.AGENTS) {
                users.addObject().put("id", id).put("name", "Agent %02d".formatted(number)).put("email", "agent%02d@demo.example".formatted(number))
                        .put("role", "agent").put("active", true);
            }
        }
        return DemoAnswer.json(200, Json.bytes(answer.putNull("next_page").putNull("previous_page").put("count", users.size())));
    }

    private static Set<Long> ids(String text) {
        Set<Long> ids = new TreeSet<>();
        String[] parts = text == null ? new String[0] : text.split(",", -1);
        if (parts.length == 0 || parts.length > MAX_IDS) {
            throw new Rejected(400, "InvalidParameter", "ids takes 1 to " + MAX_IDS + " ids");
        }
        for (String part : parts) {
            if (!part.matches("[0-9]{1,18}")) {
                throw new Rejected(400, "InvalidParameter", "ids takes numbers, separated by commas");
            }
            ids.add(Long.parseLong(part));
        }
        return ids;
    }

    /** {@code {"groups":[…],"meta","links"}}, half of them a page whatever larger size is asked for: legal, and it shows who does not go on. */
    static DemoAnswer groups(DemoRequest request) {
        Map<String, String> parameters = Query.read(request.query(), Set.of(RatingPages.SIZE, RatingPages.AFTER));
        if (!parameters.getOrDefault(RatingPages.SIZE, "").matches("[1-9][0-9]?|100")) {
            throw new Rejected(400, "InvalidPaginationParameter", "page[size] is a number from 1 to 100");
        }
        String after = parameters.getOrDefault(RatingPages.AFTER, "");
        if (!after.isEmpty() && !after.equals(cursor())) {
            throw new Rejected(400, "InvalidPaginationParameter", "page[after] is no cursor of ours");
        }
        boolean first = after.isEmpty();
        ObjectNode answer = Json.object();
        ArrayNode groups = answer.putArray("groups");
        for (int i = first ? 0 : GROUPS.size() / 2; i < (first ? GROUPS.size() / 2 : GROUPS.size()); i++) {
            groups.addObject().put("id", DemoData.FIRST_GROUP + i).put("name", GROUPS.get(i)).put("is_public", true).put("deleted", false);
        }
        ObjectNode meta = answer.putObject("meta").put("has_more", first);
        meta.put("after_cursor", first ? cursor() : null);
        return DemoAnswer.json(200, Json.bytes(answer));
    }

    /** Opaque, and with signs that a URL has to encode. */
    private static String cursor() {
        return "Z3JvdXBz+/==";
    }
}
