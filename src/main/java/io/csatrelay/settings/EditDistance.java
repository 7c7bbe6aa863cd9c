package io.csatrelay.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** How many slips of the pen lie between two names: a letter too many, missing, wrong, or two swapped. */
public final class EditDistance {
    /** Whatever is longer is near no name of ours, and may be as long as a vendor's record. */
    private static final int LONGEST = 64;

    private EditDistance() {
    }

    /** The known name with the fewest slips; of equals the first. */
    public static Optional<String> nearest(String name, Collection<String> known) {
        return known.stream().min(Comparator.comparingInt(candidate -> between(name, candidate)));
    }

    static int between(String name, String known) {
        String one = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
        return slips(one, known);
    }

    private static int slips(String one, String other) {
        int[][] slips = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                slips[i][j] = i == 0 || j == 0 ? i + j : fewest(one, other, slips, i, j);
            }
        }
        return slips[one.length()][other.length()];
    }

    private static int fewest(String one, String other, int[][] slips, int i, int j) {
        int wrong = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        int fewest = Math.min(slips[i - 1][j - 1] + wrong, Math.min(slips[i - 1][j], slips[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(fewest, slips[i - 2][j - 2] + 1) : fewest;
    }
}
