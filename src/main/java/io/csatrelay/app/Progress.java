package io.csatrelay.app;

import io.csatrelay.collect.Tally;
import io.csatrelay.store.StatusSql.RunRow;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Draws progress on a terminal; elsewhere only plain lines at the end of things. */
final class Progress {
    private final PrintWriter out;
    private final boolean terminal;

    private Progress(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** On the terminal, if the output is one. */
    static Progress on(PrintWriter out) {
        return new Progress(out, Terminal.isThere());
    }

    /** Prints a line. */
    void line(String text) {
        out.println(text);
        out.flush();
    }

    /** A bar for a source's run. */
    Bar bar(String title) {
        return new Bar(terminal ? new ProgressBarBuilder().setTaskName(title).setUnit(" ratings", 1).setInitialMax(-1)
                .setStyle(ProgressBarStyle.ASCII).setUpdateIntervalMillis(200).clearDisplayOnFinish().build() : null);
    }

    /** What a run did, in a line. */
    static String ended(RunRow run) {
        Tally tally = run.tally();
        return String.format(Locale.ROOT, "%s: %,d fetched: %,d stored, %,d unchanged, %,d filtered, %,d quarantined", run.source(), tally.fetched(),
                tally.stored(), tally.unchanged(), tally.filtered(), tally.quarantined());
    }

    /** A bar, or nothing where there is no terminal. */
    static final class Bar implements AutoCloseable {
        private final ProgressBar bar;

        private Bar(ProgressBar bar) {
            this.bar = bar;
        }

        /** The vendor's count is approximate: the bar never goes over it, and says "at least" where the vendor does. */
        void at(RunRow run, Instant bookmark) {
            if (bar == null) {
                return;
            }
            long fetched = run.tally().fetched();
            if (run.expected() != null) {
                bar.maxHint(Math.max(run.expected(), fetched));
            }
            bar.stepTo(fetched);
            bar.setExtraMessage((run.atLeast() ? " of at least that many" : "") + (bookmark == null ? "" : " to " + bookmark));
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
            }
        }
    }
}
