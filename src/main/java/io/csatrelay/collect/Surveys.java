package io.csatrelay.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csatrelay.vendor.VendorException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;

/**
 * Finds what a survey asked, once for each version of it in the life of the process, and gives it to the mapping as {@code lookup.survey}: the
 * list of responses has no scale, no option's label and no question's text. Zendesk's list of definitions has each survey as it is now; of an
 * earlier version a single response, shown, has the questions that it answers. What a run asked for already is in the {@link Run}. Safe for
 * use by several threads.
 */
public final class Surveys {
    private static final Set<Integer> ABSENT = Set.of(403, 404, 410);
    /** In what a run keeps: whether the list was read to its end, the query of its next page, and what was asked for, pages and responses. */
    private static final String LISTED = "listed";
    private static final String QUERY = "query";
    private static final String ASKED = "asked";

    /** Source and version of a survey → its questions by their ids. */
    private final Map<String, Map<String, JsonNode>> questions = new ConcurrentHashMap<>();

    /** Whether a response can become a rating: it was answered, and the question for satisfaction was not skipped. */
    static boolean isAnswered(JsonNode record) {
        for (JsonNode answer : record.path("answers")) {
            if (answer.at("/question/sub_type").asText().equals("customer_satisfaction")) {
                return !isSkipped(answer);
            }
        }
        return !record.path("answers").isEmpty();
    }

    private static boolean isSkipped(JsonNode answer) {
        return answer.path("type").asText().equals("skipped");
    }

    /** The path of the next request for what the page's surveys asked; null when all is known, or cannot be. @param locale of the texts */
    public String next(@Variable("run") Run run, @Variable("page") Page page, @Variable("locale") String locale) {
        ObjectNode kept = kept(run);
        for (Page.Raw raw : page.fresh()) {
            // Of one that is mapped again it may be known already what Zendesk has no more.
            raw.input().at("/lookup/survey/questions").forEach(question -> keep(key(run, raw.record()), question));
            if (!isAnswered(raw.record()) || knows(run, raw.record())) {
                continue;
            }
            if (!kept.has(LISTED) && !questions.containsKey(key(run, raw.record()))) {
                return "/api/v2/guide/" + locale + "/surveys";
            }
            if (!kept.withObject("/" + ASKED).has(raw.externalId()) && raw.externalId().matches("[0-9A-Za-z]+")) {
                return "/api/v2/guide/" + locale + "/survey_responses/" + raw.externalId();
            }
        }
        page.fresh().stream().filter(raw -> isAnswered(raw.record())).forEach(raw -> give(run, raw));
        return null;
    }

    /** The query of that request: of a later page of the list, encoded. */
    public String query(@Variable("run") Run run) {
        return kept(run).path(QUERY).asText();
    }

    /**
     * Keeps what came for {@code path}: a page of the list of definitions, or one response with its questions.
     *
     * @throws VendorException when the list goes in circles
     */
    public void read(@Variable("run") Run run, @Variable("path") String path, @Body JsonNode answer) throws VendorException {
        if (path.endsWith("/surveys")) {
            answer.path("surveys").forEach(survey -> survey.path("questions").forEach(question -> keep(key(run, survey), question)));
            turn(run, NextPage.of(answer, run.source(), false, 1));
        } else {
            kept(run).withObject("/" + ASKED).put(path.substring(path.lastIndexOf('/') + 1), true);
            JsonNode record = answer.path("survey_response");
            record.path("answers").forEach(one -> keep(key(run, record), one.path("question")));
        }
    }

    private static void turn(Run run, Optional<NextPage> next) throws VendorException {
        ObjectNode kept = kept(run);
        kept.remove(QUERY);
        if (next.isEmpty()) {
            kept.put(LISTED, true);
            return;
        }
        String query = next.get().query("");
        if (kept.withObject("/" + ASKED).has(query)) {
            throw NextPage.broken("the list of surveys goes in circles; the next run asks again", run.source().baseUrl());
        }
        kept.withObject("/" + ASKED).put(query, true);
        kept.put(QUERY, query);
    }

    /**
     * Goes on without it when the vendor does not have it: the mapping then says what it lacks.
     *
     * @throws VendorException {@code failure}, when it may pass or is a person's to mend: mapped without it now, it would not be mapped again
     */
    public void none(@Variable("run") Run run, @Variable("path") String path, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) VendorException failure)
            throws VendorException {
        if (!ABSENT.contains(failure.status())) {
            throw failure;
        }
        read(run, path, JsonNodeFactory.instance.objectNode());
    }

    /** Whether each question that was answered is known, as this version of the survey asks it. */
    private boolean knows(Run run, JsonNode record) {
        Map<String, JsonNode> known = questions.getOrDefault(key(run, record), Map.of());
        for (JsonNode answer : record.path("answers")) {
            if (!isSkipped(answer) && !known.containsKey(answer.at("/question/id").asText())) {
                return false;
            }
        }
        return true;
    }

    private void keep(String key, JsonNode question) {
        Map<String, JsonNode> known = questions.computeIfAbsent(key, any -> new ConcurrentHashMap<>());
        if (question.has("id") && question.has("headline")) {
            known.put(question.get("id").asText(), question);
        }
    }

    private void give(Run run, Page.Raw raw) {
        Map<String, JsonNode> known = questions.getOrDefault(key(run, raw.record()), Map.of());
        ArrayNode asked = JsonNodeFactory.instance.arrayNode();
        raw.record().path("answers").forEach(answer -> Optional.ofNullable(known.get(answer.at("/question/id").asText())).ifPresent(asked::add));
        raw.look("survey", JsonNodeFactory.instance.objectNode().set("questions", asked));
    }

    /** A survey's version, of a definition or of a response. */
    private static String key(Run run, JsonNode record) {
        JsonNode survey = record.has("survey") ? record.get("survey") : record;
        return run.getSourceId() + "/" + survey.path("id").asText() + "/" + survey.path("version").asText();
    }

    private static ObjectNode kept(Run run) {
        return run.kept("surveys");
    }
}
