package io.csatrelay.collect;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/**
 * A record's version: the vendor's own time of change, or a hash of the raw record where the vendor gives none.
 *
 * @param text as compared for equality and kept in the store
 * @param at the time of change, or null for a hash
 */
public record Version(String text, Instant at) {
    /** Stands for every version of a record that was purged or erased: it is newer than any, and none is newer. */
    public static final Version FORGOTTEN = new Version("", Instant.MAX);

    /** A version from a vendor's ISO 8601 time; anything else counts as an opaque mark. */
    public static Version of(String text) {
        try {
            return new Version(text, OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException opaque) {
            return new Version(text, null);
        }
    }

    /** Whether this is later than what is known; of two opaque ones the one that comes later is. */
    public boolean newerThan(Version known) {
        if (known == null) {
            return true;
        }
        if (text.equals(known.text) || known.equals(FORGOTTEN)) {
            return false;
        }
        if (at != null && known.at != null) {
            return at.isAfter(known.at);
        }
        return true;
    }
}
