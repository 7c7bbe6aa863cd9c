package io.csatrelay.app;

import static io.csatrelay.app.TestingRelay.RATINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.app.TestingCommand.Ran;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.ops.Status;
import io.csatrelay.store.TestingStore.OutboxRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code retry}, {@code dismiss}, {@code pause}, {@code resume} and {@code status} without a holder. */
class ControlCommandsTest {
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
    void shouldOweRefusedOnesAgainAndGiveOthersUp() {
        accounts.rated(3);
        accounts.maestroqa().refuseItem(any -> true, "no");
        assertThat(accounts.run("sync").exitCode()).isEqualTo(ExitCode.LEFT_OVER);
        List<Long> ids = accounts.stored(store -> store.outbox().stream().map(OutboxRow::id).toList());

        Ran one = accounts.run("retry", "--refused", "--id", "" + ids.get(0), "--id", "9999");
        assertThat(one.out().strip()).isEqualTo("1 owed again; no process delivers now: start `run`, or `sync`");
        assertThat(one.exitCode()).isZero();
        assertThat(accounts.run("dismiss", "--refused", "--id", "" + ids.get(1)).out().strip()).isEqualTo("1 dismissed");
        assertThat(outbox()).extracting(Status.OutboxStatus::pending, Status.OutboxStatus::dismissed, Status.OutboxStatus::refused)
                .containsExactly(1L, 1L, 1L);
        assertThat(accounts.run("retry", "--unknown").out().strip()).isEqualTo("0 owed again");
        assertThat(accounts.run("retry", "--refused").out()).startsWith("1 owed again");

        accounts.maestroqa().acceptAll();
        assertThat(accounts.run("sync").exitCode()).isZero();
        assertThat(outbox()).extracting(Status.OutboxStatus::delivered, Status.OutboxStatus::dismissed).containsExactly(2L, 1L);
        assertThat(accounts.status().balanced()).isTrue();
    }

    @Test
    void shouldOweUnknownOnesAgainAndGiveOthersUp() {
        accounts.rated(2);
        accounts.set("MAESTROQA_UNKNOWN", "hold").maestroqa().faults().next(1, DemoFault.statusAfterTaking(504));
        assertThat(accounts.run("sync").exitCode()).isEqualTo(ExitCode.LEFT_OVER);
        long first = accounts.stored(store -> store.outbox().get(0).id());

        assertThat(accounts.run("dismiss", "--unknown", "--id", "" + first).out().strip()).isEqualTo("1 dismissed");
        assertThat(accounts.run("retry", "--unknown").out()).startsWith("1 owed again");
        assertThat(outbox()).extracting(Status.OutboxStatus::pending, Status.OutboxStatus::dismissed, Status.OutboxStatus::unknown)
                .containsExactly(1L, 1L, 0L);
    }

    @Test
    void shouldMapQuarantinedOnesAgainHereAndDeliverThemWhenNobodyHoldsTheStore() throws IOException {
        accounts.odd();
        accounts.odd();
        assertThat(accounts.run("sync").exitCode()).isEqualTo(ExitCode.LEFT_OVER);

        Ran still = accounts.run("retry", "--quarantined");
        assertThat(still.lines()).last().isEqualTo("2 mapped again; 2 quarantined still: GET /api/quarantined says why");
        assertThat(still.exitCode()).isEqualTo(ExitCode.LEFT_OVER);

        accounts.mapping(jq -> jq.replace("$score != \"good\" and", "$score != \"good\" and $score != \"splendid\" and"));
        Ran one = accounts.run("retry", "--quarantined", "--id", "1");
        assertThat(one.lines()).containsExactly("zendesk-ratings: mapped again: 1 stored, 0 filtered; 1 delivered, 0 refused, 0 unknown, 0 held",
                "1 mapped again; none is quarantined any more");
        assertThat(one.exitCode()).as(one.err()).isZero();
        assertThat(accounts.maestroqa().taken()).isEqualTo(1);
        assertThat(accounts.status().sources().get(0)).extracting(Status.SourceStatus::stored, Status.SourceStatus::quarantined).containsExactly(1L, 1L);
        assertThat(accounts.status().balanced()).isTrue();
    }

    @Test
    void shouldPauseAndResumeAndShowItAtAGlance() {
        assertThat(accounts.run("pause", "maestroqa").out().strip()).isEqualTo("maestroqa is paused until `resume maestroqa`");
        assertThat(accounts.run("pause", RATINGS).out().strip()).isEqualTo("zendesk-ratings is paused until `resume zendesk-ratings`");

        Ran status = accounts.run("status");
        assertThat(status.exitCode()).isZero();
        assertThat(status.out()).contains("zendesk-ratings    paused; it goes on after: csat-relay resume zendesk-ratings",
                "maestroqa          paused: paused by a person; it goes on after: csat-relay resume maestroqa",
                "outbox             0 owed", "books              balanced: nothing is missing");

        assertThat(accounts.run("resume", "maestroqa").out().strip()).isEqualTo("maestroqa goes on");
        assertThat(accounts.run("resume", RATINGS).out().strip()).isEqualTo("zendesk-ratings goes on");
        assertThat(accounts.run("status").out()).contains("zendesk-ratings    idle", "maestroqa          ready");
    }

    private Status.OutboxStatus outbox() {
        return accounts.status().outbox();
    }
}
