package io.csatrelay.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csatrelay.vendor.VendorException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads answers of LivePerson's reporting methods that were asked with {@code skillIds=all&agentIds=all}. */
final class LivePersonRows {
    private static final String UNASSIGNED = "-1";

    private LivePersonRows() {
    }

    /** Who was counted; empty for none. */
    record Key(String skill, String agent) {
    }

    /** The answer itself: some are wrapped as {@code {"body":{…},"meta":{"responseCode":200}}}. */
    static JsonNode body(JsonNode answer) {
        JsonNode nothing = JsonNodeFactory.instance.missingNode();
        return answer == null ? nothing : answer.path("body").isObject() && answer.has("meta") ? answer.get("body") : answer;
    }

    /**
     * The metrics of each agent in each skill, rows of zeros included. Totals are not read: the documents say that they need not add up.
     *
     * @param objects holds {@code skillsMetricsPerAgent}, or {@code skillsMetrics} as the CSAT page's table has it
     * @throws VendorException when it holds neither
     */
    static Map<Key, JsonNode> of(JsonNode objects) throws VendorException {
        JsonNode skills = objects.path(objects.has("skillsMetricsPerAgent") ? "skillsMetricsPerAgent" : "skillsMetrics").path("metricsPerSkill");
        if (!skills.isObject()) {
            throw unreadable("there is no metricsPerSkill in it");
        }
        Map<Key, JsonNode> rows = new LinkedHashMap<>();
        skills.fields().forEachRemaining(skill -> skill.getValue().path("metricsPerAgent").fields().forEachRemaining(
                agent -> rows.put(new Key(id(skill.getKey()), id(agent.getKey())), agent.getValue())));
        return rows;
    }

    private static String id(String key) {
        return key.equals(UNASSIGNED) ? "" : key;
    }

    /** The figures by their names; empty when one of them is no count. */
    static Optional<List<Long>> figures(JsonNode metrics, List<String> names) {
        List<Long> figures = new ArrayList<>(names.size());
        for (String name : names) {
            JsonNode figure = metrics.path(name);
            if (!figure.isNumber() || figure.decimalValue().stripTrailingZeros().scale() > 0 || !figure.canConvertToLong() || figure.longValue() < 0) {
                return Optional.empty();
            }
            figures.add(figure.longValue());
        }
        return Optional.of(figures);
    }

    /** A row that cannot be counted. @param metrics what LivePerson gave for it */
    static AggregateStore.BadRow bad(String source, Key key, Instant end, JsonNode metrics, String reason) {
        ObjectNode record = JsonNodeFactory.instance.objectNode().put("skill", key.skill()).put("agent", key.agent()).put("timestamp", end.toString());
        record.set("metrics", metrics);
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.set("record", record);
        input.putObject("lookup");
        input.putObject("source").put("id", source);
        return new AggregateStore.BadRow(end, new Outcome.Quarantined(key.skill() + "/" + key.agent() + "/" + end,
                Version.of("sha256:" + Pages.hash(record)), input.toString(), reason));
    }

    static VendorException unreadable(String what) {
        return new VendorException("LivePerson's answer is not as its document has it: " + what + "; nothing of it was stored", 200, false, null, null);
    }
}
