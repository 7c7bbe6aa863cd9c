package io.csatrelay.app;

import static io.csatrelay.app.TestingRelay.RATINGS;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.csatrelay.Eventually;
import io.csatrelay.collect.Lane;
import io.csatrelay.demo.DemoRating;
import io.csatrelay.ops.Purging;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import org.apache.camel.component.quartz.QuartzComponent;
import org.junit.jupiter.api.Test;
import org.quartz.CronTrigger;
import org.quartz.Scheduler;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.slf4j.LoggerFactory;

/** The hourly purge, from its trigger to the line of the log. */
class PurgeTickTest {
    @Test
    void shouldPurgeEachSourceToItsEndEveryHourAndSayHowMany() throws Exception {
        try (TestingRelay relay = TestingApi.planWithTokens().at("2026-05-01T00:00:00Z").set("RETENTION_DAYS", "40").set("RETENTION_DAYS_ZENDESK_WEBHOOK", "1")
                .set(TestingWebhook.SECRET_NAME, TestingWebhook.SECRET).start()) {
            Instant now = relay.time().now();
            relay.zendesk().addAll(LongStream.rangeClosed(1, 250).mapToObj(id -> DemoRating.good(id, 1000 + id, now)).toList());
            new TestingWebhook(new TestingApi(relay)).push(TestingWebhook.rating("push-1", "good", "pushed"), now);
            relay.time().advance(Duration.ofHours(1));
            relay.run(Lane.LIVE);
            relay.deliver(251);
            Eventually.await("all is settled", () -> relay.store().outboxBook().getOrDefault("pending", 0L) == 0);
            relay.time().advance(Duration.ofDays(41));

            Scheduler scheduler = relay.relay().context().getComponent("quartz", QuartzComponent.class).getScheduler();
            TriggerKey key = scheduler.getTriggerKeys(GroupMatcher.anyGroup()).stream().filter(each -> each.getName().equals("retention")).findFirst().orElseThrow();
            CronTrigger trigger = (CronTrigger) scheduler.getTrigger(key);
            assertThat(Duration.between(trigger.getNextFireTime().toInstant(), trigger.getFireTimeAfter(trigger.getNextFireTime()).toInstant()))
                    .isEqualTo(Duration.ofHours(1));
            try (Lines lines = new Lines()) {
                scheduler.triggerJob(trigger.getJobKey());
                Eventually.await("both sources are purged", () -> lines.list.size() >= 2);

                assertThat(lines.list).extracting(ILoggingEvent::getFormattedMessage).satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith("retention of zendesk-ratings: purged 250 ratings that were answered before 2026-05-02T01:")
                                .endsWith(", and 0 records of the quarantine; their distributions stay"),
                        line -> assertThat(line).startsWith("retention of zendesk-webhook: purged 1 ratings"));
            }
            assertThat(relay.store().ratingCount(RATINGS)).isZero();
            assertThat(relay.store().ratingCount(TestingWebhook.SOURCE)).isZero();
            assertThat(relay.relay().status().read().balanced()).isTrue();
        }
    }

    private static final class Lines extends ListAppender<ILoggingEvent> implements AutoCloseable {
        private final Logger logger = (Logger) LoggerFactory.getLogger(Purging.class);

        Lines() {
            start();
            logger.setLevel(Level.INFO);
            logger.addAppender(this);
        }

        @Override
        public void close() {
            logger.detachAppender(this);
            logger.setLevel(null);
        }
    }
}
