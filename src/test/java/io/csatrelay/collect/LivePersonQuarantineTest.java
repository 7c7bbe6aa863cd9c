package io.csatrelay.collect;

import static io.csatrelay.collect.LivePersonAccount.CSAT;
import static io.csatrelay.collect.LivePersonAccount.ENGAGEMENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csatrelay.demo.DemoConversation;
import io.csatrelay.demo.DemoLivePerson;
import io.csatrelay.store.TestingStore.QuarantineRow;
import io.csatrelay.store.TestingStore.RunRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A row of LivePerson's that is no count: kept with the reason, and never silently missing from what is served. */
class LivePersonQuarantineTest {
    private static final Duration BUCKET = Duration.ofMinutes(5);
    private static LivePersonAccount account;

    @BeforeAll
    static void start() throws Exception {
        account = new LivePersonAccount("LIVEPERSON_TOKEN", DemoLivePerson.TOKEN);
        account.beginAgain(CSAT, Duration.ofHours(2));
        account.fresh();
    }

    @AfterAll
    static void stop() throws Exception {
        account.close();
    }

    @BeforeEach
    void fresh() {
        // Both have the buckets up to the full hour then.
        account.nextHourAt(4, 0).fresh();
    }

    /** One more bucket of both agents of skill 4, of which the second one's row is broken on its way. */
    private static void breakARow() {
        account.after(BUCKET).rated(Duration.ofMinutes(6), 5);
        account.vendor().add(DemoConversation.answered(account.now().minus(Duration.ofMinutes(6)), "4", "16", 4));
        account.rewrite("engactivity", answer -> agent(answer.at("/metricsByIntervals/1/metricsData")).put("connectedEngagements", -1));
        account.rewrite("msgcsatdistribution", answer -> { });
        account.rewrite("msgcsatdistribution", answer -> agent(answer).put("csat_score4_answers", 0.5));
    }

    private static ObjectNode agent(JsonNode objects) {
        return (ObjectNode) objects.at("/skillsMetricsPerAgent/metricsPerSkill/4/metricsPerAgent/16");
    }

    private static QuarantineRow last(String source) {
        List<QuarantineRow> bad = account.relay().store().quarantine(source);
        return bad.get(bad.size() - 1);
    }

    @Test
    void shouldQuarantineARowThatIsNoCountAndKeepTheOthers() {
        breakARow();
        assertThat(account.good(ENGAGEMENT).tally()).isEqualTo(new Tally(2, 1, 0, 0, 1));
        assertThat(last(ENGAGEMENT).externalId()).isEqualTo("4/16/" + account.bookmark(ENGAGEMENT));
        assertThat(last(ENGAGEMENT).reason()).contains("connectedEngagements is no count");
        assertThat(last(ENGAGEMENT).input().at("/record/metrics/connectedEngagements").asInt()).isEqualTo(-1);
        assertThat(account.good(CSAT).tally()).isEqualTo(new Tally(2, 1, 0, 0, 1));
        assertThat(last(CSAT).reason()).contains("csat_score4_answers").contains("is no count");
        assertThat(account.relay().store().balanced(ENGAGEMENT, CSAT)).isTrue();
    }

    @Test
    void shouldSayEverywhereThatABucketLacksARow() {
        Instant from = account.bookmark(CSAT);
        breakARow();
        account.good(ENGAGEMENT);
        account.good(CSAT);
        account.after(BUCKET).good(ENGAGEMENT);
        account.good(CSAT);
        String missing = "[{\"from\":\"" + from + "\",\"to\":\"" + from.plus(BUCKET) + "\"}]";
        for (String method : List.of("engactivity", "msgcsatdistribution")) {
            JsonNode answer = account.served(method, from.minus(BUCKET), from.plus(BUCKET.multipliedBy(2)), "&skillIds=all&agentIds=all");
            assertThat(answer.path("incomplete").asBoolean()).as(method).isTrue();
            assertThat(answer.path("missing").toString()).as(method).isEqualTo(missing);
            assertThat(answer.at("/skillsMetricsPerAgent/metricsPerSkill/4/metricsPerAgent").has("15")).as("the other rows are there").isTrue();
        }
        for (String source : List.of(CSAT, ENGAGEMENT)) {
            assertThat(account.relay().status(source).lastError()).contains("from " + from + " to " + from.plus(BUCKET), "has a row in quarantine");
        }
    }

    @Test
    void shouldKeepWhatSomebodyWantsToBeMendedAndSayThatNothingCan() {
        breakARow();
        account.good(ENGAGEMENT);
        account.good(CSAT);
        for (String source : List.of(CSAT, ENGAGEMENT)) {
            QuarantineRow before = last(source);
            Tally books = account.relay().store().tally(source);
            account.relay().store().retryQuarantined(source);
            RunRow mend = account.relay().run(RunRequest.scheduled(source, Lane.MEND));
            assertThat(mend.error()).isNull();
            assertThat(mend.tally()).isEqualTo(Tally.NONE);
            assertThat(last(source).externalId()).isEqualTo(before.externalId());
            assertThat(last(source).input().path("record")).isEqualTo(before.input().path("record"));
            assertThat(last(source).reason()).contains("no mapping can mend it");
            assertThat(account.relay().store().tally(source)).isEqualTo(books);
        }
        assertThat(account.relay().store().balanced(ENGAGEMENT, CSAT)).isTrue();
    }
}
