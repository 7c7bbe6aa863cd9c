package io.csatrelay.settings;

import java.util.Locale;

/** What becomes of a batch whose answer was lost. */
public enum AfterUnknown {
    /** Probed with its first rating, then sent again. */
    RESEND,
    /** Left unknown, for a person. */
    HOLD;

    /** As the setting writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
