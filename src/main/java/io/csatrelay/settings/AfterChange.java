package io.csatrelay.settings;

import java.util.Locale;

/** What becomes of a newer version of a rating that was delivered already. */
public enum AfterChange {
    /** Owed again, when a field that MaestroQA gets differs. */
    RESEND,
    /** Never sent. */
    FIRST_ONLY;

    /** As the setting writes it: {@code first-only}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
