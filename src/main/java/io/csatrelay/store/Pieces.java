package io.csatrelay.store;

import io.csatrelay.distribution.Level;
import io.csatrelay.distribution.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cuts periods into the longest pieces that are summed up: a month, a day, an hour, else buckets. Where an hour is due, its day and
 * month are not used either.
 */
final class Pieces {
    private final Map<Level, Set<Instant>> due = new EnumMap<>(Level.class);
    private final List<Piece> pieces = new ArrayList<>();

    /** @param dueHours the hours, by their ends, whose sums are not right */
    Pieces(List<Instant> dueHours) {
        for (Level level : Level.values()) {
            Set<Instant> ends = new HashSet<>();
            dueHours.forEach(hour -> ends.add(level.endOf(hour)));
            due.put(level, ends);
        }
    }

    /** What to read at once. @param level null for buckets @param from exclusive, for names are ends @param to inclusive */
    record Piece(Level level, Instant from, Instant to) {
    }

    /** The pieces of periods that are in order and disjoint; neighbours of one kind are one piece, whatever periods they are in. */
    List<Piece> of(List<Span> periods) {
        periods.forEach(this::cut);
        return pieces;
    }

    private void cut(Span period) {
        Instant at = period.from();
        while (at.isBefore(period.to())) {
            Piece piece = longest(at, period.to());
            add(piece);
            at = piece.to();
        }
    }

    private Piece longest(Instant at, Instant end) {
        for (Level level : List.of(Level.MONTH, Level.DAY, Level.HOUR)) {
            Instant next = level.starts(at) ? level.next(at) : null;
            if (next != null && !next.isAfter(end) && !due.get(level).contains(next)) {
                return new Piece(level, at, next);
            }
        }
        Instant hour = Level.HOUR.next(Level.HOUR.startOf(at));
        return new Piece(null, at, hour.isBefore(end) ? hour : end);
    }

    private void add(Piece piece) {
        Piece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
        if (last != null && last.level() == piece.level() && last.to().equals(piece.from())) {
            pieces.set(pieces.size() - 1, new Piece(piece.level(), last.from(), piece.to()));
        } else {
            pieces.add(piece);
        }
    }
}
