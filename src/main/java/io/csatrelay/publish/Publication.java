package io.csatrelay.publish;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csatrelay.distribution.Distribution;
import io.csatrelay.distribution.Figures;
import io.csatrelay.distribution.Span;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One interval's distributions of one source.
 *
 * @param source   the source's id
 * @param interval closed
 * @param revision higher each time that any interval is published; an interval published again has a higher one than before
 * @param total    of all its answers
 * @param skills   by skill; {@code -1} for none
 * @param agents   by agent; {@code -1} for none
 */
public record Publication(String source, Span interval, long revision, Distribution total, SortedMap<String, Distribution> skills,
        SortedMap<String, Distribution> agents) {
    /** The id of what has no skill or agent, as LivePerson's documents have it. */
    public static final String NONE = "-1";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param bySkillAndAgent (skill, agent) → distribution, empty text for none */
    public static Publication of(String source, Span interval, long revision, Map<List<String>, Distribution> bySkillAndAgent) {
        SortedMap<String, Distribution> skills = new TreeMap<>();
        SortedMap<String, Distribution> agents = new TreeMap<>();
        Distribution total = Distribution.EMPTY;
        for (var group : bySkillAndAgent.entrySet()) {
            skills.merge(named(group.getKey().get(0)), group.getValue(), Distribution::plus);
            agents.merge(named(group.getKey().get(1)), group.getValue(), Distribution::plus);
            total = total.plus(group.getValue());
        }
        return new Publication(source, interval, revision, total, skills, agents);
    }

    private static String named(String id) {
        return id.isEmpty() ? NONE : id;
    }

    /** The interval's key, the same for each of its revisions: {@code source/from/to}. */
    public String id() {
        return source + "/" + interval.from() + "/" + interval.to();
    }

    /** Distributions by id as JSON: {@code {id: M}}. */
    public static String json(SortedMap<String, Distribution> byId) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            for (var entry : byId.entrySet()) {
                json.writeObjectFieldStart(entry.getKey());
                Figures.write(json, entry.getValue());
                json.writeEndObject();
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString();
    }
}
