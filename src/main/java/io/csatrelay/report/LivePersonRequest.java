package io.csatrelay.report;

import io.csatrelay.distribution.Dimension;
import io.csatrelay.distribution.Question;
import io.csatrelay.distribution.Span;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request of LivePerson's contract, read and checked.
 *
 * @param source the one source that counts; empty for all
 * @param skills which skills
 * @param agents which agents
 * @param window the time
 */
record LivePersonRequest(Optional<String> source, LivePersonIds skills, LivePersonIds agents, LivePersonWindow window) {
    /**
     * Reads the parameters; unknown ones are ignored.
     *
     * @throws ReportException for whatever the documents answer 400 to
     */
    static LivePersonRequest read(Optional<String> source, QueryParameters query, Instant now) throws ReportException {
        requireVersion(query.one("v"));
        return new LivePersonRequest(source, LivePersonIds.parse("skillIds", query.one("skillIds")), LivePersonIds.parse("agentIds", query.one("agentIds")),
                LivePersonTime.read(query, now));
    }

    private static void requireVersion(String version) throws ReportException {
        if (version == null) {
            throw ReportException.badField("v", "v is missing: send v=1");
        }
        if (!version.equals("1")) {
            throw ReportException.badField("v", "v names a version that this API does not have: send v=1");
        }
    }

    /** What an answer's groups are: skill and agent, agent alone, or the total alone. */
    List<Dimension> groupBy() {
        return skills.asked() ? List.of(Dimension.SKILL, Dimension.AGENT) : agents.asked() ? List.of(Dimension.AGENT) : List.of();
    }

    /** What to ask the store for these periods. @param periods in order of time */
    Question question(List<Span> periods) {
        Map<Dimension, Set<String>> filters = new EnumMap<>(Dimension.class);
        source.ifPresent(id -> filters.put(Dimension.SOURCE, Set.of(id)));
        skills.values().ifPresent(ids -> filters.put(Dimension.SKILL, ids));
        agents.values().ifPresent(ids -> filters.put(Dimension.AGENT, ids));
        return new Question(periods, groupBy(), filters);
    }
}
