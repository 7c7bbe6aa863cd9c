package io.csatrelay.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoWebhooksTest {
    private final List<String> signatures = new ArrayList<>();

    private int push(Integer... answers) throws Exception {
        Deque<Integer> left = new ArrayDeque<>(List.of(answers));
        try (LoopbackServer server = LoopbackServer.start("a receiver", 0, "X-Zendesk-Webhook-Signature", Duration.ZERO, System::nanoTime,
                (request, body, header) -> {
                    signatures.add(header.apply("X-Zendesk-Webhook-Signature"));
                    return DemoAnswer.json(left.poll(), "{}");
                }); DemoWebhooks webhooks = new DemoWebhooks(URI.create(server.url() + "/intake/zendesk-webhook"), 1, InstantSource.system())) {
            return webhooks.push();
        }
    }

    @Test
    void shouldSendTheSameSignedRequestAgainWhenThatMayHelp() throws Exception {
        assertThat(push(503, 500, 202)).isEqualTo(202);
        assertThat(signatures).hasSize(3).doesNotContainNull();
        assertThat(signatures.stream().distinct()).hasSize(1);
    }

    @Test
    void shouldGiveUpAfterThreeTriesAndAtOnceWhenRefused() throws Exception {
        assertThat(push(503, 503, 503)).isEqualTo(503);
        assertThat(push(401)).isEqualTo(401);
        assertThat(signatures).hasSize(4);
    }
}
