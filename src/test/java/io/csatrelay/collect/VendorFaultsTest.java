package io.csatrelay.collect;

import static io.csatrelay.app.TestingRelay.RATINGS;
import static io.csatrelay.collect.Account.COUNT;
import static io.csatrelay.collect.Account.LIST;
import static io.csatrelay.collect.Account.REASONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.csatrelay.Eventually;
import io.csatrelay.demo.DemoAnswer;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoRating;
import io.csatrelay.demo.DemoRequest;
import io.csatrelay.store.TestingStore.RunRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults that pass: tried again, with a limit; and waits that the vendor asks for. */
class VendorFaultsTest {
    private static final Duration HOUR = Duration.ofHours(1);

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

    static Stream<Arguments> passing() {
        return Stream.of(
                arguments("429 as JSON without Retry-After", DemoFault.tooMany(null)),
                arguments("429 as plain text", DemoFault.tooManyInPlainText(null)),
                arguments("429 with a Retry-After of 0", DemoFault.tooMany("0")),
                arguments("429 with nonsense as Retry-After", DemoFault.tooMany("soon")),
                arguments("429 with a date that is over", DemoFault.tooMany(DemoFault.httpDate(Instant.EPOCH))),
                arguments("429 though requests remain", new DemoFault.Instead(DemoAnswer.text(429, "text/plain", "slow down")
                        .with("X-Rate-Limit-Remaining", "512"))),
                arguments("409", DemoFault.status(409)), arguments("500", DemoFault.status(500, "{\"error\":\"oops\"}")),
                arguments("502", DemoFault.status(502)), arguments("503", DemoFault.unavailable(null)),
                arguments("504", DemoFault.status(504)), arguments("520", DemoFault.status(520)), arguments("524", DemoFault.status(524)),
                arguments("reset", new DemoFault.Reset()), arguments("short body", new DemoFault.Truncate(false)),
                arguments("chunk without an end", new DemoFault.Truncate(true)),
                arguments("broken JSON", DemoFault.brokenJson()), arguments("login page with 200", DemoFault.loginPage()),
                arguments("empty body", DemoFault.status(200, "")),
                arguments("plain text with 200", new DemoFault.Instead(DemoAnswer.text(200, "text/plain", "It works!"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passing")
    void shouldTryAgain(String name, DemoFault fault) {
        List<DemoRating> ratings = account.rated(120, Duration.ofSeconds(1));
        Predicate<DemoRequest> secondPage = LIST.and(request -> request.query().contains("after"));
        account.zendesk().faults().next(2, secondPage, fault);
        RunRow run = account.liveAfter(HOUR);
        assertThat(run.error()).isNull();
        assertThat(run.tally()).isEqualTo(new Tally(120, 120, 0, 0, 0));
        List<DemoRequest> pages = account.pages();
        assertThat(pages).as("two pages, the second tried three times").hasSize(4);
        assertThat(pages.get(3).startNanos() - pages.get(1).startNanos()).as("Camel's own delay of a second is not taken twice")
                .isLessThan(Duration.ofSeconds(2).toNanos());
        assertThat(account.stored(ratings)).isTrue();
    }

    @Test
    void shouldGiveUpAfterEightTriesAndKeepTheBookmark() {
        Instant before = account.bookmark();
        account.zendesk().faults().always(LIST, DemoFault.status(502));
        RunRow failed = account.liveAfter(HOUR);
        assertThat(failed.error()).contains("HTTP 502 from 127.0.0.1");
        assertThat(account.pages()).hasSize(VendorRetry.ATTEMPTS);
        assertThat(account.bookmark()).isEqualTo(before);
    }

    @Test
    void shouldCountTriesAnewForEachRequest() {
        account.rated(450, Duration.ofSeconds(1));
        for (int page = 0; page < 5; page++) {
            account.zendesk().faults().next(4, LIST, DemoFault.status(503)).next(1, LIST, new DemoFault.Delay(Duration.ZERO));
        }
        RunRow run = account.liveAfter(HOUR);
        assertThat(run.error()).isNull();
        assertThat(run.tally().stored()).isEqualTo(450);
        assertThat(account.pages()).hasSize(25);
    }

    @Test
    void shouldNeverComeBackSoonerThanTheVendorAsked() {
        account.zendesk().faults().next(1, LIST, DemoFault.tooMany("1"));
        assertThat(account.liveAfter(HOUR).error()).isNull();
        assertWaited(account.pages().get(0), account.pages().get(1), Duration.ofSeconds(1));
    }

    @Test
    void shouldWaitForADateThatTheVendorNames() {
        account.relay().time().advance(HOUR);
        account.zendesk().faults().next(1, LIST, DemoFault.unavailable(DemoFault.httpDate(account.now().plusSeconds(1))));
        assertThat(account.live().error()).isNull();
        assertWaited(account.pages().get(0), account.pages().get(1), Duration.ofSeconds(1));
    }

    private static void assertWaited(DemoRequest failed, DemoRequest next, Duration asked) {
        assertThat(Duration.ofNanos(next.startNanos() - failed.endNanos())).isGreaterThanOrEqualTo(asked);
    }

    @Test
    void shouldLeaveAWaitOfOverAMinuteToTheSource() {
        Instant before = account.bookmark();
        account.zendesk().faults().next(1, LIST, DemoFault.tooMany("3600"));
        RunRow failed = account.liveAfter(HOUR);
        assertThat(failed.error()).contains("HTTP 429", "rate limit");
        assertThat(account.pages()).hasSize(1);
        assertThat(account.relay().store().waitWords(RATINGS)).matches("waiting until 2026-\\S+Z: the vendor asked for 3600 s");
        assertThat(account.bookmark()).isEqualTo(before);
        account.forget();

        account.relay().time().advance(Duration.ofMinutes(59));
        assertThat(account.relay().refused(RunRequest.scheduled(RATINGS, Lane.LIVE), RunRequest.scheduled(RATINGS, Lane.REREAD),
                RunRequest.one(RATINGS, "1"))).as("no run before the wait is over").isEmpty();
        assertThat(account.requests(request -> true)).isEmpty();

        assertThat(account.liveAfter(Duration.ofMinutes(2)).error()).isNull();
        assertThat(account.relay().store().waitWords(RATINGS)).isNull();
    }

    @Test
    void shouldCapAnAbsurdRetryAfterAtADay() {
        account.zendesk().faults().next(1, LIST, DemoFault.tooMany("99999999999"));
        assertThat(account.liveAfter(HOUR).error()).contains("HTTP 429");
        assertThat(account.relay().store().waitWords(RATINGS)).endsWith("asked for 86400 s");
        assertThat(account.liveAfter(Duration.ofDays(1).plusSeconds(2)).error()).isNull();
    }

    @Test
    void shouldKeepAWaitThatTheReasonsAskFor() {
        account.zendesk().faults().next(1, REASONS, DemoFault.tooMany("3600"));
        assertThat(account.liveAfter(HOUR).error()).contains("HTTP 429");
        assertThat(account.pages()).isEmpty();
        assertThat(account.liveAfter(HOUR.plusSeconds(2)).error()).isNull();
    }

    @Test
    void shouldKeepAWaitThatTheCountAsksFor() {
        account.zendesk().faults().next(1, COUNT, DemoFault.tooMany("1"));
        account.relay().time().advance(HOUR);
        assertThat(account.relay().runWatched(RunRequest.scheduled(RATINGS, Lane.LIVE)).error()).isNull();
        assertThat(account.requests(COUNT)).hasSize(1);
        assertWaited(account.requests(COUNT).get(0), account.pages().get(0), Duration.ofSeconds(1));
    }

    @Test
    void shouldHoldNoThreadAndNobodyElseUpWhileItWaits() throws Exception {
        DemoRating rating = account.rated(account.now());
        account.zendesk().faults().next(1, LIST, DemoFault.tooMany("70"));
        account.relay().time().advance(HOUR);
        long waiting = account.relay().ask(RunRequest.scheduled(RATINGS, Lane.LIVE));
        Eventually.await("the first answer is there", () -> account.pages().size() == 1 && account.pages().get(0).status() == 429);
        for (int i = 0; i < 10; i++) {
            assertThat(account.relay().run(RunRequest.one(RATINGS, String.valueOf(rating.id()))).error()).isNull();
        }
        assertThat(Thread.getAllStackTraces().values()).as("threads at work on a run while it waits").noneMatch(stack ->
                Stream.of(stack).anyMatch(frame -> frame.getClassName().contains("RedeliveryErrorHandler")
                        || frame.getClassName().startsWith("org.apache.camel.processor.LoopProcessor")));
        assertThat(account.pages()).as("it still waits").hasSize(1);
        account.relay().restart();
        assertThat(account.relay().ended(waiting).error()).contains("stopped; the next start goes on from there");
    }
}
