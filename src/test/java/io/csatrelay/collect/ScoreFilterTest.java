package io.csatrelay.collect;

import static io.csatrelay.app.TestingRelay.RATINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.demo.DemoRating;
import io.csatrelay.store.TestingStore.RunRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** ZENDESK_RATINGS_SCORE: what the vendor is asked for. */
class ScoreFilterTest {
    private static Account account;

    @BeforeAll
    static void start() {
        account = new Account(Account.plan());
    }

    @AfterAll
    static void stop() throws Exception {
        account.close();
    }

    @Test
    void shouldFilterWhatIsNoRatingWhenAllAreAskedFor() throws Exception {
        account.relay().set("ZENDESK_RATINGS_SCORE", "all");
        account.relay().restart();
        account.fresh();
        List<DemoRating> rated = account.rated(2, Duration.ofSeconds(1));
        account.zendesk().add(DemoRating.offered(account.newId(), account.newId(), account.now()));
        account.zendesk().add(DemoRating.of(account.newId(), account.newId(), "unoffered", account.now()));
        RunRow run = account.liveAfter(Duration.ofHours(1));
        assertThat(run.tally()).isEqualTo(new Tally(4, 2, 0, 2, 0));
        assertThat(account.stored(rated)).isTrue();
        assertThat(account.pages()).allSatisfy(page -> assertThat(Account.parameter(page, "score")).isNull());
        assertThat(account.relay().store().balanced(RATINGS)).isTrue();
    }

    @Test
    void shouldAskOnEveryPageForTheScoreThatIsSet() throws Exception {
        account.relay().set("ZENDESK_RATINGS_SCORE", "bad_with_comment");
        account.relay().restart();
        account.fresh();
        account.rated(2, Duration.ofSeconds(1));
        DemoRating bad = DemoRating.bad(account.newId(), account.newId(), account.now()).withComment("no");
        account.zendesk().add(bad);
        RunRow run = account.liveAfter(Duration.ofHours(1));
        assertThat(run.tally()).isEqualTo(new Tally(1, 1, 0, 0, 0));
        assertThat(account.stored(bad)).isTrue();
        assertThat(account.pages()).allSatisfy(page -> assertThat(Account.parameter(page, "score")).isEqualTo("bad_with_comment"));
    }
}
