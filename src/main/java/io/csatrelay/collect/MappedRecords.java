package io.csatrelay.collect;

import com.fasterxml.jackson.databind.JsonNode;
import io.csatrelay.rating.InvalidRatingException;
import io.csatrelay.rating.Rating;
import io.csatrelay.rating.RatingReader;
import java.util.Collection;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

/**
 * Gathers what the mapping made of a page's records: a rating, nothing (filtered), or an error (quarantined). The route's
 * {@code split} names it as its strategy; a mapping that fails leaves its exception as the body.
 */
public final class MappedRecords implements AggregationStrategy {
    private static final RatingReader READER = new RatingReader();

    private final PersonalData personal;

    /** @param personal what is taken out of a record before it is stored */
    public MappedRecords(PersonalData personal) {
        this.personal = personal;
    }

    @Override
    public Exchange aggregate(Exchange gathered, Exchange mapped) {
        Page page = mapped.getVariable("page", Page.class);
        Page.Raw raw = page.fresh(mapped.getProperty(Exchange.SPLIT_INDEX, Integer.class));
        page.add(raw.problem() == null ? outcome(raw, mapped.getMessage().getBody()) : quarantined(raw, raw.problem()));
        return mapped;
    }

    private Outcome outcome(Page.Raw raw, Object output) {
        if (output == null || output instanceof JsonNode json && json.isNull()) {
            return new Outcome.Filtered(raw.externalId(), raw.version());
        }
        if (output instanceof Throwable failure) {
            return quarantined(raw, "the mapping failed: " + deepest(failure).getMessage());
        }
        if (output instanceof Collection<?> several) {
            return quarantined(raw, "the mapping gave " + several.size() + " outputs: it may give one or none");
        }
        try {
            Rating rating = READER.read((JsonNode) output);
            if (!rating.externalId().equals(raw.externalId())) {
                return quarantined(raw, "the mapping's external_id is not the id of the record");
            }
            return new Outcome.Rated(raw.externalId(), raw.version(), personal.of(rating), raw.input().at("/lookup/ticket").isNull());
        } catch (InvalidRatingException invalid) {
            return quarantined(raw, personal.mayQuote() ? invalid.reason() : invalid.getMessage());
        }
    }

    private Outcome quarantined(Page.Raw raw, String reason) {
        return new Outcome.Quarantined(raw.externalId(), raw.version(), personal.ofInput(raw.input()).toString(), personal.ofReason(reason));
    }

    private static Throwable deepest(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause;
    }
}
