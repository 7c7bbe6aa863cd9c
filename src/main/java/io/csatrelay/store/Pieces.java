package io.csatrelay.store;

import io.csatrelay.distribution.Span;
import java.util.ArrayList;
import java.util.List;

/** What to read for periods, in their order. */
final class Pieces {
    private final Ways ways;
    private final List<Piece> pieces = new ArrayList<>();

    Pieces(Ways ways) {
        this.ways = ways;
    }

    /**
     * What to read at once.
     *
     * @param step   what
     * @param period the number of the period that it counts for; {@link #BY_TIME} when each part of it counts for the period that it is in
     */
    record Piece(Way.Step step, int period) {
        static final int BY_TIME = -1;

        boolean goesOnIn(Piece next) {
            return period == BY_TIME && next.period == BY_TIME && step.goesOnIn(next.step);
        }
    }

    /** The pieces of periods that are in order and disjoint; neighbours of one kind are one piece, whatever periods they are in. */
    List<Piece> of(List<Span> periods) {
        for (int i = 0; i < periods.size(); i++) {
            add(i, periods.get(i));
        }
        return pieces;
    }

    /** What lies outside the period, or is taken away, comes first: what lies in it may then go on into the next one. */
    private void add(int period, Span span) {
        List<Way.Step> steps = ways.of(span).steps();
        steps.stream().filter(step -> !isWithin(step, span)).forEach(step -> add(new Piece(step, period)));
        steps.stream().filter(step -> isWithin(step, span)).forEach(step -> add(new Piece(step, Piece.BY_TIME)));
    }

    private static boolean isWithin(Way.Step step, Span span) {
        return step.sign() > 0 && !step.from().isBefore(span.from()) && !step.to().isAfter(span.to());
    }

    private void add(Piece piece) {
        int last = pieces.size() - 1;
        if (last >= 0 && pieces.get(last).goesOnIn(piece)) {
            pieces.set(last, new Piece(pieces.get(last).step().goneOn(piece.step().to()), Piece.BY_TIME));
        } else {
            pieces.add(piece);
        }
    }
}
