package io.csatrelay.collect;

import static io.csatrelay.app.TestingRelay.RATINGS;
import static io.csatrelay.collect.Account.LIST;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.csatrelay.Eventually;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoRating;
import io.csatrelay.demo.DemoRequest;
import io.csatrelay.store.CollectSql;
import io.csatrelay.store.TestingStore.RunRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What changes in place at the vendor is found again. */
class RereadTest {
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
    void shouldFindARowThatIsAnsweredInPlaceTwoHoursLater() {
        foundAfter(Duration.ofHours(2));
    }

    @Test
    void shouldFindARowThatIsAnsweredInPlaceTwentyDaysLater() {
        foundAfter(Duration.ofDays(20));
    }

    private void foundAfter(Duration later) {
        DemoRating offered = DemoRating.offered(account.newId(), account.newId(), account.now());
        account.zendesk().add(offered);
        account.liveAfter(later);
        assertThat(account.stored(offered)).isFalse();
        account.zendesk().rate(offered.id(), "good", "late but good");
        account.liveAfter(Duration.ofMinutes(5));
        assertThat(account.stored(offered)).as("no window holds it").isFalse();
        assertThat(account.relay().run(Lane.REREAD).error()).isNull();
        var found = account.relay().store().ratings(RATINGS).get("" + offered.id());
        assertThat(found.body().path("comment").asText()).isEqualTo("late but good");
        assertThat(found.body().path("submitted_at").asText()).isEqualTo(offered.createdAt().toString());
    }

    @Test
    void shouldReplaceARatingThatWasChangedInPlace() {
        DemoRating rating = account.rated(account.now());
        account.liveAfter(Duration.ofDays(3));
        account.zendesk().rate(rating.id(), "bad", "on second thought");
        RunRow run = account.relay().run(Lane.REREAD);
        assertThat(run.tally().stored()).isEqualTo(1);
        assertThat(account.relay().store().ratings(RATINGS).get("" + rating.id()).body().path("score").asInt()).isZero();
        assertThat(account.relay().store().balanced(RATINGS)).isTrue();
    }

    @Test
    void shouldNotMapWhatIsUnchanged() throws Exception {
        DemoRating rating = account.rated(account.now());
        account.liveAfter(Duration.ofHours(1));
        var record = JsonNodeFactory.instance.objectNode().put("id", rating.id()).put("updated_at", rating.updatedAt().toString());
        var answer = JsonNodeFactory.instance.objectNode();
        answer.putArray("satisfaction_ratings").add(record).add(record.deepCopy().put("id", account.newId()));
        answer.putObject("meta").put("has_more", false);
        Source source = new Source();
        source.setId(RATINGS);
        source.setBaseUrl(account.zendesk().url());
        source.setRecords("/satisfaction_ratings");
        Run run = new Run(1, source, RunRequest.scheduled(RATINGS, Lane.REREAD), account.now());
        run.open(new Window(account.now().minusSeconds(60), account.now()), Duration.ofMinutes(1));
        Page page = new Pages(new CollectSql(account.relay().database(), false), new FilteredVersions()).read(run, answer);
        assertThat(page.getInputs()).as("the other one alone goes to the mapping").hasSize(1);
        assertThat(page.unchanged()).isEqualTo(1);
    }

    @Test
    void shouldReadTwentyNineDaysUpToTheLiveBookmark() {
        account.liveAfter(Duration.ofDays(40));
        account.relay().time().advance(Duration.ofHours(1));
        account.forget();
        account.relay().run(Lane.REREAD);
        var pages = account.pages();
        assertThat(pages).as("answers alone, of all that was offered").allMatch(page -> "received".equals(Account.parameter(page, "score")));
        assertThat(Account.window(pages.get(0), Duration.ofMinutes(10)).from()).isEqualTo(account.now().minus(Duration.ofDays(29)));
        assertThat(Account.window(pages.get(pages.size() - 1), Duration.ofMinutes(10)).to()).isEqualTo(account.bookmark());
    }

    @Test
    void shouldStandAsideForALiveRunAndGoOnAfterIt() {
        account.liveAfter(Duration.ofDays(30));
        account.rated(3, Duration.ofSeconds(1));
        account.relay().time().advance(Duration.ofDays(2));
        account.forget();
        Instant bookmark = account.bookmark();
        Predicate<DemoRequest> livePage = LIST.and(page -> !Account.window(page, Duration.ofMinutes(10)).from().isBefore(bookmark));
        CompletableFuture<Void> liveIsAtWork = new CompletableFuture<>();
        CompletableFuture<Void> rereadHasEnded = new CompletableFuture<>();
        account.zendesk().faults().always(livePage, new DemoFault.Hold(rereadHasEnded))
                .next(2, LIST, new DemoFault.Delay(Duration.ZERO)).next(1, LIST, new DemoFault.Hold(liveIsAtWork));

        long reread = account.relay().ask(RunRequest.scheduled(RATINGS, Lane.REREAD));
        Eventually.await("the re-read's third page is held", () -> account.pages().size() == 3);
        long live = account.relay().ask(RunRequest.scheduled(RATINGS, Lane.LIVE));
        Eventually.await("the live run is at its first page", () -> account.pages().stream().anyMatch(livePage));
        liveIsAtWork.complete(null);
        RunRow first = account.relay().ended(reread);
        assertThat(first.error()).isNull();
        assertThat(account.pages()).as("three of the re-read, one of the live run").hasSize(4);
        rereadHasEnded.complete(null);
        assertThat(account.relay().ended(live).error()).isNull();

        Eventually.await("the re-read goes on to its end", () -> account.relay().store().lane(RATINGS, Lane.REREAD).orElseThrow().done());
        List<RunRow> rereads = account.relay().store().runs(RATINGS).stream()
                .filter(run -> run.lane().equals("reread") && run.id() >= reread).toList();
        assertThat(rereads).as("the one that stood aside, and the one that went on").hasSize(2);
        assertThat(rereads.get(1).id()).isGreaterThan(live);
        assertThat(account.requests(LIST.and(livePage.negate()))).extracting(Account::start)
                .as("each window was read once").hasSize(27).doesNotHaveDuplicates();
    }
}
