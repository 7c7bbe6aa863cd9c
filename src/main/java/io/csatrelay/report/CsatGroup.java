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

    /** As ratings are counted under it: channels in lower case. */
    static String counted(Dimension dimension, String asked) {
        return dimension == Dimension.CHANNEL ? asked.toLowerCase(Locale.ROOT) : asked;
    }
}
