package io.csatrelay.ops;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * Something wrong in a route file or a mapping. No part of it holds a secret, even if the file does.
 *
 * @param file where
 * @param line from 1
 * @param what what is wrong
 * @param advice what to do
 */
public record LintProblem(Path file, int line, String what, String advice) {
    /** By file, then by line. */
    static final Comparator<LintProblem> ORDER = Comparator.comparing(LintProblem::file).thenComparingInt(LintProblem::line)
            .thenComparing(LintProblem::what);

    /** Words on one line, whoever wrote them. */
    public LintProblem {
        what = oneLine(what);
        advice = oneLine(advice);
    }

    private static String oneLine(String words) {
        return words.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }

    /** {@code file:line: what; what to do}, the file as seen from a folder if it is inside that. */
    public String seenFrom(Path folder) {
        Path shown = file.startsWith(folder) ? folder.relativize(file) : file;
        return shown + ":" + line + ": " + what + "; " + advice;
    }
}
