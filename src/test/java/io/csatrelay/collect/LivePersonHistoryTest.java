package io.csatrelay.collect;

import static io.csatrelay.collect.LivePersonAccount.CSAT;
import static io.csatrelay.collect.LivePersonAccount.ENGAGEMENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csatrelay.demo.DemoConversation;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoLivePerson;
import io.csatrelay.demo.DemoLivePerson.Quirk;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random conversations, polls at random times, faults: what is served of any past window is what LivePerson would have answered then. */
class LivePersonHistoryTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int POLLS = 40;
    private static final List<DemoFault> FAULTS = List.of(DemoFault.tooMany("0"), DemoFault.status(500), DemoFault.status(503), new DemoFault.Reset(),
            DemoFault.brokenJson(), DemoFault.status(400), new DemoFault.Truncate(false), DemoFault.loginPage());

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void shouldServeOfAnyPastWindowWhatLivePersonWouldHaveAnsweredThen() throws Exception {
        try (LivePersonAccount account = new LivePersonAccount("LIVEPERSON_TOKEN", DemoLivePerson.TOKEN)) {
            for (int i = 0; i < 500; i++) {
                converse(account, Duration.ofHours(24));
            }
            account.good(CSAT);
            account.good(ENGAGEMENT);
            requireTheLastDay(account);
            for (int seedOfFault = 0; seedOfFault < FAULTS.size(); seedOfFault++) {
                account.vendor().faults().share(0.02, seed + seedOfFault, request -> true, FAULTS.get(seedOfFault));
            }
            account.vendor().faults().share(0.1, seed, request -> request.path().startsWith("/operations"), new DemoFault.Rewrite((request, real) -> {
                converse(account, Duration.ofSeconds(1));
                return real;
            }));
            for (int poll = 0; poll < POLLS; poll++) {
                Duration gap = Duration.ofSeconds(random.nextInt(1200));
                account.after(gap);
                for (int i = random.nextInt(8); i > 0 && !gap.isZero(); i--) {
                    converse(account, gap);
                }
                account.vendor().behave(Quirk.values()[random.nextInt(Quirk.values().length)]);
                account.run(random.nextBoolean() ? CSAT : ENGAGEMENT);
            }
            account.vendor().faults().clear();
            account.good(CSAT);
            account.good(ENGAGEMENT);
            assertThat(account.relay().store().balanced(CSAT, ENGAGEMENT)).isTrue();
            for (int i = 0; i < 150; i++) {
                requireSame(account, "msgcsatdistribution", account.bookmark(CSAT), "");
                requireSame(account, "engactivity", account.bookmark(ENGAGEMENT), pick("", "&interval="));
            }
        }
    }

    private static void requireTheLastDay(LivePersonAccount account) {
        Instant day = Instant.parse("2026-04-30T12:00:00Z");
        for (String method : List.of("msgcsatdistribution", "engactivity")) {
            assertThat(account.served(method, day.plus(BucketTime.LENGTH), day.plus(Duration.ofHours(23)), "").has("incomplete")).isFalse();
            assertThat(account.served(method, day, day.plus(Duration.ofHours(23)), "").path("missing").toString())
                    .isEqualTo("[{\"from\":\"2026-04-30T12:00:00Z\",\"to\":\"2026-04-30T12:05:00Z\"}]");
        }
    }

    /** Within the last so long. Never in a bucket that was filled before, for what is over does not change. */
    private void converse(LivePersonAccount account, Duration within) {
        Instant at = account.now().minusMillis(1 + (long) (random.nextDouble() * within.toMillis()));
        account.vendor().add(new DemoConversation(at, pick("-1", "4", "15", "3"), pick("-1", "20", "21", "22"), random.nextInt(6), random.nextBoolean(),
                random.nextInt(900), random.nextBoolean()));
    }

    private void requireSame(LivePersonAccount account, String method, Instant through, String interval) throws Exception {
        Instant to = through.minus(BucketTime.LENGTH.multipliedBy(random.nextInt(200)));
        int buckets = 1 + random.nextInt(80);
        String ids = pick("", "&skillIds=all&agentIds=all", "&skillIds=4,15", "&agentIds=20,-1", "&skillIds=3&agentIds=21,22", "&skillIds=99")
                + (interval.isEmpty() ? "" : interval + 5 * (buckets % 3 == 0 ? buckets / 3 : buckets));
        Instant from = to.minus(BucketTime.LENGTH.multipliedBy(buckets));
        // Through text: one number has several types in memory.
        JsonNode would = JSON.readTree(account.wouldAnswer(method, from, to, ids).toString());
        assertThat(account.served(method, from, to, ids)).as("seed %d: %s %s to %s %s", seed, method, from, to, ids).isEqualTo(would);
    }

    private String pick(String... values) {
        return values[random.nextInt(values.length)];
    }
}
