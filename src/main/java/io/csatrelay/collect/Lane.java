package io.csatrelay.collect;

/** What a run is for. Each lane of a source has a bookmark of its own. */
public enum Lane {
    /** New ratings, from the bookmark to now. */
    LIVE,
    /** The recent weeks once more, for what changed in place; stands aside for the other lanes. */
    REREAD,
    /** A span that a person asked for. */
    BACKFILL,
    /** One record by its id; has no bookmark. */
    ONE;

    /** The lane's name in the store, in routes and in logs. */
    public String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** What this lane brings is delivered after what the live lanes bring. */
    public boolean yieldsInOutbox() {
        return this == BACKFILL;
    }
}
