package io.csatrelay.ops;

/**
 * One thing that {@code check} looked at.
 *
 * @param state how it is
 * @param name what it is: {@code store}, a source's id, {@code maestroqa}
 * @param words what was found; for a problem also what to do. No part of it holds a secret or a customer's words
 */
public record CheckPoint(State state, String name, String words) {
    /** How it is. */
    public enum State {
        /** As it should be. */
        OK,
        /** Not as it should be. */
        PROBLEM,
        /** Not set up. */
        OFF
    }

    static CheckPoint ok(String name, String words) {
        return new CheckPoint(State.OK, name, words);
    }

    static CheckPoint problem(String name, String words) {
        return new CheckPoint(State.PROBLEM, name, words);
    }

    static CheckPoint off(String name, String words) {
        return new CheckPoint(State.OFF, name, words);
    }

    /** One line. */
    @Override
    public String toString() {
        return String.format("%-8s %s: %s", state.name().toLowerCase(java.util.Locale.ROOT), name, words);
    }
}
