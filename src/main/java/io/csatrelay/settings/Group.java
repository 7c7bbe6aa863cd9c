package io.csatrelay.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings that a source or the sink needs: all unset it is off, all set it is on, some set is a problem that names what is missing.
 *
 * @param id what {@link Settings#sourceOn} takes, such as {@code zendesk}
 * @param lead when not null: without this one the group is off, and others that are set are worth only a warning
 * @param always needed in any case
 * @param oneOf ways to sign in, of which exactly one is needed whole; may be empty
 */
record Group(String id, Setting<?> lead, List<Setting<?>> always, List<List<Setting<?>>> oneOf) implements Rule {

    boolean on(Settings settings) {
        return always.stream().allMatch(settings::isSet)
            && (oneOf.isEmpty() || oneOf.stream().anyMatch(way -> way.stream().allMatch(settings::isSet)));
    }

    @Override
    public void check(Settings settings, Findings findings) {
        List<Setting<?>> given = members().filter(settings::isSet).toList();
        if (given.isEmpty()) {
            return;
        }
        if (lead != null && !settings.isSet(lead)) {
            findings.warning(given.get(0).name(), "is set, but " + lead + " is not, so " + id + " is off",
                "set " + lead + " too, or unset it");
            return;
        }
        checkAlways(settings, given.get(0), findings);
        checkWays(settings, given.get(0), findings);
    }

    private Stream<Setting<?>> members() {
        return Stream.concat(always.stream(), oneOf.stream().flatMap(List::stream));
    }

    private void checkAlways(Settings settings, Setting<?> given, Findings findings) {
        for (Setting<?> setting : always) {
            if (!settings.isSet(setting)) {
                missing(setting, given, findings);
            }
        }
    }

    private void checkWays(Settings settings, Setting<?> given, Findings findings) {
        List<List<Setting<?>>> begun = oneOf.stream().filter(way -> way.stream().anyMatch(settings::isSet)).toList();
        if (begun.size() > 1) {
            findings.problem(names(firstSet(begun, settings), " and "), "are set, two ways to sign in to " + id, "keep one of: " + ways());
        } else if (begun.size() == 1) {
            begun.get(0).stream().filter(setting -> !settings.isSet(setting)).forEach(setting -> missing(setting, given, findings));
        } else if (!oneOf.isEmpty()) {
            findings.problem(oneOf.get(0).get(0).name(), "is not set, but " + given + " is", "set " + ways());
        }
    }

    private void missing(Setting<?> setting, Setting<?> given, Findings findings) {
        findings.problem(setting.name(), "is not set, but " + given + " is", "set it, or unset all that " + id + " needs to turn it off");
    }

    private static List<Setting<?>> firstSet(List<List<Setting<?>>> begun, Settings settings) {
        List<Setting<?>> first = new ArrayList<>();
        for (List<Setting<?>> way : begun) {
            way.stream().filter(settings::isSet).findFirst().ifPresent(first::add);
        }
        return first;
    }

    private String ways() {
        return oneOf.stream().map(way -> names(way, " + ")).collect(Collectors.joining(", or "));
    }

    private static String names(List<Setting<?>> settings, String between) {
        return settings.stream().map(Setting::name).collect(Collectors.joining(between));
    }
}
