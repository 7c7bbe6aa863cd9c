package io.csatrelay.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Writes the metrics of spans of time, in total and by what the request asked for: of each span those of its groups that have any. Used by
 * one thread.
 *
 * @param <M> the counts
 */
final class LivePersonGroups<M> {
    private static final SerializedString PER_AGENT = new SerializedString("metricsPerAgent");
    private static final SerializedString TOTALS = new SerializedString("metricsTotals");

    private final LivePersonRequest request;
    private final LivePersonMetrics<M> metrics;
    private final int size;
    private final LivePersonNames skills;
    private final LivePersonNames agents;

    /** @param groups those of all spans, by their numbers: values in the order of the request's {@code groupBy} */
    LivePersonGroups(LivePersonRequest request, LivePersonMetrics<M> metrics, List<List<String>> groups) {
        this.request = request;
        this.metrics = metrics;
        this.size = groups.size();
        this.skills = request.skills().asked() ? LivePersonNames.of(groups, group -> group) : null;
        this.agents = request.agents().asked() ? LivePersonNames.of(groups, group -> group.subList(group.size() - 1, group.size())) : null;
    }

    /** How many groups. */
    int size() {
        return size;
    }

    /**
     * Writes the objects that the request asked for into the object that is open; those that it did not ask for are not there at all.
     *
     * @param span what the groups have, by their numbers; null for none
     */
    void write(JsonGenerator json, List<M> span) throws IOException {
        M total = span.stream().filter(Objects::nonNull).reduce(metrics.none(), metrics::plus);
        if (request.skills().asked()) {
            json.writeObjectFieldStart("skillsMetricsPerAgent");
            writeSkills(json, byName(skills, span));
            write(json, TOTALS, total);
            json.writeEndObject();
        }
        if (request.agents().asked()) {
            json.writeObjectFieldStart("agentsMetrics");
            json.writeFieldName(PER_AGENT);
            json.writeStartObject();
            writeAgents(json, agents, byName(agents, span), 0, agents.inOrder().size());
            json.writeEndObject();
            write(json, TOTALS, total);
            json.writeEndObject();
        }
        if (!request.skills().asked() && !request.agents().asked()) {
            write(json, TOTALS, total);
        }
    }

    /** @return by the names' numbers; null for a name without any */
    private List<M> byName(LivePersonNames names, List<M> span) {
        List<M> byName = new ArrayList<>(Collections.nCopies(names.inOrder().size(), null));
        for (int group = 0; group < span.size(); group++) {
            int name = names.of(group);
            byName.set(name, metrics.sum(byName.get(name), span.get(group)));
        }
        return byName;
    }

    private void writeSkills(JsonGenerator json, List<M> byName) throws IOException {
        json.writeObjectFieldStart("metricsPerSkill");
        int end;
        for (int start = 0; start < byName.size(); start = end) {
            end = start;
            boolean any = false;
            while (end < byName.size() && skills.skill(end) == skills.skill(start)) {
                any |= byName.get(end++) != null;
            }
            if (any) {
                writeSkill(json, byName, start, end);
            }
        }
        json.writeEndObject();
    }

    private void writeSkill(JsonGenerator json, List<M> byName, int start, int end) throws IOException {
        json.writeFieldName(skills.skill(start));
        json.writeStartObject();
        json.writeFieldName(PER_AGENT);
        json.writeStartObject();
        M sum = writeAgents(json, skills, byName, start, end);
        json.writeEndObject();
        write(json, TOTALS, sum);
        json.writeEndObject();
    }

    /** @return their sum */
    private M writeAgents(JsonGenerator json, LivePersonNames names, List<M> byName, int start, int end) throws IOException {
        M sum = metrics.none();
        for (int i = start; i < end; i++) {
            if (byName.get(i) != null) {
                write(json, names.agent(i), byName.get(i));
                sum = metrics.plus(sum, byName.get(i));
            }
        }
        return sum;
    }

    private void write(JsonGenerator json, SerializedString name, M values) throws IOException {
        json.writeFieldName(name);
        json.writeStartObject();
        metrics.write(json, values);
        json.writeEndObject();
    }
}
