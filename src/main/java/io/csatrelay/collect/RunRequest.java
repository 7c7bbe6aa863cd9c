package io.csatrelay.collect;

import java.time.Instant;

/**
 * What a run is asked to do.
 *
 * @param source the source's id
 * @param lane what for
 * @param from the start of the span that a person asked for, else null
 * @param to its end, else null
 * @param recordId the one record's id for {@link Lane#ONE}, else null
 * @param wish the number of the command that asked, or null for a schedule
 */
public record RunRequest(String source, Lane lane, Instant from, Instant to, String recordId, Long wish) {
    /** What a schedule asks for. */
    public static RunRequest scheduled(String source, Lane lane) {
        return new RunRequest(source, lane, null, null, null, null);
    }

    /** The ratings of a span. @param lane {@link Lane#BACKFILL}, {@link Lane#REMAP} or {@link Lane#COUNT} */
    public static RunRequest backfill(String source, Lane lane, Instant from, Instant to) {
        return new RunRequest(source, lane, from, to, null, null);
    }

    /** One record. */
    public static RunRequest one(String source, String recordId) {
        return new RunRequest(source, Lane.ONE, null, null, recordId, null);
    }

    /** The same, asked by a command. */
    public RunRequest by(long asking) {
        return new RunRequest(source, lane, from, to, recordId, asking);
    }
}
