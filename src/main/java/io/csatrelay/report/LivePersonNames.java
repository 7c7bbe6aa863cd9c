package io.csatrelay.report;

import com.fasterxml.jackson.core.io.SerializedString;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The names of groups in the order in which an answer has them, worked out once for many spans of time.
 *
 * @param inOrder  skill and agent, or agent alone; equal names are the same object
 * @param ofGroups the number, in that order, of each group's name; some groups may have one name
 */
record LivePersonNames(List<List<SerializedString>> inOrder, Map<List<String>, Integer> ofGroups) {
    private static final Comparator<List<String>> ORDER = Comparator.<List<String>, String>comparing(name -> name.get(0))
            .thenComparing(name -> name.get(name.size() - 1));

    /** @param values what a group is named by */
    static LivePersonNames of(Set<List<String>> groups, Function<List<String>, List<String>> values) {
        Map<List<String>, List<String>> names = new HashMap<>();
        groups.forEach(group -> names.put(group, values.apply(group).stream().map(LivePersonIds::name).toList()));
        SortedMap<List<String>, Integer> numbers = new TreeMap<>(ORDER);
        names.values().forEach(name -> numbers.put(name, 0));
        int number = 0;
        for (Map.Entry<List<String>, Integer> name : numbers.entrySet()) {
            name.setValue(number++);
        }
        Map<List<String>, Integer> ofGroups = new HashMap<>();
        names.forEach((group, name) -> ofGroups.put(group, numbers.get(name)));
        Map<String, SerializedString> written = new HashMap<>();
        return new LivePersonNames(numbers.keySet().stream().map(name -> name.stream()
                .map(part -> written.computeIfAbsent(part, SerializedString::new)).toList()).toList(), ofGroups);
    }

    int of(List<String> group) {
        return ofGroups.get(group);
    }

    SerializedString skill(int number) {
        return inOrder.get(number).get(0);
    }

    SerializedString agent(int number) {
        List<SerializedString> name = inOrder.get(number);
        return name.get(name.size() - 1);
    }
}
