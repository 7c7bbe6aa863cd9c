package io.csatrelay.store;

import io.csatrelay.distribution.Buckets;
import io.csatrelay.distribution.Distribution;
import io.csatrelay.distribution.Level;
import io.csatrelay.distribution.Slice;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Fills the buckets as so many ratings would, and sums them up; the ratings themselves are left out, for no report reads them. A thousand
 * agents in 40 groups, four channels; answers 1 to 5, a label each; most within 12 hours of a weekday.
 */
public final class TestingBuckets {
    private static final String SOURCE = "zendesk-ratings";
    private static final int GROUPS = 40;
    private static final List<String> CHANNELS = List.of("chat", "email", "voice", "web");

    private final Database database;
    private final Random random = new Random(7);
    private final Slices slices = new Slices();
    private final int agents;

    /** @param agents how many there are */
    public TestingBuckets(Database database, int agents) {
        this.database = database;
        this.agents = agents;
    }

    public static String agent(int i) {
        return String.valueOf(360_100_000_001L + i);
    }

    public static String group(int i) {
        return String.valueOf(360_200_000_001L + i);
    }

    /** So many answers from a day's start to another's. @return how many it became */
    public long fill(Instant from, Instant to, long answers) {
        Map<Instant, Long> perHour = new TreeMap<>();
        double weights = 0;
        for (Instant hour = from; hour.isBefore(to); hour = Level.HOUR.next(hour)) {
            weights += weight(hour);
        }
        for (Instant hour = from; hour.isBefore(to); hour = Level.HOUR.next(hour)) {
            perHour.put(hour, Math.round(answers * weight(hour) / weights));
        }
        for (Instant day = from; day.isBefore(to); day = Level.DAY.next(day)) {
            fillDay(day, perHour);
        }
        Rollups rollups = new Rollups(database, () -> to);
        while (rollups.makeSome()) {
            continue;
        }
        return perHour.values().stream().mapToLong(Long::longValue).sum();
    }

    private static double weight(Instant hour) {
        ZonedDateTime utc = hour.atZone(ZoneOffset.UTC);
        double byHour = utc.getHour() >= 7 && utc.getHour() < 19 ? 1 : 0.1;
        return utc.getDayOfWeek().getValue() > 5 ? byHour * 0.3 : byHour;
    }

    private void fillDay(Instant day, Map<Instant, Long> perHour) {
        Map<Instant, Map<Slice, Distribution>> buckets = new TreeMap<>();
        for (Instant hour = day; hour.isBefore(Level.DAY.next(day)); hour = Level.HOUR.next(hour)) {
            for (long i = perHour.getOrDefault(hour, 0L); i > 0; i--) {
                int score = random.nextInt(10) < 8 ? 4 + random.nextInt(2) : 1 + random.nextInt(3);
                buckets.computeIfAbsent(Buckets.endOf(hour.plusSeconds(random.nextInt(3600))), any -> new HashMap<>())
                        .merge(slice(score), Distribution.of(score, 1), Distribution::plus);
            }
        }
        database.write(tx -> {
            write(tx, buckets);
            return null;
        });
    }

    private Slice slice(int score) {
        int agent = random.nextInt(agents);
        String group = group(random.nextInt(8) == 0 ? (agent + 1) % GROUPS : agent % GROUPS);
        return new Slice(List.of(SOURCE, group, agent(agent), CHANNELS.get(random.nextInt(CHANNELS.size())), group, SOURCE, "", "label " + score));
    }

    private void write(Tx tx, Map<Instant, Map<Slice, Distribution>> buckets) throws SQLException {
        HashSet<Slice> all = new HashSet<>();
        buckets.values().forEach(bySlice -> all.addAll(bySlice.keySet()));
        Map<Slice, Long> numbers = slices.numbers(tx, all);
        List<Object[]> rows = new ArrayList<>();
        buckets.forEach((end, bySlice) -> bySlice.forEach((slice, count) -> rows.add(new Object[] {end, numbers.get(slice), count.one(), count.two(),
            count.three(), count.four(), count.five()})));
        tx.updateAll("INSERT INTO bucket (ends_at, slice, score1, score2, score3, score4, score5) VALUES (?, ?, ?, ?, ?, ?, ?)", rows);
        for (Instant end : buckets.keySet()) {
            tx.update("INSERT INTO rollup_due (hour_ends_at) VALUES (?) ON CONFLICT (hour_ends_at) DO NOTHING", Level.HOUR.endOf(end));
        }
    }
}
