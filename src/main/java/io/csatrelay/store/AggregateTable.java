package io.csatrelay.store;

import io.csatrelay.collect.AggregateKind;
import java.util.List;
import java.util.stream.Collectors;

/** The tables of what sources counted themselves: a row for each bucket, source, skill and agent. */
enum AggregateTable {
    ENGAGEMENT("engagement", "engagements", List.of("interactive", "non_interactive", "handling_seconds", "non_interactive_handling_seconds", "connected")),
    CSAT("csat_tile", "tiles", List.of("score1", "score2", "score3", "score4", "score5"));

    private final String id;
    private final String words;
    private final List<String> figures;

    AggregateTable(String id, String words, List<String> figures) {
        this.id = id;
        this.words = words;
        this.figures = figures;
    }

    static AggregateTable of(AggregateKind kind) {
        return valueOf(kind.name());
    }

    /** The table's name. */
    String id() {
        return id;
    }

    /** What its rows are called. */
    String words() {
        return words;
    }

    /** The columns that are counted, in order. */
    List<String> figures() {
        return figures;
    }

    /** Parameters: end, source, skill, agent, figures. */
    String upsert() {
        return "INSERT INTO " + id + " (ends_at, source, skill, agent, " + String.join(", ", figures) + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
                + "ON CONFLICT (ends_at, source, skill, agent) DO UPDATE SET "
                + figures.stream().map(figure -> figure + " = excluded." + figure).collect(Collectors.joining(", "));
    }
}
