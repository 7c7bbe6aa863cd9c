package io.csatrelay.distribution;

/** What distributions are kept by. A rating that has no value for one is kept under {@link #NONE}. */
public enum Dimension {
    /** The source's id. */
    SOURCE,
    SKILL,
    /** The agent's id at the vendor; the e-mail address of one who has no id. */
    AGENT,
    /** Where the conversation took place, in lower case: vendors write one channel in several ways. */
    CHANNEL,
    QUEUE,
    /** The account that the mapping gave; the source's id where it gave none. */
    ACCOUNT,
    SURVEY,
    /** The answer in words: the mapping's score_label. */
    LABEL;

    /** The value of a rating that has none. */
    public static final String NONE = "";
}
