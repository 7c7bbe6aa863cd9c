package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A trigger pushes ratings, some of them twice. */
final class WeekOfWebhooks implements WeekOf {
    private final List<String> pushed = new ArrayList<>();
    private TestingWebhook webhook;

    /** Called at each start of the connector: its port is another one then. */
    void to(TestingWebhook started) {
        webhook = started;
    }

    @Override
    public List<String> sources() {
        return List.of();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(TestingWebhook.SECRET_NAME, TestingWebhook.SECRET);
    }

    @Override
    public void happens(Random random, Instant now) {
        for (int i = random.nextInt(4); i > 0; i--) {
            String id = "push-" + pushed.size();
            String body = TestingWebhook.rating(id, random.nextBoolean() ? "good" : "bad", "pushed");
            for (int again = random.nextInt(5) == 0 ? 2 : 1; again > 0; again--) {
                assertThat(webhook.push(body, now).status()).isEqualTo(202);
            }
            pushed.add(id);
        }
    }

    @Override
    public void faults(boolean on) {
        // It is we who answer.
    }

    @Override
    public long nothingIsMissing(TestingRelay relay) {
        assertThat(relay.store().ratings(TestingWebhook.SOURCE).keySet()).containsExactlyInAnyOrderElementsOf(pushed);
        return pushed.size();
    }
}
