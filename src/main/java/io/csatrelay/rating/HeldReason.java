package io.csatrelay.rating;

import java.util.Optional;

/** Why a rating cannot be sent to MaestroQA yet. */
public final class HeldReason {

    private HeldReason() {
    }

    /**
     * A rating without a ticket, or without both agent fields, is held: MaestroQA requires them ("if neither agent_id or agent_email
     * is sent, the item will not be inserted"). It is counted in reports all the same.
     *
     * @return what is missing, in words that quote nothing; empty if the rating can be sent
     */
    public static Optional<String> heldReason(Rating rating) {
        return heldReason(rating, false);
    }

    /** The same. @param ticketGone whether the ticket that would have told the agent is gone */
    public static Optional<String> heldReason(Rating rating, boolean ticketGone) {
        boolean noTicket = rating.ticketId() == null;
        boolean noAgent = rating.agentId() == null && rating.agentEmail() == null;
        if (noTicket && noAgent) {
            return Optional.of("no ticket_id, and neither agent_id nor agent_email");
        }
        if (noTicket) {
            return Optional.of("no ticket_id");
        }
        if (noAgent) {
            return Optional.of("neither agent_id nor agent_email" + (ticketGone ? ": its ticket is gone" : ""));
        }
        return Optional.empty();
    }
}
