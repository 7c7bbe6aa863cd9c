package io.csatrelay.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers groups in the order in which they are met, so that each group of each interval is looked up once: ids of agents and skills are
 * alike, and so are the hashes of their pairs. Used by one thread.
 */
final class GroupNumbers {
    private final Map<List<String>, Integer> numbers = new HashMap<>();
    private final List<List<String>> groups = new ArrayList<>();

    /** Those met so far, by their numbers. */
    List<List<String>> groups() {
        return Collections.unmodifiableList(groups);
    }

    /** What groups have, by their numbers; null for none. Those met later are not in it. */
    <M> List<M> byNumber(Map<List<String>, M> byGroup) {
        List<M> byNumber = new ArrayList<>(Collections.nCopies(groups.size(), null));
        byGroup.forEach((group, value) -> {
            int number = number(group);
            if (number == byNumber.size()) {
                byNumber.add(value);
            } else {
                byNumber.set(number, value);
            }
        });
        return byNumber;
    }

    private int number(List<String> group) {
        Integer known = numbers.putIfAbsent(group, groups.size());
        if (known == null) {
            groups.add(group);
        }
        return known == null ? groups.size() - 1 : known;
    }
}
