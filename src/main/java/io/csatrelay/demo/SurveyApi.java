package io.csatrelay.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The demo Zendesk's survey responses and definitions: pages of at most 50, by cursor, with {@code meta} and without {@code links};
 * the newest first unless {@code sort=id} is sent; definitions are paged alike. Errors are {@code {"errors": [{code, status, title}]}}.
 */
final class SurveyApi {

    private static final Pattern PATH = Pattern.compile("/api/v2/guide/(?:([a-z]{2}(?:-[a-z]{2,3})?)/)?(surveys|survey_responses)(?:/([0-9A-Z]+))?");
    private static final String SIZE = "page[size]";
    private static final String AFTER = "page[after]";
    private static final String SORT = "sort";
    private static final int MAX_SIZE = 50;
    private static final Set<String> PARAMETERS = Set.of(SIZE, AFTER, SORT, SurveyFilter.START, SurveyFilter.END, SurveyFilter.SUBJECTS,
            SurveyFilter.RESPONDERS);

    private final SurveyBook book;

    SurveyApi(SurveyBook book) {
        this.book = book;
    }

    /** The answer, or null when the path is none of its own. */
    DemoAnswer answer(String path, String query) {
        Matcher place = PATH.matcher(path);
        if (!place.matches()) {
            return null;
        }
        try {
            return DemoAnswer.json(200, Json.bytes(answer(place, query)));
        } catch (Rejected e) {
            return error(e.answer().status(), e.getMessage());
        }
    }

    private ObjectNode answer(Matcher place, String query) {
        boolean localized = place.group(1) != null;
        if (place.group(2).equals("survey_responses") && !localized && place.group(3) == null) {
            return list(Query.read(query, PARAMETERS));
        }
        if (place.group(2).equals("surveys") && localized && place.group(3) == null) {
            return definitions(Query.read(query, Set.of(SIZE, AFTER)));
        }
        Query.read(query, Set.of());
        if (place.group(2).equals("survey_responses") && localized && place.group(3) != null) {
            return Json.object().set("survey_response", json(found(place.group(3)), true));
        }
        throw new Rejected(404, "InvalidEndpoint", "Not found");
    }

    private DemoSurveyResponse found(String id) {
        DemoSurveyResponse response = book.find(id);
        if (response == null) {
            throw new Rejected(404, "RecordNotFound", "Not found");
        }
        return response;
    }

    private ObjectNode definitions(Map<String, String> parameters) {
        ObjectNode answer = Json.object();
        ArrayNode surveys = answer.putArray("surveys");
        page(answer, book.definitions(), DemoSurvey::id, parameters).forEach(survey -> surveys.add(survey.json()));
        return answer;
    }

    /** Those of a page; its {@code meta} goes into the answer. */
    private static <T> List<T> page(ObjectNode answer, List<T> all, Function<T, String> id, Map<String, String> parameters) {
        int from = place(all.stream().map(id).toList(), parameters.get(AFTER));
        int to = Math.min(all.size(), from + size(parameters.get(SIZE)));
        answer.putObject("meta").put("has_more", to < all.size()).put("after_cursor", to > from ? cursor(id.apply(all.get(to - 1))) : null);
        return all.subList(from, to);
    }

    private static DemoAnswer error(int status, String title) {
        ObjectNode answer = Json.object();
        answer.putArray("errors").addObject().put("code", status == 404 ? "NotFound" : "InvalidParameter").put("status", String.valueOf(status))
                .put("title", title);
        return DemoAnswer.json(status, Json.bytes(answer));
    }

    private ObjectNode list(Map<String, String> parameters) {
        SurveyFilter filter = SurveyFilter.of(parameters);
        List<DemoSurveyResponse> taken = new ArrayList<>(book.all().stream().filter(filter::takes).toList());
        boolean rising = rising(parameters.get(SORT));
        if (!rising) {
            Collections.reverse(taken);
        }
        ObjectNode answer = Json.object();
        ArrayNode records = answer.putArray("survey_responses");
        page(answer, taken, DemoSurveyResponse::id, parameters).forEach(response -> add(records, response));
        return answer;
    }

    private void add(ArrayNode records, DemoSurveyResponse response) {
        if (response.servedAs() == null) {
            records.add(json(response, false));
        } else {
            records.addRawValue(new RawValue(response.servedAs()));
        }
    }

    private static boolean rising(String sort) {
        if (sort != null && !sort.equals("id") && !sort.equals("-id")) {
            throw new Rejected(400, "InvalidValue", "sort: id or -id is due");
        }
        return "id".equals(sort);
    }

    private static int size(String size) {
        if (size != null && !size.matches("[1-9][0-9]?") || size != null && Integer.parseInt(size) > MAX_SIZE) {
            throw new Rejected(400, "InvalidPaginationParameter", SIZE + ": an integer from 1 to " + MAX_SIZE + " is due");
        }
        return size == null ? MAX_SIZE : Integer.parseInt(size);
    }

    /** Opaque, with what a URL must encode in it. */
    static String cursor(String id) {
        return "s+/" + Base64.getEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8)) + "=";
    }

    private static int place(List<String> ids, String cursor) {
        if (cursor == null) {
            return 0;
        }
        for (int i = 0; i < ids.size(); i++) {
            if (cursor.equals(cursor(ids.get(i)))) {
                return i + 1;
            }
        }
        throw new Rejected(400, "InvalidCursor", "page: the cursor is not valid");
    }

    private ObjectNode json(DemoSurveyResponse response, boolean whole) {
        DemoSurvey survey = book.survey(response);
        ObjectNode json = Json.object().put("id", response.id()).put("responder_id", String.valueOf(response.responderId()))
                .put("expires_at", response.offeredAt().plusSeconds(28 * 86_400L).toString());
        json.putArray("subject_zrns").add(response.zrn());
        json.putArray("subjects").addObject().put("id", response.subjectId()).put("type", response.subjectType()).put("zrn", response.zrn());
        json.putObject("survey").put("id", response.surveyId()).put("version", response.surveyVersion()).put("state", "enabled");
        ArrayNode answers = json.putArray("answers");
        for (DemoSurveyAnswer answer : response.answers()) {
            DemoSurvey.Question question = whole ? survey.questions().stream().filter(any -> any.id().equals(answer.questionId())).findFirst().orElse(null) : null;
            answers.add(answer.json(question, survey == null ? 5 : survey.points()));
        }
        return json;
    }
}
