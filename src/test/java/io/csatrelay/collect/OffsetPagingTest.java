package io.csatrelay.collect;

import static io.csatrelay.app.TestingRelay.RATINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.demo.DemoRating;
import io.csatrelay.demo.DemoZendesk;
import io.csatrelay.store.TestingStore.RunRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that ignores {@code page[size]} and answers {@code next_page}: 400 past 10,000 records. */
class OffsetPagingTest {
    private static Account account;

    @BeforeAll
    static void start() {
        account = new Account(Account.plan().zendesk(options -> options.withPaging(DemoZendesk.Paging.OFFSET_ONLY)
                .withQuirks(DemoZendesk.Quirk.LENIENT_PARAMETERS)));
    }

    @AfterAll
    static void stop() throws Exception {
        account.close();
    }

    @BeforeEach
    void fresh() {
        account.fresh();
    }

    @Test
    void shouldReadAServerThatPagesByOffset() {
        List<DemoRating> ratings = account.rated(250, Duration.ofSeconds(5));
        assertThat(account.liveAfter(Duration.ofHours(1)).tally().stored()).isEqualTo(250);
        assertThat(account.pages()).hasSize(3)
                .allSatisfy(page -> assertThat(Account.parameter(page, "start_time")).isNotNull());
        assertThat(account.stored(ratings)).isTrue();
    }

    @Test
    void shouldHalveAWindowOfOverTenThousandRecords() {
        List<DemoRating> ratings = account.rated(12_000, Duration.ofSeconds(2));
        RunRow run = account.liveAfter(Duration.ofHours(7));
        assertThat(run.error()).isNull();
        assertThat(account.stored(ratings)).isTrue();
        assertThat(account.requests(page -> page.status() == 400)).isEmpty();
        Window whole = Account.window(account.pages().get(0), Duration.ofMinutes(10));
        Window half = Account.window(account.pages().get(1), Duration.ofMinutes(10));
        assertThat(half.from()).isEqualTo(whole.from());
        assertThat(half.length()).isEqualTo(Duration.ofSeconds(whole.length().toSeconds() / 2));
        assertThat(account.relay().store().balanced(RATINGS)).isTrue();
    }
}
