package io.csatrelay.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Plausible ratings, the same for the same seed: 30 agents in 6 groups, most answers on weekdays between 7 and 19 o'clock UTC, more of them as years go by,
 * some 84 % of them good, of some agents more than of others, in some seasons more than in others, a quarter with a comment, most bad ones with a reason, a few rows offered or unoffered, changed later, joined by a second row for
 * their ticket, or without agent and group.
 */
public final class DemoData {

    static final int AGENTS = 30;
    static final int GROUPS = 6;
    static final long FIRST_AGENT = 360_100_000_001L;
    static final long FIRST_GROUP = 360_200_000_001L;
    /** Above 2^31, as in any account of some age. */
    private static final long FIRST_ID = 360_300_000_001L;
    private static final long FIRST_TICKET = 400_001;

    private static final double OFFERED = 0.03;
    private static final double UNOFFERED = 0.02;
    private static final double GOOD = 0.84;
    private static final Duration GROWS = Duration.ofDays(90);
    private static final double COMMENTED = 0.25;
    private static final double REASONED = 0.7;
    private static final double CHANGED = 0.02;
    private static final double SECOND_ROW = 0.01;
    private static final double NOBODY = 0.01;

    private final Random random;

    DemoData(long seed) {
        this.random = new Random(seed);
    }

    /**
     * Ratings created within [from, to), by rising id and time; what is changed later is changed before {@code to}.
     *
     * @param count rows in all, offered and unoffered ones included
     */
    public static List<DemoRating> ratings(long seed, int count, Instant from, Instant to) {
        if (!to.isAfter(from.plusSeconds(1))) {
            throw new IllegalArgumentException("making demo ratings: " + from + " to " + to + " is no span of over a second");
        }
        DemoData data = new DemoData(seed);
        List<Instant> times = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            times.add(data.time(from, to));
        }
        times.sort(null);
        List<DemoRating> ratings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ratings.add(data.row(FIRST_ID + i, ratings, times.get(i), to));
        }
        return ratings;
    }

    /** A second within the span, drawn by how busy the hour is. */
    private Instant time(Instant from, Instant to) {
        long seconds = Duration.between(from, to).toSeconds();
        while (true) {
            Instant at = from.plusSeconds((long) (random.nextDouble() * seconds));
            if (random.nextDouble() < busyness(at.atZone(ZoneOffset.UTC)) * growth(at, from, seconds)) {
                return at;
            }
        }
    }

    /** A company that grows: over a long time there are ever more answers. */
    private static double growth(Instant at, Instant from, long seconds) {
        double passed = (double) Duration.between(from, at).toSeconds() / seconds;
        return seconds < GROWS.toSeconds() ? 1 : 0.2 + 0.8 * passed * passed;
    }

    private static double busyness(ZonedDateTime at) {
        boolean weekend = at.getDayOfWeek() == DayOfWeek.SATURDAY || at.getDayOfWeek() == DayOfWeek.SUNDAY;
        int hour = at.getHour();
        double byHour = hour >= 9 && hour < 17 ? 1 : hour >= 7 && hour < 19 ? 0.6 : 0.08;
        return weekend ? byHour * 0.25 : byHour;
    }

    private DemoRating row(long id, List<DemoRating> before, Instant at, Instant to) {
        double fate = random.nextDouble();
        if (fate < OFFERED + UNOFFERED) {
            return ticketed(id, fate < OFFERED ? "offered" : "unoffered", at);
        }
        DemoRating rating = answered(ticketed(id, "offered", at), at);
        if (random.nextDouble() < SECOND_ROW && !before.isEmpty()) {
            DemoRating first = before.get(random.nextInt(before.size()));
            rating = new DemoRating(id, first.ticketId(), first.requesterId(), first.assigneeId(), first.groupId(), rating.score(),
                    rating.comment(), rating.reason(), rating.reasonId(), at, at, null);
        }
        long left = Duration.between(at, to).toSeconds();
        if (random.nextDouble() < CHANGED && left > 1) {
            rating = answered(rating, at.plusSeconds(1 + (long) (random.nextDouble() * (left - 1))));
        }
        return rating;
    }

    private DemoRating ticketed(long id, String score, Instant at) {
        int agent = random.nextInt(AGENTS);
        boolean nobody = random.nextDouble() < NOBODY;
        Long group = nobody && random.nextBoolean() ? null : Long.valueOf(FIRST_GROUP + agent % GROUPS);
        return new DemoRating(id, FIRST_TICKET + Math.floorMod(id - FIRST_ID, 1_000_000_000L), 360_400_000_000L + random.nextInt(1_000_000),
                nobody ? null : Long.valueOf(FIRST_AGENT + agent), group, score, null, null, null, at, at, null);
    }

    /** A new rating that a customer gives now, for a ticket of its own. */
    DemoRating fresh(long id, Instant at) {
        return answered(ticketed(id, "offered", at), at);
    }

    /** The customer's answer, or the next one. */
    DemoRating answered(DemoRating row, Instant at) {
        boolean good = random.nextDouble() < GOOD + byAgent(row.assigneeId()) + bySeason(row.createdAt());
        List<String> words = good ? DemoComments.GOOD : DemoComments.BAD;
        String comment = random.nextDouble() < COMMENTED ? words.get(random.nextInt(words.size())) : null;
        DemoRating rated = row.rated(good ? "good" : "bad", comment, at);
        if (good || random.nextDouble() >= REASONED) {
            return rated;
        }
        DemoReason reason = DemoReason.ALL.get(1 + random.nextInt(DemoReason.ALL.size() - 1));
        return rated.withReason(reason.id(), reason.value());
    }

    private static double byAgent(Long agent) {
        return agent == null ? 0 : 0.09 * Math.sin(1.7 * (agent - FIRST_AGENT));
    }

    private static double bySeason(Instant at) {
        return 0.05 * Math.sin(at.getEpochSecond() / 86_400.0 / 25);
    }

    /** True in this share of calls. */
    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    /** One of them. */
    <T> T anyOf(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
