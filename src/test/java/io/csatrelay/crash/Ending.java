package io.csatrelay.crash;

import java.time.Duration;

/**
 * How one process of a story ends.
 *
 * @param place where it kills itself, or null when it is killed from outside
 * @param pass at which pass of that place, from 1
 * @param after how long after its start it is killed from outside
 */
record Ending(Place place, int pass, Duration after) {
    static Ending at(Place place, int pass) {
        return new Ending(place, pass, null);
    }

    static Ending anywhere(Duration after) {
        return new Ending(null, 0, after);
    }

    /** What tells a process to die there; not for one that is killed from outside. */
    String[] options() {
        return new String[] {"-D" + CrashPoint.PLACE + "=" + place, "-D" + CrashPoint.PASS + "=" + pass};
    }

    @Override
    public String toString() {
        return place == null ? "killed after " + after.toMillis() + " ms" : place + " pass " + pass;
    }
}
