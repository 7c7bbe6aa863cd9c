package io.csatrelay.store;

import java.util.ArrayList;
import java.util.List;

/**
 * What was erased, or would be, in numbers.
 *
 * @param ratings   ratings, with what the outbox had of them and their counts
 * @param records   records in quarantine
 * @param mentions  earlier versions of others' ratings, as the outbox had them
 * @param answers   answers of purged ratings that distributions counted for an agent
 * @param figures   rows of what sources counted themselves for an agent: engagements, tiles
 * @param kept      kept answers of a source that name them: the id goes, the figures stay
 * @param left      ratings that are left, because they are on their way to MaestroQA
 * @param maestroIds MaestroQA's own ids of those that it has
 */
public record Erased(long ratings, long records, long mentions, long answers, long figures, long kept, long left, List<String> maestroIds) {
    static final Erased NOTHING = new Erased(0, 0, 0, 0, 0, 0, 0, List.of());

    static Erased ratings(long ratings, long records, long left, List<String> maestroIds) {
        return new Erased(ratings, records, 0, 0, 0, 0, left, maestroIds);
    }

    static Erased mentions(long mentions, long left) {
        return new Erased(0, 0, mentions, 0, 0, 0, left, List.of());
    }

    static Erased ofAgent(long answers, long figures) {
        return new Erased(0, 0, 0, answers, figures, 0, 0, List.of());
    }

    static Erased ofAnswers(long kept) {
        return new Erased(0, 0, 0, 0, 0, kept, 0, List.of());
    }

    /** Both together. */
    public Erased plus(Erased other) {
        List<String> all = new ArrayList<>(maestroIds);
        all.addAll(other.maestroIds);
        return new Erased(ratings + other.ratings, records + other.records, mentions + other.mentions, answers + other.answers, figures + other.figures, kept + other.kept,
                left + other.left, all);
    }

    /** Whether there was anything at all. */
    public boolean isNothing() {
        return ratings + records + mentions + answers + figures + kept + left == 0;
    }
}
