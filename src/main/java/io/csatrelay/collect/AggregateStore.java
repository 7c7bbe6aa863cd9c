package io.csatrelay.collect;

import java.time.Instant;
import java.util.List;

/** What collecting aggregates needs of the store: what a source counted itself, in buckets of five minutes. */
public interface AggregateStore {
    /**
     * Stores what was read of some buckets, in one transaction: figures, quarantine, the books, snapshots, which buckets are filled, and the
     * bookmark. A row that is there already gets the figures given last.
     *
     * @return the books of it: a row with figures that are new or differ is stored, one of zeros filtered
     * @throws IllegalArgumentException when one bucket of one agent in one skill is given twice
     */
    Tally store(Filling filling);

    /**
     * What was read.
     *
     * @param source the source's id
     * @param run the run's number
     * @param kind what is counted
     * @param from where the buckets begin that are filled now; when that is not where the last ones ended, there is a gap for ever
     * @param to where they end: the new bookmark
     * @param rows of these buckets, and perhaps of earlier ones that were read again
     * @param bad what is no row: its bucket is not filled
     * @param snapshots answers as they came, if they are to be kept
     * @param at the wall clock
     */
    record Filling(String source, long run, AggregateKind kind, Instant from, Instant to, List<Row> rows, List<BadRow> bad,
            List<Snapshot> snapshots, Instant at) {
    }

    /**
     * One bucket of one agent in one skill: a record of the source's books.
     *
     * @param skill empty for none
     * @param agent empty for none
     * @param end the bucket's end, which names it
     * @param figures five counts, in the order that {@link AggregateKind} says
     */
    record Row(String skill, String agent, Instant end, List<Long> figures) {
        /** Rejects any other number of figures. */
        public Row {
            figures = List.copyOf(figures);
            if (figures.size() != 5) {
                throw new IllegalArgumentException("counting a bucket: it has five figures, not " + figures.size());
            }
        }

        /** Whether nothing was counted. */
        public boolean isZero() {
            return figures.stream().allMatch(figure -> figure == 0);
        }
    }

    /**
     * What is no row, for it cannot be counted.
     *
     * @param end the end of the bucket that it is missing from
     */
    record BadRow(Instant end, Outcome.Quarantined row) {
    }

    /**
     * What a source answered for a rolling window.
     *
     * @param from its start
     * @param to its end: when it was asked for
     * @param answer JSON: {@code {skill: {agent: [score 1, …, score 5]}}}
     */
    record Snapshot(Instant from, Instant to, String answer) {
    }
}
