package io.csatrelay.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Answers of the demo LivePerson, counted anew from the conversations for each request. Stateless. */
final class LivePersonAnswers {
    private final LivePersonMethod method;
    private final LivePersonQuestion question;
    private final List<DemoConversation> matching;
    private final Set<DemoLivePerson.Quirk> quirks;

    LivePersonAnswers(LivePersonMethod method, LivePersonQuestion question, List<DemoConversation> all, Set<DemoLivePerson.Quirk> quirks) {
        this.method = method;
        this.question = question;
        this.quirks = quirks;
        this.matching = all.stream().filter(method::counts).filter(question::matches).toList();
    }

    ObjectNode answer() {
        ObjectNode answer = Json.object();
        List<LivePersonQuestion.Span> intervals = question.intervals();
        if (!intervals.isEmpty()) {
            ArrayNode list = answer.putArray("metricsByIntervals");
            intervals.forEach(span -> {
                ObjectNode interval = list.addObject().put("timestamp", span.end().toEpochMilli());
                objects(interval.putObject("metricsData"), within(span));
            });
        }
        objects(answer, within(question.window()));
        if (!quirks.contains(DemoLivePerson.Quirk.WRAPPED)) {
            return answer;
        }
        ObjectNode wrapped = Json.object();
        wrapped.set("body", answer);
        wrapped.putObject("meta").put("responseCode", 200);
        return wrapped;
    }

    private List<DemoConversation> within(LivePersonQuestion.Span span) {
        return matching.stream().filter(one -> !one.at().isBefore(span.start()) && one.at().isBefore(span.end()) && one.at().isBefore(question.now())).toList();
    }

    private void objects(ObjectNode into, List<DemoConversation> counted) {
        if (!question.skills().isEmpty()) {
            ObjectNode skills = into.putObject(quirks.contains(DemoLivePerson.Quirk.SKILLS_METRICS) ? "skillsMetrics" : "skillsMetricsPerAgent");
            ObjectNode each = skills.putObject("metricsPerSkill");
            by(counted, DemoConversation::skill).forEach((skill, ofSkill) -> agents(each.putObject(skill), ofSkill));
            totals(skills, counted);
        }
        if (!question.agents().isEmpty()) {
            agents(into.putObject("agentsMetrics"), counted);
        }
        if (question.skills().isEmpty() && question.agents().isEmpty()) {
            totals(into, counted);
        }
    }

    private void agents(ObjectNode into, List<DemoConversation> counted) {
        ObjectNode each = into.putObject("metricsPerAgent");
        by(counted, DemoConversation::agent).forEach((agent, ofAgent) -> each.set(agent, metrics(ofAgent)));
        totals(into, counted);
    }

    private void totals(ObjectNode into, List<DemoConversation> counted) {
        ObjectNode metrics = metrics(counted);
        if (quirks.contains(DemoLivePerson.Quirk.ROUNDED_TOTALS)) {
            metrics.properties().stream().filter(metric -> metric.getValue().isIntegralNumber())
                    .forEach(metric -> metric.setValue(metrics.numberNode(metric.getValue().longValue() + 2)));
        }
        into.set(quirks.contains(DemoLivePerson.Quirk.METRICS_TOTAL) ? "metricsTotal" : "metricsTotals", metrics);
    }

    private ObjectNode metrics(List<DemoConversation> counted) {
        ObjectNode metrics = method.count(counted);
        if (quirks.contains(DemoLivePerson.Quirk.WRONG_SCORE) && metrics.has("csat_score")) {
            metrics.put("csat_score", 0.123);
        }
        return metrics;
    }

    /** With rows of zeros every id that ever had a conversation is listed. */
    private Map<String, List<DemoConversation>> by(List<DemoConversation> counted, Function<DemoConversation, String> id) {
        Map<String, List<DemoConversation>> groups = counted.stream().collect(Collectors.groupingBy(id, TreeMap::new, Collectors.toList()));
        if (quirks.contains(DemoLivePerson.Quirk.ROWS_OF_ZEROS)) {
            matching.forEach(one -> groups.putIfAbsent(id.apply(one), List.of()));
        }
        return groups;
    }
}
