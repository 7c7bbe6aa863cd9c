package io.csatrelay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.csatrelay.rating.InvalidRatingException;
import io.csatrelay.rating.Rating;
import io.csatrelay.rating.RatingJson;
import io.csatrelay.rating.RatingReader;

/**
 * What became of a record: a rating, quarantined with a reason, or, with neither, filtered.
 *
 * @param rating the rating, or {@code null}
 * @param reason why it is quarantined, or {@code null}; may quote the record
 */
record Outcome(Rating rating, String reason) {

    static Outcome of(Mapping mapping, JsonNode input) {
        Mapped mapped = mapping.map(input);
        if (mapped instanceof Mapped.Failed failed) {
            return new Outcome(null, failed.reason());
        }
        if (!(mapped instanceof Mapped.Emitted emitted)) {
            return new Outcome(null, null);
        }
        try {
            return new Outcome(new RatingReader().read(emitted.rating()), null);
        } catch (InvalidRatingException e) {
            return new Outcome(null, e.reason());
        }
    }

    boolean isFiltered() {
        return rating == null && reason == null;
    }

    boolean isQuarantined(String text) {
        return reason != null && reason.contains(text);
    }

    /** For the person who wrote the test, whose own record it is. */
    @Override
    public String toString() {
        if (isFiltered()) {
            return "it filtered";
        }
        return rating == null ? "it quarantined: " + reason : "the rating " + RatingJson.write(rating);
    }
}
