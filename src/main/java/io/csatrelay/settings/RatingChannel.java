package io.csatrelay.settings;

import java.util.Locale;

/** Where a Zendesk rating's channel comes from: the rating itself has none. */
public enum RatingChannel {
    /** It stays without. */
    OFF,
    /** Of its ticket. */
    TICKET;

    /** As the setting writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
