package io.csatrelay.report;

import io.csatrelay.rating.Rating;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What a report says of a rating, in its order. Gnatta's contexts ("View Interactions") name groups of them. */
enum RatingColumn {
    REFERENCE("reference", null, counted -> counted.rating().externalId()),
    SOURCE("source", null, CountedRating::source),
    CHANNEL("channel", null, counted -> counted.rating().channel()),
    TIMESTAMP("timestamp", null, counted -> counted.rating().submittedAt().toString()),
    SCORE("score", null, counted -> counted.rating().scoreOfFive()),
    COMMENT("comment", null, counted -> counted.rating().comment()),
    TICKET("ticketId", null, counted -> counted.rating().ticketId()),
    AGENT("agent", "User", counted -> agent(counted.rating())),
    SKILL("skill", "Queue", counted -> counted.rating().skillId()),
    QUEUE("queue", "Queue", counted -> counted.rating().queueId()),
    ACCOUNT("account", "Account", counted -> counted.rating().accountId() == null ? counted.source() : counted.rating().accountId()),
    SURVEY("survey", "Data", counted -> counted.rating().surveyId()),
    LABEL("label", "Data", counted -> counted.rating().scoreLabel());

    private final String title;
    private final String context;
    private final Function<CountedRating, Object> value;

    RatingColumn(String title, String context, Function<CountedRating, Object> value) {
        this.title = title;
        this.context = context;
        this.value = value;
    }

    private static String agent(Rating rating) {
        return rating.agentId() == null ? rating.agentEmail() : rating.agentId();
    }

    /** The columns of these contexts, and those that belong to none. */
    static List<RatingColumn> of(Set<String> contexts) {
        return Arrays.stream(values()).filter(column -> column.context == null || contexts.contains(column.context)).toList();
    }

    String title() {
        return title;
    }

    /** A text, the score as an Integer, or null. */
    Object of(CountedRating rating) {
        return value.apply(rating);
    }
}
