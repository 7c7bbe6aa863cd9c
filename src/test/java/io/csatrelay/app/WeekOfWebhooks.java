package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A trigger pushes ratings, some of them twice; others push with a wrong secret, or what they heard long ago. */
final class WeekOfWebhooks implements WeekOf {
    private final List<String> pushed = new ArrayList<>();
    private TestingWebhook webhook;
    private boolean strangers;

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
            String body = TestingWebhook.rating(id, random.nextBoolean() ? "good" : "bad", "pushed").replace("\"208\"", "\"6%d\"".formatted(pushed.size()));
            for (int again = random.nextInt(5) == 0 ? 2 : 1; again > 0; again--) {
                assertThat(webhook.push(body, now).status()).isEqualTo(202);
            }
            pushed.add(id);
        }
        if (strangers && random.nextInt(4) == 0) {
            byte[] forged = TestingWebhook.rating("forged", "bad", "forged").getBytes(StandardCharsets.UTF_8);
            assertThat(webhook.push(forged, now.toString(), "another secret").status()).isEqualTo(401);
            assertThat(webhook.push(forged, now.minusSeconds(600).toString(), TestingWebhook.SECRET).status()).isEqualTo(401);
        }
    }

    @Override
    public void faults(boolean on) {
        strangers = on;
    }

    @Override
    public long nothingIsMissing(TestingRelay relay) {
        assertThat(relay.store().ratings(TestingWebhook.SOURCE).keySet()).containsExactlyInAnyOrderElementsOf(pushed);
        return pushed.size();
    }
}
