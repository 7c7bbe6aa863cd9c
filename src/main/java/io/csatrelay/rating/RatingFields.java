package io.csatrelay.rating;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The names that mappings and the store use for the components of {@link Rating}, in the order in which they are written. */
final class RatingFields {

    static final String EXTERNAL_ID = "external_id";
    static final String UPDATED_AT = "updated_at";
    static final String SUBMITTED_AT = "submitted_at";
    static final String TICKET_ID = "ticket_id";
    static final String AGENT_ID = "agent_id";
    static final String AGENT_EMAIL = "agent_email";
    static final String SCORE = "score";
    static final String MIN_SCORE = "min_score";
    static final String MAX_SCORE = "max_score";
    static final String SCORE_LABEL = "score_label";
    static final String COMMENT = "comment";
    static final String CLARIFYING_ANSWERS = "clarifying_answers";
    static final String CHANNEL = "channel";
    static final String SKILL_ID = "skill_id";
    static final String QUEUE_ID = "queue_id";
    static final String ACCOUNT_ID = "account_id";
    static final String SURVEY_ID = "survey_id";
    static final String REQUESTER_ID = "requester_id";
    static final String SUPERSEDES_KEY = "supersedes_key";
    static final String QUESTION = "question";

    static final Set<String> OF_RATING = ordered(EXTERNAL_ID, UPDATED_AT, SUBMITTED_AT, TICKET_ID, AGENT_ID, AGENT_EMAIL,
            SCORE, MIN_SCORE, MAX_SCORE, SCORE_LABEL, COMMENT, CLARIFYING_ANSWERS, CHANNEL, SKILL_ID, QUEUE_ID, ACCOUNT_ID,
            SURVEY_ID, REQUESTER_ID, SUPERSEDES_KEY);

    static final Set<String> OF_CLARIFYING_ANSWER =
            ordered(QUESTION, SCORE, MIN_SCORE, MAX_SCORE, SCORE_LABEL, COMMENT);

    private RatingFields() {
    }

    private static Set<String> ordered(String... names) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(names)));
    }
}
