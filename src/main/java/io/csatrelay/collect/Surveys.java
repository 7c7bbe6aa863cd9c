package io.csatrelay.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csatrelay.vendor.VendorException;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;

/**
 * Finds what a survey asked, once for each version of it in a run, and gives it to the mapping as {@code lookup.survey}: the list of
 * responses has no scale, no option's label and no question's text. Zendesk's list of definitions has each survey as it is now; of an
 * earlier version a single response, shown, has the questions that it answers. Stateless; what was found is in the {@link Run}.
 */
public final class Surveys {
    private static final Set<Integer> ABSENT = Set.of(403, 404, 410);
    private static final String LIST = "surveys";
    private static final String SHOWN = "shown";

    /** The path of the next request for what the page's surveys asked; null when all is known, or cannot be. @param locale of the texts */
    public String next(@Variable("run") Run run, @Variable("page") Page page, @Variable("locale") String locale) {
        for (Page.Raw raw : page.fresh()) {
            if (raw.record().path("answers").isEmpty()) {
                continue;
            }
            ObjectNode known = known(run);
            if (!known.has(LIST)) {
                return "/api/v2/guide/" + locale + "/surveys";
            }
            if (!knows(known, raw.record()) && !known.withObject("/" + SHOWN).has(raw.externalId()) && raw.externalId().matches("[0-9A-Za-z]+")) {
                return "/api/v2/guide/" + locale + "/survey_responses/" + raw.externalId();
            }
        }
        page.fresh().forEach(raw -> give(run, raw));
        return null;
    }

    /** Keeps what came for {@code path}: the list of definitions, or one response with its questions. */
    public void read(@Variable("run") Run run, @Variable("path") String path, @Body JsonNode answer) {
        ObjectNode known = known(run);
        if (path.endsWith("/surveys")) {
            ObjectNode list = known.putObject(LIST);
            answer.path("surveys").forEach(survey -> survey.path("questions").forEach(question -> keep(list, key(survey), question)));
        } else {
            known.withObject("/" + SHOWN).put(last(path), true);
            JsonNode record = answer.path("survey_response");
            record.path("answers").forEach(one -> keep(known.withObject("/" + LIST), key(record), one.path("question")));
        }
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

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Whether each question that was answered is known, as this version of the survey asks it. */
    private static boolean knows(ObjectNode known, JsonNode record) {
        JsonNode questions = known.get(LIST).path(key(record));
        for (JsonNode answer : record.path("answers")) {
            if (!answer.path("type").asText().equals("skipped") && !questions.has(answer.at("/question/id").asText())) {
                return false;
            }
        }
        return true;
    }

    private static void keep(ObjectNode list, String key, JsonNode question) {
        ObjectNode questions = list.has(key) ? (ObjectNode) list.get(key) : list.putObject(key);
        if (question.has("id") && question.has("headline")) {
            questions.set(question.get("id").asText(), question);
        }
    }

    private static void give(Run run, Page.Raw raw) {
        JsonNode questions = known(run).path(LIST).path(key(raw.record()));
        ArrayNode asked = JsonNodeFactory.instance.arrayNode();
        raw.record().path("answers").forEach(answer -> asked.add(questions.path(answer.at("/question/id").asText())));
        asked.removeIf(JsonNode::isMissingNode);
        if (!raw.record().path("answers").isEmpty()) {
            raw.look("survey", JsonNodeFactory.instance.objectNode().set("questions", asked));
        }
    }

    /** A survey's version, of a definition or of a response. */
    private static String key(JsonNode record) {
        JsonNode survey = record.has("survey") ? record.get("survey") : record;
        return survey.path("id").asText() + "/" + survey.path("version").asText();
    }

    private static ObjectNode known(Run run) {
        return run.kept("surveys");
    }
}
