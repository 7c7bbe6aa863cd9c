package io.csatrelay.collect;

import static io.csatrelay.collect.LivePersonAccount.CSAT;
import static io.csatrelay.collect.LivePersonAccount.ENGAGEMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.demo.DemoLivePerson;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** LivePerson's aggregates, collected by the shipped routes. */
class LivePersonTest {
    private static LivePersonAccount account;

    @BeforeAll
    static void start() throws Exception {
        account = new LivePersonAccount("LIVEPERSON_TOKEN", DemoLivePerson.TOKEN);
        account.rated(Duration.ofMinutes(61), 5);
        account.fresh();
    }

    @AfterAll
    static void stop() throws Exception {
        account.close();
    }

    @Test
    void shouldAskForTheIntervalsSinceTheBookmarkRoundedUpToWholeOnes() {
        account.nextHourAt(1, 30).fresh().after(Duration.ofMinutes(7));
        account.good(ENGAGEMENT);
        assertThat(account.queries("engactivity")).containsExactly("timeframe=10&interval=5&skillIds=all&agentIds=all&v=1");
        assertThat(account.bookmark(ENGAGEMENT)).isEqualTo(account.now().minusSeconds(210));
    }
}
