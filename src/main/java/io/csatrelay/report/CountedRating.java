package io.csatrelay.report;

import io.csatrelay.rating.Rating;

/**
 * A rating that reports count.
 *
 * @param source where it was collected from
 * @param rating as the mapping gave it
 */
public record CountedRating(String source, Rating rating) {
}
