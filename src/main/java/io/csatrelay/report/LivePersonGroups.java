package io.csatrelay.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The metrics of one span of time, in total and by what the request asked for. Used by one thread.
 *
 * @param <M> the counts
 */
final class LivePersonGroups<M> {
    private final LivePersonRequest request;
    private final LivePersonMetrics<M> metrics;
    private final SortedMap<String, SortedMap<String, M>> skills = new TreeMap<>();
    private final SortedMap<String, M> agents = new TreeMap<>();
    private M total;

    LivePersonGroups(LivePersonRequest request, LivePersonMetrics<M> metrics) {
        this.request = request;
        this.metrics = metrics;
        this.total = metrics.none();
    }

    /** Adds what the store answered. @param groups values in the order of the request's {@code groupBy} → metrics */
    LivePersonGroups<M> add(Map<List<String>, M> groups) {
        groups.forEach(this::add);
        return this;
    }

    private void add(List<String> group, M value) {
        total = metrics.plus(total, value);
        if (request.skills().asked()) {
            String skill = LivePersonIds.name(group.get(0));
            skills.computeIfAbsent(skill, none -> new TreeMap<>()).merge(LivePersonIds.name(group.get(1)), value, metrics::plus);
        }
        if (request.agents().asked()) {
            agents.merge(LivePersonIds.name(group.get(group.size() - 1)), value, metrics::plus);
        }
    }

    /** Writes the objects that the request asked for into the object that is open; those that it did not ask for are not there at all. */
    void write(JsonGenerator json) throws IOException {
        if (request.skills().asked()) {
            json.writeObjectFieldStart("skillsMetricsPerAgent");
            writeSkills(json);
            writeTotals(json, total);
            json.writeEndObject();
        }
        if (request.agents().asked()) {
            json.writeObjectFieldStart("agentsMetrics");
            writeAgents(json, agents);
            writeTotals(json, total);
            json.writeEndObject();
        }
        if (!request.skills().asked() && !request.agents().asked()) {
            writeTotals(json, total);
        }
    }

    private void writeSkills(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("metricsPerSkill");
        for (Map.Entry<String, SortedMap<String, M>> skill : skills.entrySet()) {
            json.writeObjectFieldStart(skill.getKey());
            writeAgents(json, skill.getValue());
            writeTotals(json, skill.getValue().values().stream().reduce(metrics.none(), metrics::plus));
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void writeAgents(JsonGenerator json, Map<String, M> each) throws IOException {
        json.writeObjectFieldStart("metricsPerAgent");
        for (Map.Entry<String, M> agent : each.entrySet()) {
            writeMetrics(json, agent.getKey(), agent.getValue());
        }
        json.writeEndObject();
    }

    private void writeTotals(JsonGenerator json, M sum) throws IOException {
        writeMetrics(json, "metricsTotals", sum);
    }

    private void writeMetrics(JsonGenerator json, String name, M values) throws IOException {
        json.writeObjectFieldStart(name);
        metrics.write(json, values);
        json.writeEndObject();
    }
}
