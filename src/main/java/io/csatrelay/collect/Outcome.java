package io.csatrelay.collect;

import io.csatrelay.rating.Rating;

/** What became of one vendor record that was new or changed. Identity: (source, external id). */
public sealed interface Outcome {
    /** The vendor's id of the record. */
    String externalId();

    /** The record's version. */
    Version version();

    /**
     * It became a rating.
     *
     * @param ticketGone whether its ticket was looked up and is gone, and with it who the agent was
     */
    record Rated(String externalId, Version version, Rating rating, boolean ticketGone) implements Outcome {
        /** One whose ticket is there, or was not looked up. */
        public Rated(String externalId, Version version, Rating rating) {
            this(externalId, version, rating, false);
        }
    }

    /** The mapping made no rating of it, as for an offered row. */
    record Filtered(String externalId, Version version) implements Outcome {
    }

    /**
     * It could not become a rating.
     *
     * @param input the mapping's input, JSON: kept so that it can be mapped again
     * @param reason what was wrong; may quote the record, so it is never logged
     */
    record Quarantined(String externalId, Version version, String input, String reason) implements Outcome {
    }
}
