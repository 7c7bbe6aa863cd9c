package io.csatrelay.demo;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The surveys of the demo account and what became of them. Thread-safe. */
final class SurveyBook {

    private final TreeMap<String, DemoSurveyResponse> responses = new TreeMap<>();
    private final Map<String, DemoSurvey> versions = new LinkedHashMap<>();
    private final Map<String, DemoSurvey> current = new LinkedHashMap<>();

    /** A survey, or the next version of one: the list of definitions has only the newest. */
    synchronized void define(DemoSurvey survey) {
        versions.put(survey.id() + "/" + survey.version(), survey);
        current.merge(survey.id(), survey, (a, b) -> a.version() > b.version() ? a : b);
    }

    synchronized List<DemoSurvey> definitions() {
        return List.copyOf(current.values());
    }

    synchronized DemoSurvey survey(DemoSurveyResponse response) {
        return versions.get(response.surveyId() + "/" + response.surveyVersion());
    }

    synchronized void addAll(Collection<DemoSurveyResponse> more) {
        for (DemoSurveyResponse response : more) {
            if (responses.putIfAbsent(response.id(), response) != null) {
                throw new IllegalArgumentException("adding a demo survey response: id " + response.id() + " is there already");
            }
        }
    }

    synchronized DemoSurveyResponse update(String id, UnaryOperator<DemoSurveyResponse> change) {
        DemoSurveyResponse now = responses.computeIfPresent(id, (same, old) -> change.apply(old));
        if (now == null) {
            throw new IllegalArgumentException("changing a demo survey response: there is no id " + id);
        }
        return now;
    }

    synchronized DemoSurveyResponse find(String id) {
        return responses.get(id);
    }

    /** All by rising id, which is in the order in which they were offered. */
    synchronized List<DemoSurveyResponse> all() {
        return List.copyOf(responses.values());
    }
}
