package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.demo.DemoQualtrics;
import io.csatrelay.demo.DemoResponse;
import io.csatrelay.store.TestingStore.RatingRow;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A survey is answered, and answers are edited days later. */
final class WeekOfQualtrics implements WeekOf {
    private static final String SOURCE = "qualtrics";

    private final DemoQualtrics qualtrics;
    private final Map<String, Integer> scores = new TreeMap<>();
    private final List<DemoResponse> answered = new ArrayList<>();

    WeekOfQualtrics(InstantSource clock) throws IOException {
        qualtrics = DemoQualtrics.start(DemoQualtrics.Options.defaults().withClock(clock));
    }

    @Override
    public List<String> sources() {
        return List.of(SOURCE);
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>(qualtrics.settings());
        settings.putAll(Map.of("QUALTRICS_CRON", TestingApi.NEVER, "QUALTRICS_SINCE", "1h"));
        return settings;
    }

    @Override
    public void happens(Random random, Instant now) {
        for (int i = random.nextInt(3); i > 0; i--) {
            score(DemoResponse.of(scores.size() + 1, 1 + random.nextInt(5), String.valueOf(9_000_000 + scores.size()), now.minusSeconds(random.nextInt(1800)))
                    .with("agent_id", "135"));
        }
        if (!answered.isEmpty() && random.nextInt(6) == 0) {
            int score = 1 + random.nextInt(5);
            String id = answered.get(random.nextInt(answered.size())).id();
            qualtrics.update(id, old -> old.answered(DemoResponse.SCORE, score, "edited to " + score));
            scores.put(id, score);
        }
    }

    private void score(DemoResponse response) {
        qualtrics.addAll(List.of(response));
        answered.add(response);
        scores.put(response.id(), (Integer) response.values().get(DemoResponse.SCORE));
    }

    @Override
    public void faults(boolean on) {
        if (on) {
            WeekOfRatings.usual(qualtrics.faults(), scores.size(), request -> true);
        } else {
            qualtrics.faults().clear();
        }
    }

    @Override
    public long nothingIsMissing(TestingRelay relay) {
        Map<String, RatingRow> stored = relay.store().ratings(SOURCE);
        Map<String, Integer> had = new TreeMap<>();
        stored.forEach((id, row) -> had.put(id, row.body().path("score").asInt()));
        assertThat(had).isEqualTo(scores);
        return stored.size();
    }

    @Override
    public void close() {
        qualtrics.close();
    }
}
