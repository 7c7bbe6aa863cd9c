package io.csatrelay.report;

import java.util.List;

/** What reports need of the store beside distributions: the ratings that they count. */
public interface ReportStore {
    /**
     * The numbers of the ratings that a question is about, in its order. Only ratings that count: of two of a source with one supersedes
     * key the later only.
     *
     * @param limit at most so many
     * @return numbers for {@link #ratings}; 8 bytes each
     */
    long[] find(RatingQuestion question, int limit);

    /**
     * The ratings with these numbers, in this order. One that is gone, or that another has superseded meanwhile, is left out.
     *
     * @param numbers at most 1000
     */
    List<CountedRating> ratings(List<Long> numbers);
}
