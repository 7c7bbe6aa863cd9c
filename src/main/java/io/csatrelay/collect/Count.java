package io.csatrelay.collect;

/**
 * A vendor's own count of records: approximate, for a progress bar and not for a check.
 *
 * @param value records
 * @param atLeast whether the vendor said that there may be more (Zendesk caps at 100,000 while it counts anew)
 */
public record Count(long value, boolean atLeast) {
    /** In words: "20,000" or "at least 100,000". */
    @Override
    public String toString() {
        return (atLeast ? "at least " : "about ") + String.format(java.util.Locale.ROOT, "%,d", value);
    }
}
