package io.csatrelay.crash;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The step that a test puts into copies of the routes: at the n-th pass of the chosen place the process kills itself as
 * {@code kill -9} does, so that nothing is closed and no hook runs. Which place and which pass are system properties; without
 * them it does nothing. Needs no class but Java's: it is all of the tests that the process sees.
 */
public final class CrashPoint {
    /** The name of the place, as the step gives it. */
    static final String PLACE = "csat-relay.crash.place";
    /** Counted from 1. */
    static final String PASS = "csat-relay.crash.pass";

    private final String chosen = System.getProperty(PLACE, "");
    private final AtomicInteger left = new AtomicInteger(Integer.getInteger(PASS, 0));

    /** The route is here. Does not return when it is the pass to die at. */
    public void pass(String place) throws IOException {
        if (place.equals(chosen) && left.decrementAndGet() == 0) {
            new ProcessBuilder("kill", "-9", String.valueOf(ProcessHandle.current().pid())).start();
            // The signal takes a moment; meanwhile the route must not go on.
            while (true) {
                LockSupport.park();
            }
        }
    }
}
