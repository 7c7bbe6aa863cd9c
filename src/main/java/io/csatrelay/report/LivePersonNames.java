package io.csatrelay.report;

import com.fasterxml.jackson.core.io.SerializedString;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The names of groups in the order in which an answer has them, worked out once for many spans of time.
 *
 * @param inOrder  skill and agent, or agent alone; equal names are the same object
 * @param ofGroups the number, in that order, of the name of each group by its number; some groups may have one name
 */
record LivePersonNames(List<List<SerializedString>> inOrder, int[] ofGroups) {
    private static final Comparator<List<String>> ORDER = Comparator.<List<String>, String>comparing(name -> name.get(0))
            .thenComparing(name -> name.get(name.size() - 1));

    /** @param groups by their numbers @param values what a group is named by */
    static LivePersonNames of(List<List<String>> groups, UnaryOperator<List<String>> values) {
        List<List<String>> names = groups.stream().map(group -> values.apply(group).stream().map(LivePersonIds::name).toList()).toList();
        List<Integer> sorted = new ArrayList<>(IntStream.range(0, names.size()).boxed().toList());
        sorted.sort(Comparator.comparing(names::get, ORDER));
        Map<String, SerializedString> written = new HashMap<>();
        List<List<SerializedString>> inOrder = new ArrayList<>();
        int[] ofGroups = new int[names.size()];
        List<String> last = null;
        for (int group : sorted) {
            List<String> name = names.get(group);
            if (!name.equals(last)) {
                inOrder.add(name.stream().map(part -> written.computeIfAbsent(part, SerializedString::new)).toList());
                last = name;
            }
            ofGroups[group] = inOrder.size() - 1;
        }
        return new LivePersonNames(inOrder, ofGroups);
    }

    int of(int group) {
        return ofGroups[group];
    }

    SerializedString skill(int number) {
        return inOrder.get(number).get(0);
    }

    SerializedString agent(int number) {
        List<SerializedString> name = inOrder.get(number);
        return name.get(name.size() - 1);
    }
}
