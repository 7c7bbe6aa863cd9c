package io.csatrelay.collect;

import org.apache.camel.Variable;

/** Quarantined rows of counts: no mapping that somebody edits made them what they are, so that they stay. */
public final class Unmendable {
    private static final String REASON = "this row of counts came so from the vendor, and no mapping can mend it";

    /** Puts the page's records back. */
    public void keep(@Variable("page") Page page) {
        page.fresh().forEach(raw -> page.add(new Outcome.Quarantined(raw.externalId(), raw.version(), raw.input().toString(), REASON)));
    }
}
