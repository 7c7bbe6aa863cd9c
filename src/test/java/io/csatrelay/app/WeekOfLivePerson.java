package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csatrelay.demo.DemoConversation;
import io.csatrelay.demo.DemoLivePerson;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Conversations end, some with a score; LivePerson forgets them after a day. */
final class WeekOfLivePerson implements WeekOf {
    private static final String ACCOUNT = "56072331";
    private static final Duration WINDOW = Duration.ofMinutes(720);

    private final DemoLivePerson vendor;
    private TestingApi api;
    private Instant begin;

    WeekOfLivePerson(InstantSource clock) throws IOException {
        vendor = DemoLivePerson.start(DemoLivePerson.Options.defaults().withClock(clock));
    }

    void to(TestingApi started) {
        api = started;
    }

    @Override
    public List<String> sources() {
        return List.of("liveperson-csat", "liveperson-engagement");
    }

    @Override
    public Map<String, String> settings() {
        return new TreeMap<>(Map.of("LIVEPERSON_ACCOUNT_ID", ACCOUNT, "LIVEPERSON_DISCOVERY_URL", vendor.url(), "LIVEPERSON_TOKEN", DemoLivePerson.TOKEN,
                "LIVEPERSON_CRON", TestingApi.NEVER));
    }

    @Override
    public void happens(Random random, Instant now) {
        begin = begin == null ? now : begin;
        for (int i = random.nextInt(5); i > 0; i--) {
            // Of the half hour to come: a closed bucket is asked for once, and a run that begins late must not find it still growing.
            vendor.add(DemoConversation.answered(now.plusSeconds(random.nextInt(1800)), String.valueOf(4 + random.nextInt(2)), String.valueOf(15 + random.nextInt(3)),
                    1 + random.nextInt(5)));
        }
    }

    @Override
    public void faults(boolean on) {
        if (on) {
            WeekOfRatings.usual(vendor.faults(), 7, request -> true);
        } else {
            vendor.faults().clear();
        }
    }

    @Override
    public long windows() {
        return vendor.requests().stream().filter(request -> request.status() == 200 && request.query().contains("timeframe=")).count();
    }

    /** Asks ourselves for each half day what LivePerson would have answered at its end. */
    @Override
    public long nothingIsMissing(TestingRelay relay) {
        Instant end = relay.store().lane("liveperson-csat", io.csatrelay.collect.Lane.LIVE).orElseThrow().position();
        long windows = 0;
        for (Instant to = begin.plus(WINDOW); !to.isAfter(end); to = to.plus(WINDOW)) {
            for (String method : List.of("msgcsatdistribution", "engactivity")) {
                JsonNode ours = api.get("/operations/api/account/" + ACCOUNT + "/" + method + "?v=1&skillIds=all&agentIds=all&from=" + to.minus(WINDOW)
                        + "&to=" + to).json();
                JsonNode theirs = vendor.wouldAnswer(method, "v=1&skillIds=all&agentIds=all&timeframe=" + WINDOW.toMinutes(), to);
                assertThat(counts(ours)).as("%s until %s: %s", method, to, TestingApi.Answer.keys(ours)).isEqualTo(counts(theirs));
            }
            windows++;
        }
        assertThat(windows).isGreaterThan(12);
        return 0;
    }

    /** Without what is reckoned from the counts: LivePerson rounds it in another way. */
    private static JsonNode counts(JsonNode answer) {
        answer.findParents("csat_score").forEach(metrics -> ((ObjectNode) metrics).remove("csat_score"));
        return new TestingApi.Answer(200, "", answer.toString()).json();
    }

    @Override
    public void close() {
        vendor.close();
    }
}
