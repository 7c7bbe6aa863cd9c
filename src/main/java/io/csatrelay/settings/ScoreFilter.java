package io.csatrelay.settings;

import java.util.Locale;

/** The values of the {@code score} parameter. Source: Zendesk's API reference, Satisfaction Ratings, "List Satisfaction Ratings". */
public enum ScoreFilter {
    /** Asked, not answered yet. */
    OFFERED,
    /** Not asked. */
    UNOFFERED,
    /** Answered. */
    RECEIVED,
    /** Answered, with words. */
    RECEIVED_WITH_COMMENT,
    /** Answered, without words. */
    RECEIVED_WITHOUT_COMMENT,
    /** Answered well. */
    GOOD,
    /** Answered well, with words. */
    GOOD_WITH_COMMENT,
    /** Answered well, without words. */
    GOOD_WITHOUT_COMMENT,
    /** Answered badly. */
    BAD,
    /** Answered badly, with words. */
    BAD_WITH_COMMENT,
    /** Answered badly, without words. */
    BAD_WITHOUT_COMMENT,
    /** Ours: every row, so the parameter is not sent. */
    ALL;

    /** As the vendor, and the setting, write it: {@code received_with_comment}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
