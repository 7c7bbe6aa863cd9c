package io.csatrelay.settings;

import java.util.List;
import java.util.stream.Collectors;

/** The settings cannot be used. Carries every problem found, not only the first; its message lists them, a line each, without secrets. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> problems;

    /** @param problems found when the settings were held against what they are for; at least one */
    public SettingsException(List<Finding> problems) {
        this(problems, List.of());
    }

    /** @param warnings said with them: a misspelt name is often why another is not set */
    SettingsException(List<Finding> problems, List<Finding> warnings) {
        super(message(problems) + warnings.stream().map(warning -> "\n  warning: " + warning).collect(Collectors.joining()));
        this.problems = problems;
    }

    /** All problems; at least one. */
    public List<Finding> problems() {
        return problems;
    }

    private static String message(List<Finding> problems) {
        return problems.stream().map(problem -> "\n  " + problem)
            .collect(Collectors.joining("", "reading the settings: " + count(problems.size()), ""));
    }

    private static String count(int problems) {
        return problems == 1 ? "1 problem" : problems + " problems";
    }
}
