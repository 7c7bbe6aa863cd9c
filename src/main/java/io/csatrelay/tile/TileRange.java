package io.csatrelay.tile;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * What span a request is about.
 *
 * @param from inclusive
 * @param to exclusive
 */
record TileRange(Instant from, Instant to) {
    /** The last periods that are over. */
    static TileRange last(Length length, Grouping grouping, ZoneId zone, Instant now) {
        Instant end = grouping.floor(now, zone);
        return new TileRange(grouping.floor(grouping.minus(end, length, zone), zone), end);
    }

    /** The whole periods that a span touches and that are over. */
    static TileRange around(Instant from, Instant to, Grouping grouping, ZoneId zone, Instant now) {
        Instant over = grouping.floor(now, zone);
        return new TileRange(grouping.floor(from, zone), to.isBefore(over) ? to : over);
    }

    /** The same in pieces that are none longer than Gnatta takes, cut where periods begin. */
    List<TileRange> split(Length longest, Grouping grouping, ZoneId zone) {
        List<TileRange> pieces = new ArrayList<>();
        for (Instant start = from; start.isBefore(to);) {
            Instant end = end(start, longest, grouping, zone);
            pieces.add(new TileRange(start, end));
            start = end;
        }
        return pieces;
    }

    private Instant end(Instant start, Length longest, Grouping grouping, ZoneId zone) {
        Instant latest = longest.after(start);
        if (!latest.isBefore(to)) {
            return to;
        }
        Instant cut = grouping.floor(latest, zone);
        return cut.isAfter(start) ? cut : latest;
    }
}
