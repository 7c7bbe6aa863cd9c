package io.csatrelay.settings;

import java.util.Locale;

/** What becomes of personal data in words before anything is stored. */
public enum Privacy {
    /** Stored as it came. */
    KEEP,
    /** Something stands in its place: that there was one is still told. */
    MASK,
    /** Left out. */
    DROP;

    /** As the setting writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
