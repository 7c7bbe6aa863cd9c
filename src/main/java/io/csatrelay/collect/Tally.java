package io.csatrelay.collect;

/**
 * The books of a page, a run or a source: fetched = stored + unchanged + filtered + quarantined.
 *
 * @param fetched records read, re-reads included
 * @param stored a new rating or a newer version
 * @param unchanged a version already known, or older
 * @param filtered the mapping made no rating of it
 * @param quarantined could not become a rating
 */
public record Tally(long fetched, long stored, long unchanged, long filtered, long quarantined) {
    /** Nothing read. */
    public static final Tally NONE = new Tally(0, 0, 0, 0, 0);

    /** Both together. */
    public Tally plus(Tally other) {
        return new Tally(fetched + other.fetched, stored + other.stored, unchanged + other.unchanged,
                filtered + other.filtered, quarantined + other.quarantined);
    }

    /** Whether every record read is accounted for. */
    public boolean balanced() {
        return fetched == stored + unchanged + filtered + quarantined;
    }
}
