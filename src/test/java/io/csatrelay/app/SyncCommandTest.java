package io.csatrelay.app;

import static io.csatrelay.app.TestingRelay.RATINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.TestingSilence;
import io.csatrelay.app.TestingCommand.Ran;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoLivePerson;
import io.csatrelay.demo.DemoRating;
import io.csatrelay.demo.DemoSurvey;
import io.csatrelay.demo.DemoSurveyAnswer;
import io.csatrelay.demo.DemoSurveyResponse;
import io.csatrelay.demo.DemoTicket;
import io.csatrelay.demo.TakenItem;
import io.csatrelay.store.TestingStore.RunRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sync} without a holder: what it does, prints, and ends with. */
class SyncCommandTest {
    @TempDir
    private Path folder;
    private TestingAccounts accounts;

    @BeforeEach
    void startVendors() throws IOException {
        accounts = new TestingAccounts(folder);
    }

    @AfterEach
    void stopVendors() {
        accounts.close();
    }

    @Test
    void shouldEndWith0AndPrintOneLineASourceWhenAllOfTheRunIsDelivered() {
        accounts.rated(120);

        Ran sync = accounts.run("sync");

        assertThat(sync.err()).isEmpty();
        assertThat(sync.out().strip()).isEqualTo("zendesk-ratings: 120 fetched: 120 stored, 0 unchanged, 0 filtered, 0 quarantined; "
                + "120 delivered, 0 refused, 0 unknown, 0 held");
        assertThat(sync.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(accounts.maestroqa().distinct()).isEqualTo(120);
        assertThat(accounts.status().sources()).singleElement().satisfies(source -> {
            assertThat(source.state()).isEqualTo("idle");
            assertThat(source.lastRun().ok()).isTrue();
        });
    }

    @Test
    void shouldEndWith3WhenSomeOfTheRunIsRefusedHeldOrQuarantinedAndDeliverTheOthers() {
        accounts.rated(3);
        DemoRating refused = accounts.rated(Duration.ofHours(1));
        accounts.zendesk().update(accounts.rated(Duration.ofHours(1)).id(), old -> old.withAgent(null, null));
        accounts.odd();
        accounts.maestroqa().refuseItem(item -> item.path("ticket_id").asText().equals("" + refused.ticketId()), "canary of a refusal");

        Ran sync = accounts.run("sync", RATINGS);

        assertThat(sync.out().strip()).isEqualTo("zendesk-ratings: 6 fetched: 5 stored, 0 unchanged, 0 filtered, 1 quarantined; "
                + "3 delivered, 1 refused, 0 unknown, 1 held");
        assertThat(sync.exitCode()).isEqualTo(ExitCode.LEFT_OVER);
        assertThat(sync.out() + sync.err()).doesNotContain("canary", "splendid");
        assertThat(accounts.run("sync").exitCode()).as("what another run left is not this run's").isEqualTo(ExitCode.DONE);
    }

    @Test
    void shouldFindWhatChangedInPlaceWithoutADaemonAndReadAgainOnceAnHour() {
        DemoRating old = accounts.rated(Duration.ofHours(127));
        assertThat(accounts.run("sync").out().strip()).contains("1 fetched: 1 stored");
        accounts.zendesk().update(old.id(), row -> row.rated("bad", "no better after all", Instant.now()));

        Ran second = accounts.run("sync");
        Ran third = accounts.run("sync");

        assertThat(second.out().strip()).isEqualTo("zendesk-ratings: 1 fetched: 1 stored, 0 unchanged, 0 filtered, 0 quarantined; "
                + "1 delivered, 0 refused, 0 unknown, 0 held");
        assertThat(third.out().strip()).contains("0 fetched");
    }

    @Test
    void shouldEndWith1AndSayWhatToDoWhenTheVendorRefusesTheCredentials() {
        accounts.rated(1);
        accounts.zendesk().faults().always(any -> true, DemoFault.status(401));

        Ran sync = accounts.run("sync");

        assertThat(sync.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(sync.err().lines()).singleElement().asString().contains("HTTP 401", "check ZENDESK_EMAIL and ZENDESK_API_TOKEN");
        assertThat(accounts.status().sources()).singleElement().satisfies(source -> {
            assertThat(source.state()).isEqualTo("failing");
            assertThat(source.lastError()).contains("HTTP 401");
            assertThat(source.lastRun().ok()).isFalse();
        });

        accounts.zendesk().faults().clear();
        assertThat(accounts.run("sync").exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(accounts.status().sources()).singleElement().satisfies(source -> {
            assertThat(source.state()).isEqualTo("idle");
            assertThat(source.lastError()).isNull();
        });
    }

    @Test
    void shouldCollectAndDeliverTheOtherSourcesWhenThePlanOfOneHasNone(@TempDir Path drop) throws Exception {
        Path file = Files.writeString(drop.resolve("may.csv"), "id,submitted_at,ticket_id,agent_id,score\n7,2026-05-01T00:00:00Z,208,135,5\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
        accounts.set("FILE_DROP_DIR", drop.toString()).zendesk().faults().always(any -> true, DemoFault.status(403));

        Ran sync = accounts.run("sync");

        assertThat(sync.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(sync.err().lines()).singleElement().asString().contains(RATINGS, "HTTP 403", "the plan or the account does not have this kind of data");
        assertThat(sync.out()).contains("1 fetched: 1 stored").contains("1 delivered");
        assertThat(accounts.maestroqa().items()).extracting(TakenItem::ticketId).containsExactly("208");
    }

    @Test
    void shouldEndWith4WhenTheSinkIsPausedForLongerThanTheWaitAndDeliverByTheNextOne() {
        accounts.rated(2);
        accounts.maestroqa().faults().always(any -> true, DemoFault.status(401));

        Ran sync = accounts.run("sync", "--wait", "1s");

        assertThat(sync.exitCode()).isEqualTo(ExitCode.SINK_PAUSED);
        assertThat(sync.out().strip()).endsWith("0 delivered, 0 refused, 0 unknown, 0 held, 2 pending");
        assertThat(sync.err()).contains("not all is delivered: maestroqa is paused: HTTP 401");
        assertThat(accounts.status().outbox().pending()).isEqualTo(2);

        accounts.maestroqa().faults().clear();
        assertThat(accounts.run("resume", "maestroqa").exitCode()).isZero();
        accounts.rated(Duration.ofSeconds(30));
        assertThat(accounts.run("sync").exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(accounts.maestroqa().distinct()).as("with what an earlier run left, for nobody else delivers").isEqualTo(3);
    }

    @Test
    void shouldEndWith4WhenMaestroQACannotBeReachedForLongerThanTheWait() throws Exception {
        accounts.rated(2);
        try (TestingSilence nobody = new TestingSilence()) {
            accounts.set("MAESTROQA_URL", nobody.url() + "/feedback");

            // The first back-off is at most a second.
            Ran sync = accounts.run("sync", "--wait", "1s");

            assertThat(sync.exitCode()).as(sync.err()).isEqualTo(ExitCode.SINK_PAUSED);
            assertThat(sync.out().strip()).endsWith("0 delivered, 0 refused, 0 unknown, 0 held, 2 pending");
            assertThat(sync.err()).contains("not all is delivered: maestroqa is waiting: ", "no connection (HttpHostConnectException)");
        }
    }

    @Test
    void shouldWaitForWhatGoesAgainByItself() {
        accounts.rated(2);
        accounts.maestroqa().faults().next(1, DemoFault.statusAfterTaking(502));

        Ran sync = accounts.run("sync");

        assertThat(sync.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(sync.out()).contains("2 delivered, 0 refused, 0 unknown");
    }

    @Test
    void shouldEndWith3WhenAnAnswerIsLostAndUnknownOnesAreHeld() {
        accounts.rated(2);
        accounts.set("MAESTROQA_UNKNOWN", "hold").maestroqa().faults().next(1, DemoFault.statusAfterTaking(502));

        Ran sync = accounts.run("sync");

        assertThat(sync.exitCode()).isEqualTo(ExitCode.LEFT_OVER);
        assertThat(sync.out()).contains("0 delivered, 0 refused, 2 unknown");
    }

    @Test
    void shouldCollectOneRecordByItsId() {
        DemoRating one = accounts.rated(Duration.ofDays(200));
        accounts.rated(1);

        Ran sync = accounts.run("sync", RATINGS, "--id", "" + one.id());

        assertThat(sync.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(accounts.maestroqa().items()).singleElement().satisfies(item -> assertThat(item.ticketId()).isEqualTo("" + one.ticketId()));

        Ran unknown = accounts.run("sync", RATINGS, "--id", "404404");
        assertThat(unknown.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(unknown.err()).contains("zendesk-ratings record 404404", "HTTP 404");
        assertThat(accounts.status().sources()).as("a record that is not there is no fault of the source").singleElement()
                .satisfies(source -> assertThat(source.state()).isEqualTo("idle"));
    }

    @Test
    void shouldEndWith0AndLeaveThemPendingWhenThereIsNoMaestroQA() {
        accounts.rated(2);
        accounts.set("MAESTROQA_URL", "").set("MAESTROQA_API_TOKEN", "").set("MAESTROQA_TOKEN_HEADER", "");

        Ran sync = accounts.run("sync");

        assertThat(sync.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(sync.out()).contains("2 pending (MAESTROQA_URL is not set)");
    }

    @Test
    void shouldEndWith1WhenAPersonPausedTheSource() {
        assertThat(accounts.run("pause", RATINGS).exitCode()).isZero();

        Ran sync = accounts.run("sync");

        assertThat(sync.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(sync.err()).contains("zendesk-ratings is paused: `resume zendesk-ratings` first");
    }

    @Test
    void shouldBothEndWith0WhenTwoAreStartedAtOnceWithoutAHolder() {
        accounts.rated(30);

        List<Ran> both = TestingCommand.together(accounts.environment(), new String[] {"sync"}, new String[] {"sync"});

        assertThat(both).extracting(Ran::exitCode).as(both.toString()).containsExactly(ExitCode.DONE, ExitCode.DONE);
        assertThat(accounts.maestroqa().taken()).isEqualTo(30);
        assertThat(accounts.status().balanced()).isTrue();
    }

    @Test
    void shouldReadSurveysAgainForAnswersThatCameAfterTheirOffer() {
        DemoSurvey survey = DemoSurvey.of("01DEMOSVRVEY0000000000F1VE", 3, 5);
        accounts.zendesk().define(survey);
        accounts.zendesk().addTicket(new DemoTicket(10_001, 7881, 135L, 44L, true), "web");
        Instant offered = Instant.now().minus(Duration.ofHours(2));
        DemoSurveyResponse response = DemoSurveyResponse.offered(1, 10_001, survey, offered);
        accounts.zendesk().addResponses(List.of(response));
        accounts.set("ZENDESK_CSAT", "surveys");
        assertThat(accounts.run("sync").out()).contains("zendesk-surveys: 1 fetched: 0 stored, 0 unchanged, 1 filtered");
        accounts.zendesk().updateResponse(response.id(), old -> old.answered(DemoSurveyAnswer.satisfaction(5, offered.plusSeconds(60))));

        Ran sync = accounts.run("sync");

        assertThat(sync.exitCode()).as(sync.err()).isEqualTo(ExitCode.DONE);
        assertThat(sync.out()).contains("1 stored", "1 delivered");
        assertThat(accounts.run("sync").out()).as("read again by each").contains("zendesk-surveys: 1 fetched: 0 stored, 1 unchanged");
    }

    @Test
    void shouldAskForNoRereadOfASourceThatHasNone() throws IOException {
        try (DemoLivePerson vendor = DemoLivePerson.start(DemoLivePerson.Options.defaults())) {
            vendor.settings().forEach(accounts::set);
            for (int i = 0; i < 2; i++) {
                Ran sync = accounts.run("sync", "liveperson-engagement");
                assertThat(sync.exitCode()).as(sync.err()).isEqualTo(ExitCode.DONE);
            }
            List<RunRow> runs = accounts.stored(store -> store.runs("liveperson-engagement"));
            assertThat(runs).extracting(RunRow::lane).containsExactly("live", "live");
        }
    }
}
