package io.csatrelay.rating;

import java.util.Collection;
import java.util.Comparator;

/** Finds the name that was probably meant. */
final class Nearest {

    private Nearest() {
    }

    static String of(String name, Collection<String> known) {
        return known.stream().min(Comparator.comparingInt(candidate -> distance(name, candidate))).orElseThrow();
    }

    /** The number of single-character edits between two names. Names are cut at 64 characters: longer ones are near nothing. */
    static int distance(String from, String to) {
        String name = from.length() > 64 ? from.substring(0, 64) : from;
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= name.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (name.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], row[j]));
            }
        }
        return row[to.length()];
    }
}
