package io.csatrelay.collect;

import com.fasterxml.jackson.databind.JsonNode;
import io.csatrelay.vendor.VendorException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/**
 * Says which tickets a page needs, and gives each to the mapping as {@code lookup.ticket}: agent, group and channel are not in a survey
 * response, and a rating has no channel. Only for answers that are seen for the first time; what was stored then is kept. Stateless.
 */
public final class Tickets {
    /** Zendesk's limit: Tickets, "Show Multiple Tickets": up to 100 ids. */
    static final int MOST = 100;

    private static final String ID = "[0-9]{1,18}";

    /** What only its ticket can have told of a survey response. */
    private static final List<String> OF_RESPONSE = List.of("agent_id", "skill_id", "channel");
    /** And of a rating, which has agent and group itself. */
    private static final List<String> OF_RATING = List.of("channel");
    private static final Set<String> ANSWERS = Set.of("good", "bad");

    /** The query for the next tickets of the page, at most {@link #MOST}; null when it has all that it needs. */
    public String next(@Variable("page") Page page) {
        Set<String> ids = new LinkedHashSet<>();
        page.fresh().stream().filter(Tickets::wanted).forEach(raw -> ids.add(ticket(raw.record())));
        return ids.isEmpty() ? null : "ids=" + ids.stream().limit(MOST).collect(Collectors.joining(","));
    }

    /**
     * Adds what came for {@code query}. A ticket that is gone is absent from the answer: then the look-up is null.
     *
     * @throws VendorException when the answer has no list of tickets: nothing says then that they are gone
     */
    public void read(@Variable("run") Run run, @Variable("page") Page page, @Variable("query") String query, @Body JsonNode answer) throws VendorException {
        if (answer == null || !answer.path("tickets").isArray()) {
            throw NextPage.broken("the answer has no list of tickets", run.source().baseUrl());
        }
        Set<String> asked = Set.of(query.substring("ids=".length()).split(","));
        for (Page.Raw raw : page.fresh()) {
            if (wanted(raw) && asked.contains(ticket(raw.record()))) {
                raw.look("ticket", found(answer, ticket(raw.record())));
            }
        }
    }

    private static JsonNode found(JsonNode answer, String id) {
        for (JsonNode ticket : answer.path("tickets")) {
            if (ticket.path("id").asText().equals(id)) {
                var kept = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
                kept.set("id", ticket.get("id"));
                kept.set("assignee_id", ticket.get("assignee_id"));
                kept.set("group_id", ticket.get("group_id"));
                kept.putObject("via").set("channel", ticket.at("/via/channel"));
                return kept;
            }
        }
        return com.fasterxml.jackson.databind.node.NullNode.instance;
    }

    private static boolean wanted(Page.Raw raw) {
        JsonNode record = raw.record();
        boolean rating = record.has("score");
        boolean answered = rating ? ANSWERS.contains(record.path("score").asText()) : Surveys.isAnswered(record);
        return answered && raw.lookup("ticket") == null && ticket(record) != null
                && (rating ? OF_RATING : OF_RESPONSE).stream().noneMatch(raw.input().at("/lookup/earlier")::hasNonNull);
    }

    private static String ticket(JsonNode record) {
        if (record.path("ticket_id").asText().matches(ID)) {
            return record.path("ticket_id").asText();
        }
        for (JsonNode subject : record.path("subjects")) {
            String id = subject.path("id").asText();
            if (subject.path("type").asText().equals("ticket") && id.matches(ID)) {
                return id;
            }
        }
        return null;
    }
}
