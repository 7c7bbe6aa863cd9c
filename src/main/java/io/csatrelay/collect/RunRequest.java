package io.csatrelay.collect;

import java.time.Instant;

/**
 * What a run is asked to do.
 *
 * @param source the source's id
 * @param lane what for
 * @param from a backfill's start, else null
 * @param to a backfill's end, else null
 * @param remap whether known versions are mapped again
 * @param dryRun whether to count only what a remap would send again, and store nothing
 * @param recordId the one record's id for {@link Lane#ONE}, else null
 * @param wish the number of the command that asked, or null for a schedule
 */
public record RunRequest(String source, Lane lane, Instant from, Instant to, boolean remap, boolean dryRun, String recordId,
        Long wish) {
    /** What a schedule asks for. */
    public static RunRequest scheduled(String source, Lane lane) {
        return new RunRequest(source, lane, null, null, false, false, null, null);
    }

    /** The same, asked by a command. */
    public RunRequest by(long wish) {
        return new RunRequest(source, lane, from, to, remap, dryRun, recordId, wish);
    }

    /** The ratings of a span. */
    public static RunRequest backfill(String source, Instant from, Instant to, boolean remap, boolean dryRun) {
        return new RunRequest(source, Lane.BACKFILL, from, to, remap, dryRun, null, null);
    }

    /** One record. */
    public static RunRequest one(String source, String recordId) {
        return new RunRequest(source, Lane.ONE, null, null, false, false, recordId, null);
    }
}
