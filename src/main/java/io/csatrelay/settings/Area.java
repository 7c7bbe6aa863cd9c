package io.csatrelay.settings;

import java.util.List;
import java.util.stream.Stream;

/**
 * Settings that belong together, with what must hold between them. A new source adds an area to {@link Catalogue}; nothing else changes.
 *
 * @param title the heading in documents
 * @param prefix an environment name that starts so is meant for us, and warned of when unknown; empty when the names have none in common
 * @param settings in the order of the documents
 * @param families settings whose names hold an id
 * @param groups what a source or the sink needs
 * @param rules everything else that must hold
 */
record Area(String title, String prefix, List<Setting<?>> settings, List<Family<?>> families, List<Group> groups, List<Rule> rules) {

    static Area of(String title, Setting<?>... settings) {
        return new Area(title, "", List.of(settings), List.of(), List.of(), List.of());
    }

    Area prefix(String start) {
        return new Area(title, start, settings, families, groups, rules);
    }

    Area family(Family<?> family) {
        return new Area(title, prefix, settings, plus(families, family), groups, rules);
    }

    Area group(Group group) {
        return new Area(title, prefix, settings, families, plus(groups, group), rules);
    }

    Area rule(Rule rule) {
        return new Area(title, prefix, settings, families, groups, plus(rules, rule));
    }

    /** The same area with one more setting, a family's member found in the environment. */
    Area member(Setting<?> setting) {
        return new Area(title, prefix, plus(settings, setting), families, groups, rules);
    }

    private static <E> List<E> plus(List<? extends E> list, E one) {
        return Stream.<E>concat(list.stream(), Stream.of(one)).toList();
    }
}
