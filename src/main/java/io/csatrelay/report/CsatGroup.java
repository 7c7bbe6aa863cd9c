package io.csatrelay.report;

import io.csatrelay.distribution.Dimension;
import java.util.Locale;

/**
 * A group of a CSAT report.
 *
 * @param dimension what it is a value of
 * @param asked     as the request writes it, and so the answer
 * @param value     as it is counted
 */
record CsatGroup(Dimension dimension, String asked, String value) {
    static CsatGroup of(Dimension dimension, String asked) {
        return new CsatGroup(dimension, asked, counted(dimension, asked));
    }

    /** As ratings are counted under it: channels in lower case; without a skill or an agent what others call {@code -1}. */
    static String counted(Dimension dimension, String asked) {
        return switch (dimension) {
            case CHANNEL -> asked.toLowerCase(Locale.ROOT);
            case SKILL, AGENT -> asked.equals(LivePersonIds.UNASSIGNED) ? Dimension.NONE : asked;
            default -> asked;
        };
    }
}
