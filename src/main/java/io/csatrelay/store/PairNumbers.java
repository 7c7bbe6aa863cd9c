package io.csatrelay.store;

import java.util.Arrays;

/** Numbers pairs of numbers in the order in which they are met, 0, 1, 2 …: without an object for each look-up. Used by one thread. */
final class PairNumbers {
    private static final int AT_FIRST = 1 << 10;
    private static final long FREE = -1;
    /** Spreads neighbours: 2^64 by the golden ratio. */
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private long[] pairs = free(AT_FIRST);
    private int[] numbers = new int[AT_FIRST];
    private int size;

    private static long[] free(int length) {
        long[] pairs = new long[length];
        Arrays.fill(pairs, FREE);
        return pairs;
    }

    /** The number of a pair, a new one if it was never met. @param first 0 or more @param second 0 or more */
    int of(int first, int second) {
        long pair = (long) first << Integer.SIZE | second;
        int at = place(pair);
        if (pairs[at] == FREE) {
            pairs[at] = pair;
            numbers[at] = size++;
            if (2 * size > pairs.length) {
                grow();
                return size - 1;
            }
        }
        return numbers[at];
    }

    private int place(long pair) {
        int mask = pairs.length - 1;
        int at = (int) (pair * SPREAD >>> Integer.SIZE) & mask;
        while (pairs[at] != pair && pairs[at] != FREE) {
            at = at + 1 & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldPairs = pairs;
        int[] oldNumbers = numbers;
        pairs = free(2 * oldPairs.length);
        numbers = new int[pairs.length];
        for (int i = 0; i < oldPairs.length; i++) {
            if (oldPairs[i] != FREE) {
                int at = place(oldPairs[i]);
                pairs[at] = oldPairs[i];
                numbers[at] = oldNumbers[i];
            }
        }
    }
}
