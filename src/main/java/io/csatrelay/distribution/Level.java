package io.csatrelay.distribution;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** The lengths that buckets are summed up to, UTC. As buckets, each starts where the one before ends, and is named by its end. */
public enum Level {
    HOUR, DAY, MONTH;

    /** The start of the one that an instant is in. */
    public Instant startOf(Instant at) {
        ZonedDateTime utc = at.atZone(ZoneOffset.UTC);
        return switch (this) {
            case HOUR -> utc.truncatedTo(ChronoUnit.HOURS).toInstant();
            case DAY -> utc.truncatedTo(ChronoUnit.DAYS).toInstant();
            case MONTH -> utc.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).toInstant();
        };
    }

    /** The end of the one that starts there. */
    public Instant next(Instant start) {
        return switch (this) {
            case HOUR -> start.plus(Duration.ofHours(1));
            case DAY -> start.plus(Duration.ofDays(1));
            case MONTH -> start.atZone(ZoneOffset.UTC).plusMonths(1).toInstant();
        };
    }

    /** The name of the one that holds a whole bucket or hour or day, which is named by its end, too. */
    public Instant endOf(Instant endOfPart) {
        return next(startOf(endOfPart.minusMillis(1)));
    }

    /** Whether one begins there. */
    public boolean starts(Instant at) {
        return startOf(at).equals(at);
    }
}
