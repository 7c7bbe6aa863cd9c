package io.csatrelay.distribution;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Of the ratings of a source that have one supersedes_key only the latest counts, in whatever order they arrived: the later answer, then
 * the later version, then the higher id.
 */
public final class Supersession {
    private static final Comparator<Answered> LATER = Comparator.comparing(Answered::submittedAt)
            .thenComparing(Answered::updatedAt, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Answered::externalId, Supersession::byId);

    private Supersession() {
    }

    /**
     * A rating, as far as it matters here.
     *
     * @param externalId    the vendor's id
     * @param supersedesKey null when nothing supersedes it
     * @param submittedAt   when the customer answered
     * @param updatedAt     the version; null where the vendor gives no time
     */
    public record Answered(String externalId, String supersedesKey, Instant submittedAt, Instant updatedAt) {
    }

    /** The external ids of those that count. @param ratings of one source, with all their rivals */
    public static Set<String> counted(Collection<Answered> ratings) {
        Set<String> counted = new HashSet<>();
        Map<String, Answered> latest = new HashMap<>();
        for (Answered rating : ratings) {
            if (rating.supersedesKey() == null) {
                counted.add(rating.externalId());
            } else {
                latest.merge(rating.supersedesKey(), rating, (a, b) -> LATER.compare(a, b) < 0 ? b : a);
            }
        }
        latest.values().forEach(rating -> counted.add(rating.externalId()));
        return counted;
    }

    /** Vendors' ids are numbers mostly: then 10 is above 9. */
    private static int byId(String a, String b) {
        boolean numbers = isNumber(a) && isNumber(b);
        return numbers && a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
    }

    private static boolean isNumber(String id) {
        return !id.isEmpty() && !id.startsWith("0") && id.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
