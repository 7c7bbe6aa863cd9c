package io.csatrelay.collect;

import java.util.Locale;

/** What a run is for. Those that collect spans of time have a bookmark each. */
public enum Lane {
    /** New ratings, from the bookmark to now. */
    LIVE,
    /** The recent weeks once more, for what changed in place; stands aside for the other lanes. */
    REREAD,
    /** A span that a person asked for. */
    BACKFILL,
    /** A span that a person asked for, known versions mapped again because the mapping changed. */
    REMAP,
    /** The same, storing nothing: counts what {@link #REMAP} would send again. */
    COUNT,
    /** One record by its id. */
    ONE,
    /** Quarantined records once more, from the store and not from the vendor. */
    MEND,
    /** What a vendor pushed, for as long as this process listens. */
    INTAKE;

    /** The lane's name in the store, in routes and in logs. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it collects a span of time, window by window. */
    public boolean hasBookmark() {
        return this != ONE && this != MEND && this != INTAKE;
    }

    /** Whether a person asked for a span: one of these at a time for a source. */
    public boolean isBackfill() {
        return this == BACKFILL || this == REMAP || this == COUNT;
    }

    /** Whether known versions are taken again. */
    public boolean mapsAgain() {
        return this == REMAP || this == COUNT || this == MEND;
    }
}
