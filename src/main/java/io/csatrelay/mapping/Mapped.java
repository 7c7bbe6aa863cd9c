package io.csatrelay.mapping;

import com.fasterxml.jackson.databind.JsonNode;

/** What a mapping made of one record. */
public sealed interface Mapped {

    /**
     * It emitted something: a rating, if {@code RatingReader} finds no fault with it.
     *
     * @param rating the output as it is, not validated
     */
    record Emitted(JsonNode rating) implements Mapped {
    }

    /** It emitted nothing, or {@code null}: the record is no rating, such as one that was only offered. */
    record Filtered() implements Mapped {
    }

    /**
     * It failed: the record goes to quarantine.
     *
     * @param reason     what jq says, values quoted: stored and served to those with a token, never logged
     * @param safeReason the mapping and the kind of failure: may be logged
     */
    record Failed(String reason, String safeReason) implements Mapped {
    }
}
