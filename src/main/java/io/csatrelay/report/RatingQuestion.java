package io.csatrelay.report;

import io.csatrelay.distribution.Dimension;
import io.csatrelay.distribution.Span;
import java.util.Map;
import java.util.Set;

/**
 * Which ratings, in which order.
 *
 * @param span      answered when
 * @param filters   as in {@link io.csatrelay.distribution.Question}: the same ratings that its figures count
 * @param field     what to order by; then by source and number
 * @param ascending from the least up
 */
public record RatingQuestion(Span span, Map<Dimension, Set<String>> filters, OrderBy field, boolean ascending) {
    public RatingQuestion {
        filters = Map.copyOf(filters);
    }

    /** What ratings are ordered by. */
    public enum OrderBy {
        /** When the customer answered. */
        TIMESTAMP,
        /** The vendor's id: by its length, then as text, so that 9 comes before 10. */
        REFERENCE
    }
}
