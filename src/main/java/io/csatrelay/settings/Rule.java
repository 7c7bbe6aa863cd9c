package io.csatrelay.settings;

/** What several settings must hold together. Asked even when single settings have problems: it looks at those that were read. */
interface Rule {
    /** Reports what does not hold. */
    void check(Settings settings, Findings findings);
}
