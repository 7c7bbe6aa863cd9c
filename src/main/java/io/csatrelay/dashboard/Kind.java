package io.csatrelay.dashboard;

import io.csatrelay.distribution.Dimension;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What has values that people know by a name. */
public enum Kind {
    AGENT("agent", "agent", Dimension.AGENT),
    /** Zendesk: the group. */
    SKILL("skill", "group", Dimension.SKILL),
    /** Zendesk: the group, too. */
    QUEUE("queue", "group", Dimension.QUEUE),
    CHANNEL("channel", "channel", Dimension.CHANNEL),
    SURVEY("survey", "survey", Dimension.SURVEY),
    SOURCE("source", "source", Dimension.SOURCE),
    ACCOUNT("account", "account", Dimension.ACCOUNT),
    LABEL("label", "label", Dimension.LABEL);

    private final String word;
    private final String shared;
    private final Dimension dimension;

    Kind(String word, String shared, Dimension dimension) {
        this.word = word;
        this.shared = shared;
        this.dimension = dimension;
    }

    /** As it is written in requests and in NAMES_FILE. */
    public String word() {
        return word;
    }

    /** A word that gives a name to several kinds at once: {@code group} for skill and queue. */
    String shared() {
        return shared;
    }

    /** What it is in the buckets. */
    Dimension dimension() {
        return dimension;
    }

    /** The kind of this word. */
    static Optional<Kind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    /** All words, for people. */
    static String words() {
        return Arrays.stream(values()).map(Kind::word).collect(Collectors.joining(", "));
    }
}
