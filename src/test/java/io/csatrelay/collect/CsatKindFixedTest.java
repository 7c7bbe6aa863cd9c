package io.csatrelay.collect;

import static io.csatrelay.app.TestingRelay.RATINGS;
import static io.csatrelay.app.TestingRelay.SURVEYS;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.app.TestingRelay;
import io.csatrelay.demo.DemoFault;
import org.junit.jupiter.api.Test;

/** ZENDESK_CSAT names one kind: only that one is on, and an account without it is an error. */
class CsatKindFixedTest {
    @Test
    void shouldCollectOnlyTheKindThatWasNamedAndFailWithoutIt() throws Exception {
        try (SurveyAccount account = new SurveyAccount(SurveyAccount.plan())) {
            assertThat(account.relay().relay().sources()).map(Source::getId).containsExactly(SURVEYS);
            account.zendesk().faults().always(SurveyAccount.LIST, DemoFault.status(403));
            assertThat(account.run().error()).contains("HTTP 403", "the plan or the account does not have this kind of data");
        }
        try (TestingRelay relay = TestingRelay.builder().at("2026-05-01T00:00:00Z").collectingOnly().start()) {
            assertThat(relay.relay().sources()).map(Source::getId).containsExactly(RATINGS);
        }
    }

    @Test
    void shouldReadAgainAfterEveryRunOfASchedule() throws Exception {
        try (SurveyAccount account = new SurveyAccount(SurveyAccount.plan())) {
            account.run();
            account.relay().run(RunRequest.scheduled(SURVEYS, Lane.LIVE));
            io.csatrelay.Eventually.await("a re-read follows", java.time.Duration.ofSeconds(30), () -> account.relay().store().runs(SURVEYS).stream()
                    .anyMatch(run -> run.lane().equals("reread") && run.endedAt() != null));
        }
    }
}
