package io.csatrelay.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What a list of survey responses asks for. Times are epoch milliseconds, on when the survey was offered, both ends exclusive. */
record SurveyFilter(long after, long before, List<String> subjects, List<String> responders) {

    static final String START = "filter[created_at_start]";
    static final String END = "filter[created_at_end]";
    static final String SUBJECTS = "filter[subject_zrns]";
    static final String RESPONDERS = "filter[responder_ids]";

    /** Whoever sends seconds, which have 10 digits, is told so. */
    private static final String MILLISECONDS = "[0-9]{12,14}";

    static SurveyFilter of(Map<String, String> parameters) {
        return new SurveyFilter(millis(parameters, START, Long.MIN_VALUE), millis(parameters, END, Long.MAX_VALUE),
                list(parameters, SUBJECTS), list(parameters, RESPONDERS));
    }

    private static long millis(Map<String, String> parameters, String name, long otherwise) {
        String value = parameters.get(name);
        if (value != null && !value.matches(MILLISECONDS)) {
            throw new Rejected(400, "InvalidValue", name + ": a Unix epoch time in milliseconds is due");
        }
        return value == null ? otherwise : Long.parseLong(value);
    }

    private static List<String> list(Map<String, String> parameters, String name) {
        return parameters.containsKey(name) ? Arrays.asList(parameters.get(name).split(",")) : null;
    }

    boolean takes(DemoSurveyResponse response) {
        long at = response.offeredAt().toEpochMilli();
        return at > after && at < before && (subjects == null || subjects.contains(response.zrn()))
                && (responders == null || responders.contains(String.valueOf(response.responderId())));
    }
}
