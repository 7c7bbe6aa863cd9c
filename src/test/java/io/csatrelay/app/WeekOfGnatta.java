package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoGnatta;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Gnatta reckons its tiles by itself; what was asked for is kept. */
final class WeekOfGnatta implements WeekOf {
    private static final int LOOKED_AT = 60;

    private final DemoGnatta gnatta;
    private TestingApi api;

    WeekOfGnatta(InstantSource clock) throws IOException {
        gnatta = DemoGnatta.start(DemoGnatta.Options.defaults().withClock(clock, System::nanoTime).withLimits("X-RateLimit-", 100_000, 100_000));
    }

    void to(TestingApi started) {
        api = started;
    }

    @Override
    public List<String> sources() {
        return List.of(TestingRelay.TILES);
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new java.util.TreeMap<>(gnatta.settings());
        settings.put("GNATTA_CRON", TestingApi.NEVER);
        return settings;
    }

    @Override
    public void happens(Random random, Instant now) {
        // Nothing that we would be told.
    }

    @Override
    public void faults(boolean on) {
        if (on) {
            WeekOfRatings.usual(gnatta.faults(), 11, request -> true);
        } else {
            gnatta.faults().clear();
        }
    }

    /** Of what it answered, some looked at: we give the same request the answer that was kept. */
    @Override
    public long nothingIsMissing(TestingRelay relay) {
        assertThat((long) gnatta.repeats()).as("the same request within ten minutes, only where its answer was cut off")
                .isLessThanOrEqualTo(gnatta.faults().given(DemoFault.Truncate.class));
        List<String> asked = new ArrayList<>(gnatta.asked());
        assertThat(asked).hasSizeGreaterThan(500);
        Collections.shuffle(asked, new Random(1));
        long notKept = 0;
        for (String one : asked.subList(0, LOOKED_AT)) {
            String path = one.substring(0, one.indexOf(' '));
            TestingApi.Answer answer = api.send(HttpRequest.newBuilder(api.api(path)).header("Authorization", "Bearer " + TestingApi.READ)
                    .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(one.substring(path.length() + 1))));
            assertThat(answer.status()).as(one).isIn(200, 404);
            if (answer.status() == 200) {
                assertThat(answer.json()).as(one).isEqualTo(new TestingApi.Answer(200, "", gnatta.answered(one)).json());
            } else {
                notKept++;
            }
        }
        // An answer that was no JSON is in quarantine; what it was about comes with the next one, six hours later.
        assertThat(notKept).isLessThanOrEqualTo(Math.min(LOOKED_AT / 4, relay.store().tally(TestingRelay.TILES).quarantined()));
        return 0;
    }

    @Override
    public void close() {
        gnatta.close();
    }
}
