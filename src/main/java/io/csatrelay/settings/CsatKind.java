package io.csatrelay.settings;

import java.util.Locale;

/** Which kind of CSAT a Zendesk account has. */
public enum CsatKind {
    /** Whichever it has: found out by asking. */
    AUTO,
    /** Satisfaction ratings, the legacy kind. */
    RATINGS,
    /** Survey responses. */
    SURVEYS;

    /** As the setting writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
