package io.csatrelay.app;

/** What a command's exit code means. */
final class ExitCode {
    /** Done; for {@code sync}: all of its ratings are delivered. */
    static final int DONE = 0;
    /** It failed. */
    static final int FAILED = 1;
    /** Wrong usage or settings. */
    static final int USAGE = 2;
    /** Some of the run's ratings are refused, unknown, held or quarantined. */
    static final int LEFT_OVER = 3;
    /** The sink was paused for longer than {@code --wait}. */
    static final int SINK_PAUSED = 4;

    private ExitCode() {
    }
}
