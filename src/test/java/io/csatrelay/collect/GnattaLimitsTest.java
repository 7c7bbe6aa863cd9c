package io.csatrelay.collect;

import static io.csatrelay.app.TestingRelay.TILES;
import static io.csatrelay.collect.GnattaAccount.EXPORTS;
import static io.csatrelay.collect.GnattaAccount.REPORTS;
import static io.csatrelay.collect.GnattaTilesTest.REQUESTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.app.TestingRelay;
import io.csatrelay.demo.DemoAnswer;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.store.TestingStore.RunRow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gnatta's limits, against a demo Gnatta: no request is sent into one that is used up, and exports have one of their own. */
class GnattaLimitsTest {
    private static final String NONE_LEFT = "Gnatta's limit leaves no ";

    @TempDir
    private static Path folder;
    private static GnattaAccount account;

    @BeforeAll
    static void start() throws Exception {
        account = new GnattaAccount(folder, TestingRelay.builder().collectingOnly(), GnattaTilesTest.COLLECT);
        assertThat(account.run().error()).isNull();
    }

    @AfterAll
    static void stop() throws Exception {
        account.close();
    }

    @BeforeEach
    void fresh() {
        account.fresh();
    }

    @AfterEach
    void balanced() {
        assertThat(account.relay().store().balanced(TILES)).isTrue();
        assertThat(account.gnatta().repeats()).as("requests within ten minutes of the same one's answer").isZero();
    }

    private static Instant bookmark() {
        return account.relay().store().lane(TILES, Lane.LIVE).orElseThrow().position();
    }

    private static Instant now() {
        return account.relay().time().now();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-RateLimit-Reset", "RateLimit-Reset", "X-Rate-Limit-Reset", "Retry-After"})
    void shouldWaitUntilItsLimitStartsAnewWhenGnattaAnswers429(String header) {
        account.gnatta().faults().next(1, REPORTS, new DemoFault.Instead(DemoAnswer.json(429, "{}").with(header, "3600")));

        RunRow run = account.run();

        assertThat(run.error()).contains(NONE_LEFT + "request before " + now().plusSeconds(3600)).doesNotContain(NONE_LEFT + "export");
        assertThat(account.relay().status(TILES).lastError()).isEqualTo(run.error());
        assertThat(account.requests(REPORTS)).as("exports have a limit of their own").hasSize(2).last().matches(EXPORTS);
        assertThat(account.runAfter(Duration.ofSeconds(3700)).tally().fetched()).isEqualTo(REQUESTS);
    }

    @Test
    void shouldStopBeforeTheLimitIsReachedAndGoOnWithWhatWasLeftAcrossRestarts() throws Exception {
        account.gnatta().faults().always(REPORTS, noneLeftAfter(1, "600"));

        RunRow run = account.run();

        assertThat(run.tally().fetched()).as("one, and the export").isEqualTo(2);
        assertThat(run.error()).contains(NONE_LEFT + "request before " + now().plusSeconds(600));
        List<String> first = account.requests(REPORTS).stream().map(request -> request.path()).toList();
        account.relay().restart();
        assertThat(account.runAfter(Duration.ofSeconds(500)).tally()).isEqualTo(Tally.NONE);
        assertThat(account.runAfter(Duration.ofSeconds(101)).tally().fetched()).isEqualTo(REQUESTS);
        assertThat(account.requests(REPORTS)).extracting(request -> request.path()).as("what was asked for last goes last, exports after that").element(REQUESTS - 2).isEqualTo(first.get(0));
    }

    @Test
    void shouldWaitWithinTheRunForALimitThatStartsAnewSoon() {
        account.gnatta().faults().always(REPORTS, noneLeftAfter(REQUESTS - 2, "1"));

        assertThat(account.run().tally().fetched()).isEqualTo(REQUESTS);
    }

    /** "The rate limits on the export API are considerably more restrictive": they are its own. */
    @Test
    void shouldHoldNoExportBackWhenTheLimitOfTheOthersIsUsedUpAndRememberIt() {
        account.gnatta().faults().always(REPORTS, noneLeftAfter(REQUESTS - 1, "3600"));

        RunRow all = account.run();
        assertThat(all.tally().fetched()).isEqualTo(REQUESTS);
        assertThat(all.error()).as("nothing was left to ask for").isNull();
        assertThat(account.requests(REPORTS)).last().matches(EXPORTS);

        RunRow next = account.runAfter(Duration.ofMinutes(45));
        assertThat(account.requests(REPORTS)).as("into a limit that is known to be empty nothing is sent").singleElement().matches(EXPORTS);
        assertThat(next.error()).contains(NONE_LEFT + "request before");
    }

    @Test
    void shouldGoOnWithTheOthersWhileTheLimitOfExportsIsUsedUp() {
        account.gnatta().faults().next(1, EXPORTS, new DemoFault.Instead(DemoAnswer.json(429, "{}").with("Retry-After", "80000")));
        Instant before = bookmark();

        RunRow run = account.run();
        assertThat(run.tally().fetched()).isEqualTo(REQUESTS - 1);
        assertThat(run.error()).contains(NONE_LEFT + "export before " + now().plusSeconds(80_000));
        assertThat(bookmark()).as("not all that was due was answered").isEqualTo(before);

        assertThat(account.runAfter(Duration.ofHours(1)).tally().fetched()).isEqualTo(REQUESTS - 1);
        assertThat(account.requests(EXPORTS)).isEmpty();
        assertThat(account.runAfter(Duration.ofHours(22)).tally().fetched()).isEqualTo(REQUESTS);
        assertThat(bookmark()).isAfter(before);
    }

    /** The limit is used up by so many answers; those after that say nothing of it. */
    private static DemoFault noneLeftAfter(int answers, String reset) {
        AtomicInteger answered = new AtomicInteger();
        return new DemoFault.Rewrite((request, answer) -> answered.incrementAndGet() != answers ? answer
                : answer.with("X-RateLimit-Remaining", "0").with("X-RateLimit-Reset", reset));
    }
}
