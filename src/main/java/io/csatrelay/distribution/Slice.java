package io.csatrelay.distribution;

import io.csatrelay.rating.Rating;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One combination of values that ratings have: what a bucket counts apart.
 *
 * @param values a value for each {@link Dimension}, in its order; {@link Dimension#NONE} for none
 */
public record Slice(List<String> values) {
    private static final int DIMENSIONS = Dimension.values().length;

    /** @throws IllegalArgumentException unless there is a value for each dimension */
    public Slice {
        values = List.copyOf(values);
        if (values.size() != DIMENSIONS) {
            throw new IllegalArgumentException("making a slice: " + values.size() + " values for " + DIMENSIONS + " dimensions");
        }
    }

    /** What a source's rating is counted under. */
    public static Slice of(String source, Rating rating) {
        String[] values = new String[DIMENSIONS];
        for (Dimension dimension : Dimension.values()) {
            String value = value(dimension, source, rating);
            // PostgreSQL holds no NUL.
            values[dimension.ordinal()] = value == null ? Dimension.NONE : value.replace('\u0000', '\ufffd');
        }
        return new Slice(Arrays.asList(values));
    }

    private static String value(Dimension dimension, String source, Rating rating) {
        return switch (dimension) {
            case SOURCE -> source;
            case SKILL -> rating.skillId();
            case AGENT -> rating.agentId() == null ? rating.agentEmail() : rating.agentId();
            case CHANNEL -> rating.channel() == null ? null : rating.channel().toLowerCase(Locale.ROOT);
            case QUEUE -> rating.queueId();
            case ACCOUNT -> rating.accountId() == null ? source : rating.accountId();
            case SURVEY -> rating.surveyId();
            case LABEL -> rating.scoreLabel();
        };
    }

    public String value(Dimension dimension) {
        return values.get(dimension.ordinal());
    }
}
