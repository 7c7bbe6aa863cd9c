package io.csatrelay.app;

import io.csatrelay.collect.Tally;
import io.csatrelay.store.StatusSql.RunRow;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A run that a command had done.
 *
 * @param source the source's id
 * @param wishes what it was asked by: more than one when its holder stopped and the next went on
 * @param runs what was begun for them, in their order; none when it was refused
 * @param error why it failed, in words that name the source, or null
 */
record Done(String source, List<Long> wishes, List<RunRow> runs, String error) {
    /** Both together, for a source that a command ran twice. */
    Done with(Done later) {
        return new Done(source, Stream.concat(wishes.stream(), later.wishes.stream()).toList(),
                Stream.concat(runs.stream(), later.runs.stream()).toList(), error == null ? later.error : error);
    }

    /** The books of all its runs. */
    Tally tally() {
        return runs.stream().map(RunRow::tally).reduce(Tally.NONE, Tally::plus);
    }

    /** What was collected, in a line's beginning. */
    String inWords() {
        Tally tally = tally();
        if (tally.quarantined() < 0) {
            return String.format(Locale.ROOT, "%s: mapped again: %,d stored, %,d filtered", source, tally.stored(), tally.filtered());
        }
        return String.format(Locale.ROOT, "%s: %,d fetched: %,d stored, %,d unchanged, %,d filtered, %,d quarantined", source,
                tally.fetched(), tally.stored(), tally.unchanged(), tally.filtered(), tally.quarantined());
    }
}
