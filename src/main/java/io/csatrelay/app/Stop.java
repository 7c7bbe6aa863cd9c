package io.csatrelay.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a command that runs until SIGTERM or Ctrl-C: the work is told, closes what it has open, and only then the process ends, with
 * the work's exit code and not with the signal's.
 */
final class Stop {
    /** A request in flight has 20 s to be finished (contract); the rest is for closing the store. */
    private static final Duration LONGEST = Duration.ofSeconds(22);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean started;
    private volatile int exitCode = ExitCode.DONE;

    private Stop() {
    }

    /** What runs until it is told to stop. It has closed everything when it returns. */
    interface Work {
        void until(Stop stop) throws Exception;
    }

    /** What ends by itself, or earlier when it is told to stop. It has closed everything when it returns. */
    interface Errands {
        int until(Stop stop) throws Exception;
    }

    /** Does the work. @return the exit code: 0 */
    static int run(Work work) throws Exception {
        return exitCode(stop -> {
            try {
                work.until(stop);
            } catch (Exception failed) {
                if (stop.started || !stop.asked()) {
                    throw failed;
                }
                // Told to stop while it started: Java refuses what a start asks of it then, and that is no failure of ours.
            }
            return ExitCode.DONE;
        });
    }

    /** Does the work. @return its exit code */
    static int exitCode(Errands work) throws Exception {
        Stop stop = new Stop();
        Thread hook = new Thread(stop::end, "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            stop.exitCode = work.until(stop);
            return stop.exitCode;
        } catch (Exception failed) {
            stop.exitCode = ExitCode.FAILED;
            if (stop.asked()) {
                System.err.println("csat-relay: stopping: " + failed.getMessage());
            }
            throw failed;
        } finally {
            stop.closed.countDown();
            stop.forget(hook);
        }
    }

    /** A command that ended by itself leaves no hook behind to wait for. */
    private void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // The hook runs: it ends the process.
        }
    }

    /** Waits until the process is told to stop, at most so long: called once everything is started. @return whether it was told */
    boolean await(Duration longest) throws InterruptedException {
        started = true;
        return asked.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    private boolean asked() {
        return asked.getCount() == 0;
    }

    private void end() {
        asked.countDown();
        try {
            if (!closed.await(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println("csat-relay: stopping: not everything was closed after " + LONGEST.toSeconds()
                        + " s; what was in flight is looked after at the next start");
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
        // Java's own exit code would be the signal's, 143 or 130.
        Runtime.getRuntime().halt(exitCode);
    }
}
