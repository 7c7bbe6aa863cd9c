package io.csatrelay.deliver;

import java.util.List;

/**
 * At most 100 owed ratings in one request; its members and their order were fixed, and stored, before it was first sent.
 *
 * @param id its number in the store
 * @param items the MaestroQA item of each member, JSON, in order
 */
public record Batch(long id, List<String> items) {
    /** Keeps a copy of the items. */
    public Batch {
        items = List.copyOf(items);
    }
}
