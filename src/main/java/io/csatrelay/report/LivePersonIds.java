package io.csatrelay.report;

import io.csatrelay.distribution.Dimension;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which skills, or which agents, a request of LivePerson's contract is about.
 *
 * @param asked  whether metrics are grouped by them at all
 * @param values what the buckets know them by; empty when asked for all
 */
record LivePersonIds(boolean asked, Optional<Set<String>> values) {
    /** What LivePerson calls a conversation without skill or agent. */
    static final String UNASSIGNED = "-1";
    static final LivePersonIds ABSENT = new LivePersonIds(false, Optional.empty());
    static final LivePersonIds ALL = new LivePersonIds(true, Optional.empty());

    private static final Pattern LIST = Pattern.compile("-?[0-9]+(?:,-?[0-9]+)*");

    /**
     * Reads a parameter.
     *
     * @param text null or empty for an absent one
     * @throws ReportException unless it is {@code all} or ids separated by commas
     */
    static LivePersonIds parse(String name, String text) throws ReportException {
        if (text == null || text.isEmpty()) {
            return ABSENT;
        }
        if (text.equals("all")) {
            return ALL;
        }
        if (!LIST.matcher(text).matches()) {
            throw ReportException.badField(name, name + " holds no list of ids: send numbers separated by commas, such as 4,15,3, or the one word all");
        }
        Set<String> values = new LinkedHashSet<>(Arrays.asList(text.split(",")));
        if (values.contains(UNASSIGNED)) {
            values.add(Dimension.NONE);
        }
        return new LivePersonIds(true, Optional.of(values));
    }

    /** What an answer calls a value of the buckets. */
    static String name(String value) {
        return value.equals(Dimension.NONE) ? UNASSIGNED : value;
    }
}
