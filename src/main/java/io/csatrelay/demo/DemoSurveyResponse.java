package io.csatrelay.demo;

import java.time.Instant;
import java.util.List;

/**
 * A survey that was offered to a customer. It has no time of its own but in its id.
 *
 * @param id          a ULID: its first ten characters are when it was offered
 * @param subjectType {@code ticket} or {@code conversation}
 * @param answers     empty until it is answered
 * @param servedAs    null, or the very JSON text that is listed in its place (for records that are odd)
 */
public record DemoSurveyResponse(String id, Instant offeredAt, long responderId, String subjectType, String subjectId, String surveyId,
        int surveyVersion, List<DemoSurveyAnswer> answers, String servedAs) {

    private static final String BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /** Keeps the answers from being changed behind the response's back. */
    public DemoSurveyResponse {
        answers = List.copyOf(answers);
    }

    /** A survey offered for a ticket, not answered yet. */
    public static DemoSurveyResponse offered(long number, long ticketId, DemoSurvey survey, Instant at) {
        return new DemoSurveyResponse(ulid(at, number), at, 7881, "ticket", String.valueOf(ticketId), survey.id(), survey.version(), List.of(), null);
    }

    /** A survey offered for a conversation without a ticket. */
    public static DemoSurveyResponse ofConversation(long number, String conversation, DemoSurvey survey, Instant at) {
        return new DemoSurveyResponse(ulid(at, number), at, 7881, "conversation", conversation, survey.id(), survey.version(), List.of(), null);
    }

    /** The same with exactly these answers. */
    public DemoSurveyResponse answered(DemoSurveyAnswer... newAnswers) {
        return new DemoSurveyResponse(id, offeredAt, responderId, subjectType, subjectId, surveyId, surveyVersion, List.of(newAnswers), servedAs);
    }

    /** The same, shown as this JSON text. */
    public DemoSurveyResponse servedAs(String json) {
        return new DemoSurveyResponse(id, offeredAt, responderId, subjectType, subjectId, surveyId, surveyVersion, answers, json);
    }

    String zrn() {
        return "zen:" + subjectType + ":" + subjectId;
    }

    /** 48 bits of milliseconds, then the number where a real one has chance. */
    static String ulid(Instant at, long number) {
        StringBuilder id = new StringBuilder(26);
        digits(id, at.toEpochMilli(), 10);
        digits(id, number, 16);
        return id.toString();
    }

    private static void digits(StringBuilder id, long value, int count) {
        for (int i = count - 1; i >= 0; i--) {
            id.append(i > 12 ? '0' : BASE32.charAt((int) (value >>> 5 * i & 31)));
        }
    }
}
