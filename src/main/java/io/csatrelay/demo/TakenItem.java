package io.csatrelay.demo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A rating that the demo MaestroQA took.
 *
 * @param agent        its agent_id, else its agent_email
 * @param item         as it was sent
 * @param id           the {@code _id} that was given for it
 * @param batch        number of the request that brought it, as in {@link DemoRequest#number()}
 * @param arrivalNanos of that request
 */
public record TakenItem(String ticketId, String submittedAt, String agent, JsonNode item, String id, long batch,
        long arrivalNanos) {

    /** What makes two items the same rating: ticket, time and agent. A changed rating that is sent anew is the same too. */
    String key() {
        return ticketId + "|" + submittedAt + "|" + agent;
    }
}
