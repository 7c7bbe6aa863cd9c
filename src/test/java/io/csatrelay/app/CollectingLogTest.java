package io.csatrelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.csatrelay.collect.Lane;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoRating;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

class CollectingLogTest {
    @Test
    void shouldLogEveryTryWithStatusBytesAndTimeAndNoQuery() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger("requests");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.setLevel(ch.qos.logback.classic.Level.INFO);
        logger.addAppender(lines);
        try (TestingRelay relay = TestingRelay.builder().at("2026-05-01T00:00:00Z").collectingOnly().set("ZENDESK_RATINGS_SINCE", "1h").start()) {
            relay.zendesk().add(DemoRating.good(1, 2, relay.time().now().minus(Duration.ofMinutes(5))));
            relay.zendesk().faults().next(1, request -> request.path().contains("ratings"), new DemoFault.Delay(Duration.ofMillis(60)));
            relay.zendesk().faults().next(1, request -> request.path().contains("reasons"), DemoFault.status(503, "{}"));
            relay.zendesk().faults().next(1, request -> request.path().contains("reasons"), new DemoFault.Reset());
            assertThat(relay.run(Lane.LIVE).error()).isNull();
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(null);
        }
        List<Map<String, Object>> requests = lines.list.stream().map(CollectingLogTest::pairs).toList();
        assertThat(requests).extracting(line -> line.get("path") + " " + line.get("status")).containsExactly(
                "/api/v2/satisfaction_reasons.json 503", "/api/v2/satisfaction_reasons.json 0", "/api/v2/satisfaction_reasons.json 200",
                "/api/v2/satisfaction_ratings.json 200");
        assertThat(requests).allSatisfy(line -> assertThat(line).containsEntry("method", "GET").containsEntry("host", "127.0.0.1")
                .containsEntry("batch", null));
        assertThat((long) requests.get(0).get("bytes")).isEqualTo(2);
        assertThat((long) requests.get(1).get("bytes")).isEqualTo(-1);
        assertThat((long) requests.get(3).get("bytes")).isGreaterThan(300);
        assertThat((long) requests.get(3).get("vendorMs")).isGreaterThanOrEqualTo(60L);
        assertThat(lines.list.toString()).doesNotContain("start_time");
    }

    private static Map<String, Object> pairs(ILoggingEvent line) {
        Map<String, Object> pairs = new TreeMap<>();
        for (KeyValuePair pair : line.getKeyValuePairs()) {
            pairs.put(pair.key, pair.value);
        }
        return pairs;
    }
}
