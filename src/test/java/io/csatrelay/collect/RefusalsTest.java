package io.csatrelay.collect;

import static io.csatrelay.app.TestingRelay.RATINGS;
import static io.csatrelay.collect.Account.LIST;
import static io.csatrelay.collect.Account.REASONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.csatrelay.demo.DemoAnswer;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.store.TestingStore.RunRow;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the vendor will not do however often it is asked: said in words, with what to do. */
class RefusalsTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String TOKEN = "canary-7f3a";
    private static final DemoFault FORBIDDEN = new DemoFault.Instead(DemoAnswer.text(403, "text/html", ""));

    private static Account account;

    @BeforeAll
    static void start() {
        account = new Account(Account.plan().zendesk(options -> options.withBasic("canary@demo.example", TOKEN)));
    }

    @AfterAll
    static void stop() throws Exception {
        account.close();
    }

    @BeforeEach
    void fresh() {
        account.fresh();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments("401", DemoFault.status(401, "{\"error\":\"Couldn't authenticate you\"}"),
                        "HTTP 401 from 127.0.0.1: check ZENDESK_EMAIL and ZENDESK_API_TOKEN, or ZENDESK_OAUTH_TOKEN"),
                arguments("403", DemoFault.status(403, "{\"error\":\"Forbidden\"}"), "HTTP 403 from 127.0.0.1: the plan or the account"),
                arguments("403 with an empty HTML body", FORBIDDEN, "HTTP 403 from 127.0.0.1: the plan or the account"),
                arguments("404", DemoFault.status(404, "{}"), "HTTP 404 from 127.0.0.1: there is no such record"),
                arguments("302", DemoFault.redirect(302, "http://127.0.0.1:9/canary-location"), "it redirects, which is not followed: check the base URL"),
                arguments("308", DemoFault.redirect(308, "http://127.0.0.1:9/canary-location"), "it redirects, which is not followed: check the base URL"),
                arguments("422", DemoFault.status(422, "{\"error\":\"canary-body\"}"), "HTTP 422 from 127.0.0.1: the vendor does not accept"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void shouldSayWhatToDoAndNotTryAgain(String name, DemoFault fault, String words) {
        Instant before = account.bookmark();
        account.rated(3, Duration.ofSeconds(1));
        account.zendesk().faults().always(LIST, fault);
        RunRow failed = account.liveAfter(HOUR);
        assertThat(failed.error()).startsWith("collecting zendesk-ratings 2026-").contains(words).doesNotContain("canary");
        assertThat(account.pages()).hasSize(1);
        assertThat(account.bookmark()).isEqualTo(before);
        account.zendesk().faults().clear();
        assertThat(account.live().tally().stored()).isEqualTo(3);
    }

    @Test
    void shouldSendCredentialsToTheVendorAndShowThemNowhere() throws Exception {
        account.relay().set("ZENDESK_API_TOKEN", TOKEN + "-wrong");
        account.relay().restart();
        RunRow failed = account.liveAfter(HOUR);
        assertThat(failed.error()).contains("HTTP 401").doesNotContain("canary");
        assertThat(account.pages()).as("401 on the reasons ends the run").isEmpty();
        account.relay().set("ZENDESK_API_TOKEN", TOKEN);
        account.relay().restart();
        assertThat(account.live().error()).isNull();
        assertThat(account.zendesk().requests()).allMatch(request -> request.authorization() && !request.target().contains("canary"));
    }

    @Test
    void shouldGoOnWithoutReasonsWhenTheAccountHasNone() {
        for (DemoFault fault : new DemoFault[] {FORBIDDEN, DemoFault.status(404, "{}"), DemoFault.status(200, "{\"reasons\":null}"),
            DemoFault.status(200, "{}")}) {
            account.zendesk().faults().always(REASONS, fault);
            account.rated(1, HOUR);
            RunRow run = account.liveAfter(HOUR);
            assertThat(run.error()).isNull();
            assertThat(run.tally().stored()).isEqualTo(1);
            account.zendesk().faults().clear();
        }
    }

    @Test
    void shouldEndTheRunWhenReasonsFailForAPassingCause() {
        account.zendesk().faults().always(REASONS, DemoFault.status(500, "{}"));
        account.rated(1, HOUR);
        assertThat(account.liveAfter(HOUR).error()).contains("HTTP 500");
        assertThat(account.pages()).as("a rating without its reason would stay so").isEmpty();
    }

    @Test
    void shouldFetchReasonsOnceARun() {
        account.rated(350, Duration.ofSeconds(1));
        account.liveAfter(HOUR);
        assertThat(account.requests(REASONS)).hasSize(1);
        assertThat(account.relay().store().tally(RATINGS).balanced()).isTrue();
    }

    @Test
    void shouldRunNothingWhileAPersonPausedTheSource() {
        account.relay().store().pause(RATINGS, true);
        account.relay().time().advance(HOUR);
        assertThat(account.relay().refused(RunRequest.scheduled(RATINGS, Lane.LIVE))).isEmpty();
        account.relay().store().pause(RATINGS, false);
        assertThat(account.live().error()).isNull();
    }
}
