package io.csatrelay.ops;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/** The problems found so far, each once. Used by one thread. */
final class LintFindings {
    private final TreeSet<LintProblem> problems = new TreeSet<>(LintProblem.ORDER);

    void add(Path file, int line, String what, String advice) {
        problems.add(new LintProblem(file, line, what, advice));
    }

    void add(LintNode where, String what, String advice) {
        add(where.file(), where.line(), what, advice);
    }

    /** What was found until now. */
    LintFindings copy() {
        LintFindings copy = new LintFindings();
        copy.problems.addAll(problems);
        return copy;
    }

    /** Whether a span of lines, both ends included, has a problem. */
    boolean any(Path file, int first, int last) {
        return problems.stream().anyMatch(problem -> problem.file().equals(file) && problem.line() >= first && problem.line() <= last);
    }

    /** All, by file and line. */
    List<LintProblem> all() {
        return List.copyOf(problems);
    }
}
