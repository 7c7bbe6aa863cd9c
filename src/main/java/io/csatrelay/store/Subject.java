package io.csatrelay.store;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Set;

/**
 * Whose records a person wants erased.
 *
 * @param kind  what the id is of
 * @param id    the id as the vendor has it; an agent's may be an e-mail address, in any case of letters
 * @param source only of this source, or null: of all
 */
public record Subject(Kind kind, String id, String source) {
    /** What an id is of. */
    public enum Kind {
        /** The customer. */
        REQUESTER("requester", "customer", "responder", "recipient", "user"),
        /** The ticket. */
        TICKET("ticket", "conversation", "reference", "subject"),
        /** The agent, or an agent's address. */
        AGENT("agent", "assignee", "user", "owner");

        private final Set<String> names;

        Kind(String... names) {
            this.names = Set.of(names);
        }

        /** In lower case, as the command's option. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Mentions mentions() {
        return new Mentions(kind.names, id);
    }

    /** The condition for ratings; its parameters are {@link #parameters}. */
    String rating() {
        return switch (kind) {
            case REQUESTER -> "requester_id = ?";
            case TICKET -> "ticket_id = ?";
            case AGENT -> "(agent_id = ? OR LOWER(agent_email) = LOWER(?))";
        } + ofSource();
    }

    Object[] parameters() {
        return kind == Kind.AGENT ? with(id, id) : with(id);
    }

    /** Whether a column holds the id; its parameter is the id. Addresses are the same in any case of letters. */
    String is(String column) {
        return isAddress() ? "LOWER(" + column + ") = LOWER(?)" : column + " = ?";
    }

    /** Whether a column of JSON holds a text; its parameter is {@link #like}. */
    String has(String column) {
        return isAddress() ? "LOWER(" + column + ") LIKE LOWER(?) ESCAPE '!'" : column + " LIKE ? ESCAPE '!'";
    }

    /** The id as JSON writes it, with what stands before and after it, somewhere in a text. */
    String like(String before, String after) {
        return "%" + before + TextNode.valueOf(id).toString().replaceAll("[!%_]", "!$0") + after + "%";
    }

    private boolean isAddress() {
        return id.indexOf('@') >= 0;
    }

    /** {@code AND source = ?} where only one is meant. */
    String ofSource() {
        return source == null ? "" : " AND source = ?";
    }

    /** These and, where only one is meant, the source. */
    Object[] with(Object... first) {
        return source == null ? first : Tx.with(Set.of(source), first);
    }
}
