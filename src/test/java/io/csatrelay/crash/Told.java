package io.csatrelay.crash;

/**
 * What became of a story.
 *
 * @param kills processes that were killed
 * @param inFlight ratings that were on their way at a kill, as the store has it: so many may have been taken twice
 * @param duplicates ratings that MaestroQA took again
 * @param maxInSecond the most requests that reached MaestroQA in any second, across the restarts
 * @param maxInMinute the same for a minute
 */
record Told(int kills, long inFlight, long duplicates, int maxInSecond, int maxInMinute) {
    static final Told NOTHING = new Told(0, 0, 0, 0, 0);

    Told plus(Told other) {
        return new Told(kills + other.kills, inFlight + other.inFlight, duplicates + other.duplicates,
                Math.max(maxInSecond, other.maxInSecond), Math.max(maxInMinute, other.maxInMinute));
    }

    @Override
    public String toString() {
        return kills + " kills, none lost, " + duplicates + " of " + inFlight + " in flight taken twice, at most " + maxInSecond
                + " requests in a second and " + maxInMinute + " in a minute";
    }
}
