package io.csatrelay.ops;

/** One thing that route files are held against. */
interface LintRule {
    /** Adds every problem that it finds. */
    void check(LintRoutes routes, LintFindings findings);
}
