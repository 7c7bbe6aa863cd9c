package io.csatrelay.settings;

import java.util.ArrayList;
import java.util.List;

/** Collects problems and warnings during one load, so that all are reported at once. Used by one thread. */
final class Findings {
    private final List<Finding> problems = new ArrayList<>();
    private final List<Finding> warnings = new ArrayList<>();

    void problem(String setting, String what, String advice) {
        problems.add(new Finding(setting, what, advice));
    }

    void warning(String setting, String what, String advice) {
        warnings.add(new Finding(setting, what, advice));
    }

    List<Finding> problems() {
        return List.copyOf(problems);
    }

    List<Finding> warnings() {
        return List.copyOf(warnings);
    }
}
