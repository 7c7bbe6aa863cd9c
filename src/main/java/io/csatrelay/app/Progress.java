package io.csatrelay.app;

import io.csatrelay.settings.Time;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * How far something is: a bar on a terminal, else a plain line now and then. Never shows more than 100 %. Used by one thread.
 */
abstract sealed class Progress implements AutoCloseable {
    private Progress() {
    }

    /**
     * Begins to show.
     *
     * @param task such as {@code collected}
     * @param out where
     * @param time the clocks
     */
    static Progress of(String task, PrintStream out, Time time) {
        if (!Terminal.attached()) {
            return new Lines(task, out, time);
        }
        Bar bar = new Bar(task, out);
        bar.draw();
        return bar;
    }

    /** The same, but of nothing no bar is drawn, and what is over soon is not told where nobody watches. */
    static Progress quiet(String task, PrintStream out, Time time) {
        return Terminal.attached() ? new Bar(task, out) : new Lines(task, out, time) {
            @Override
            public void close() {
                if (hasPrinted()) {
                    super.close();
                }
            }
        };
    }

    /** Shows how much of how much. @param most how much there is to do as far as is known, 0 when it is not */
    abstract void show(long done, long most);

    /** Ends; the last state stays on the screen. */
    @Override
    public abstract void close();

    private static final class Bar extends Progress {
        private final String task;
        private final PrintStream out;
        private ProgressBar bar;

        Bar(String task, PrintStream out) {
            this.task = task;
            this.out = out;
        }

        void draw() {
            bar = new ProgressBarBuilder().setTaskName(String.format("%-10s", task)).setStyle(ProgressBarStyle.ASCII).setUpdateIntervalMillis(200)
                    .setConsumer(new ConsoleProgressBarConsumer(out)).setInitialMax(-1).build();
        }

        @Override
        void show(long done, long most) {
            if (bar == null && done == 0 && most == 0) {
                return;
            }
            if (bar == null) {
                draw();
            }
            bar.maxHint(most == 0 ? -1 : Math.max(done, most));
            bar.stepTo(done);
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
            }
        }
    }

    static non-sealed class Lines extends Progress {
        private static final Duration EVERY = Duration.ofSeconds(5);

        private final String task;
        private final PrintStream out;
        private final Time time;
        private long printedAt;
        private String printed = "";
        private String latest = "";

        Lines(String task, PrintStream out, Time time) {
            this.task = task;
            this.out = out;
            this.time = time;
            this.printedAt = time.nanos().getAsLong();
        }

        @Override
        void show(long done, long most) {
            latest = most == 0 ? String.format(Locale.ROOT, "%s %,d", task, done)
                    : String.format(Locale.ROOT, "%s %,d of %,d", task, done, Math.max(done, most));
            long now = time.nanos().getAsLong();
            if (now - printedAt >= EVERY.toNanos()) {
                print();
                printedAt = now;
            }
        }

        boolean hasPrinted() {
            return !printed.isEmpty();
        }

        private void print() {
            if (!latest.equals(printed)) {
                out.println(latest);
                printed = latest;
            }
        }

        @Override
        public void close() {
            print();
        }
    }
}
