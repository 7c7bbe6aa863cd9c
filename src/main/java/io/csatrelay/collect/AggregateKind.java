package io.csatrelay.collect;

/** What a source counts itself, in buckets of five minutes by skill and agent. */
public enum AggregateKind {
    /** Interactive and non-interactive chats that were closed, seconds spent on each of the two, chats connected. */
    ENGAGEMENT,
    /** Answers with score 1, 2, 3, 4 and 5. */
    CSAT
}
