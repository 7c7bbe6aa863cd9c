package io.csatrelay.collect;

import static io.csatrelay.app.TestingRelay.RATINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.app.TestingRelay;
import io.csatrelay.demo.DemoData;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CollectingTest {
    @Test
    void shouldCarryEveryRatingFromZendeskToMaestroQA() throws Exception {
        try (TestingRelay relay = TestingRelay.builder().at("2026-05-01T00:00:00Z").maestroqa(o -> o.withLimits(0, 0)).start()) {
            Instant now = relay.time().now();
            relay.zendesk().addAll(DemoData.ratings(7, 1000, now.minus(Duration.ofDays(20)), now.minus(Duration.ofDays(1))));
            var run = relay.run(Lane.LIVE);
            assertThat(run.error()).isNull();
            assertThat(run.tally().stored()).isEqualTo(relay.zendesk().received());
            relay.deliver(relay.store().outboxBook().get("pending"));
            assertThat(relay.store().balanced(RATINGS)).isTrue();
        }
    }
}
