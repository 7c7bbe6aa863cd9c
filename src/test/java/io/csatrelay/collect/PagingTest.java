package io.csatrelay.collect;

import static io.csatrelay.app.TestingRelay.RATINGS;
import static io.csatrelay.collect.Account.LIST;
import static io.csatrelay.collect.Account.parameter;
import static io.csatrelay.collect.Account.window;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csatrelay.demo.DemoAnswer;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoPageFaults;
import io.csatrelay.demo.DemoRating;
import io.csatrelay.demo.DemoRequest;
import io.csatrelay.demo.DemoZendesk;
import io.csatrelay.store.TestingStore.RunRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Zendesk's cursors, as documented and as its users found them. */
class PagingTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration OVERLAP = Duration.ofMinutes(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Account account;

    @BeforeAll
    static void start() {
        account = new Account(Account.plan());
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
    void shouldAskForCursorsAndSendTheFiltersOnEveryPage() {
        account.rated(350, Duration.ofSeconds(5));
        assertThat(account.liveAfter(HOUR).tally().stored()).isEqualTo(350);
        List<DemoRequest> pages = account.pages();
        assertThat(pages).hasSize(4).allSatisfy(page -> {
            assertThat(parameter(page, "page%5Bsize%5D")).isEqualTo("100");
            assertThat(parameter(page, "score")).isEqualTo("received");
            assertThat(parameter(page, "start_time")).isEqualTo(parameter(pages.get(0), "start_time")).isNotNull();
            assertThat(parameter(page, "end_time")).isEqualTo(parameter(pages.get(0), "end_time")).isNotNull();
        });
        assertThat(pages).extracting(page -> parameter(page, "page%5Bafter%5D") != null).containsExactly(false, true, true, true);
    }

    @Test
    void shouldStopOnHasMoreThoughTheLastPageHasANextLink() throws IOException {
        account.rated(3, Duration.ofMinutes(1));
        String[] seen = new String[1];
        account.zendesk().faults().next(1, LIST, new DemoFault.Rewrite((request, real) -> {
            seen[0] = real.text();
            return real;
        }));
        account.liveAfter(HOUR);
        assertThat(JSON.readTree(seen[0]).at("/links/next").isTextual()).isTrue();
        assertThat(account.pages()).hasSize(1);
    }

    @Test
    void shouldFollowCursorsWhenAPageHasNoLinks() {
        account.rated(250, Duration.ofSeconds(5));
        account.zendesk().faults().always(LIST, changed(page -> page.remove("links")));
        assertThat(account.liveAfter(HOUR).tally().stored()).isEqualTo(250);
    }

    @Test
    void shouldFollowTheLinkWhenAPageHasNoCursor() {
        account.rated(250, Duration.ofSeconds(5));
        account.zendesk().faults().always(LIST, changed(page -> page.withObject("/meta").remove("after_cursor")));
        assertThat(account.liveAfter(HOUR).tally().stored()).isEqualTo(250);
        assertThat(account.pages()).hasSize(3).allSatisfy(page -> assertThat(parameter(page, "start_time")).isNotNull());
    }

    @Test
    void shouldGoOnWhenAPageIsEmptyButThereIsMore() {
        account.rated(150, Duration.ofSeconds(5));
        account.zendesk().faults().next(1, LIST, DemoPageFaults.emptyPage());
        RunRow run = account.liveAfter(HOUR);
        assertThat(run.error()).isNull();
        assertThat(run.tally().stored()).isEqualTo(150);
    }

    @Test
    void shouldFailAndKeepTheBookmarkWhenThereIsMoreWithoutACursor() {
        failsAndGoesOn(DemoPageFaults.moreWithoutCursor(), "gives no cursor");
    }

    @Test
    void shouldFailAndKeepTheBookmarkWhenACursorRepeats() {
        failsAndGoesOn(DemoPageFaults.repeatedCursor(), "cursor repeats");
    }

    @Test
    void shouldFailAndKeepTheBookmarkWhenAnAnswerHasNoListOfRatings() {
        failsAndGoesOn(DemoFault.status(200, "{\"satisfaction_rating\":[]}"), "no list of records at /satisfaction_ratings");
        failsAndGoesOn(DemoFault.status(200, "{\"satisfaction_ratings\":{\"id\":1}}"), "no list of records at /satisfaction_ratings");
        failsAndGoesOn(DemoFault.status(200, "[]"), "no list of records at /satisfaction_ratings");
        failsAndGoesOn(DemoFault.status(200, "\"nothing\""), "no list of records at /satisfaction_ratings");
    }

    @Test
    void shouldNotFollowALinkToAnotherHost() throws Exception {
        try (DemoZendesk other = DemoZendesk.start(DemoZendesk.Options.defaults())) {
            failsAndGoesOn(DemoPageFaults.nextOnOtherHost(other.url()), "leads to another host");
            assertThat(other.requests()).isEmpty();
        }
    }

    /** A fault of every page: the run fails and says why, the bookmark stays; the next run without it stores all. */
    private void failsAndGoesOn(DemoFault fault, String why) {
        List<DemoRating> ratings = account.rated(150, Duration.ofSeconds(5));
        Instant before = account.bookmark();
        account.zendesk().faults().always(LIST, fault);
        RunRow failed = account.liveAfter(HOUR);
        assertThat(failed.error()).startsWith("collecting zendesk-ratings 2026-05-").contains(why, "127.0.0.1");
        assertThat(account.bookmark()).isEqualTo(before);
        account.zendesk().faults().clear();
        assertThat(account.live().error()).isNull();
        assertThat(account.stored(ratings)).isTrue();
        assertThat(account.bookmark()).isAfter(before);
    }

    @Test
    void shouldTryHalfTheWindowWhenItsCursorExpired() {
        Instant before = account.bookmark();
        List<DemoRating> ratings = account.rated(150, Duration.ofSeconds(5));
        account.zendesk().faults().next(1, LIST, new DemoFault.Rewrite((request, real) -> {
            account.zendesk().expireCursors();
            return real;
        }));
        RunRow failed = account.liveAfter(HOUR);
        assertThat(failed.error()).contains("HTTP 400", "cursor");
        assertThat(account.bookmark()).isEqualTo(before);
        Window whole = window(account.pages().get(0), OVERLAP);
        account.forget();
        assertThat(account.live().error()).isNull();
        Window half = window(account.pages().get(0), OVERLAP);
        assertThat(half.from()).isEqualTo(whole.from());
        assertThat(half.length()).isEqualTo(Duration.ofSeconds(whole.length().toSeconds() / 2));
        assertThat(account.stored(ratings)).isTrue();
        assertThat(account.relay().store().balanced(RATINGS)).isTrue();
    }

    @Test
    void shouldNeitherLoopNorLoseAnythingWhenThousandsAreRatedInOneSecond() {
        List<DemoRating> ratings = account.rated(3000, Duration.ZERO);
        assertThat(account.liveAfter(HOUR).tally().stored()).isEqualTo(3000);
        assertThat(account.pages()).hasSize(30);
        assertThat(account.stored(ratings)).isTrue();
    }

    private static DemoFault changed(java.util.function.Consumer<ObjectNode> change) {
        return new DemoFault.Rewrite((request, real) -> {
            try {
                ObjectNode page = (ObjectNode) JSON.readTree(real.body());
                change.accept(page);
                return DemoAnswer.json(200, page.toString());
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
    }
}
