package io.csatrelay.app;

import static io.csatrelay.app.TestingRelay.RATINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.app.TestingCommand.Ran;
import io.csatrelay.demo.DemoRating;
import io.csatrelay.demo.TakenItem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code backfill} without a holder. */
class BackfillCommandTest {
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
    void shouldCollectTheSpanAndDeliverItForNobodyElseWould() {
        DemoRating old = accounts.rated(Duration.ofDays(100));
        DemoRating older = accounts.rated(Duration.ofDays(103));
        accounts.rated(Duration.ofDays(110));
        accounts.rated(Duration.ofDays(90));
        String from = LocalDate.now(ZoneOffset.UTC).minusDays(104).toString();

        Ran backfill = accounts.run("backfill", RATINGS, "--from", from, "--to", Instant.now().minus(Duration.ofDays(99)).toString());

        assertThat(backfill.exitCode()).as(backfill.err()).isEqualTo(ExitCode.DONE);
        assertThat(backfill.out().strip()).isEqualTo("zendesk-ratings: 2 fetched: 2 stored, 0 unchanged, 0 filtered, 0 quarantined; "
                + "2 delivered, 0 refused, 0 unknown, 0 held");
        assertThat(accounts.maestroqa().items()).extracting(TakenItem::ticketId)
                .containsExactlyInAnyOrder("" + old.ticketId(), "" + older.ticketId());
        assertThat(accounts.status().sources()).singleElement().satisfies(source -> {
            assertThat(source.bookmark()).as("the live bookmark is its own").isNull();
            assertThat(source.lastRun().ok()).isTrue();
        });
    }

    @Test
    void shouldEndWith3WhenSomeOfItIsQuarantined() {
        accounts.odd();

        assertThat(accounts.run("backfill", RATINGS, "--from", "1d", "--to", "0s").exitCode()).isEqualTo(ExitCode.LEFT_OVER);
    }

    @Test
    void shouldFirstSayHowManyARemapWouldSendAgainAndThenSendThem() throws IOException {
        accounts.rated(3);
        DemoRating commented = accounts.rated(Duration.ofMinutes(50));
        accounts.zendesk().update(commented.id(), rating -> rating.withComment("fine"));
        assertThat(accounts.run("sync").exitCode()).isZero();

        accounts.mapping(jq -> jq.replace("comment: .comment,", "comment: (.comment | if . == \"fine\" then \"very fine\" else . end),"));
        Ran remap = accounts.run("backfill", RATINGS, "--from", "1d", "--to", "0s", "--remap");

        assertThat(remap.exitCode()).as(remap.err()).isEqualTo(ExitCode.DONE);
        assertThat(remap.lines()).containsExactly("1 of 4 ratings would be sent to MaestroQA again",
                "zendesk-ratings: 4 fetched: 4 stored, 0 unchanged, 0 filtered, 0 quarantined; 1 delivered, 0 refused, 0 unknown, 0 held");
        assertThat(accounts.maestroqa().items()).hasSize(5).last()
                .satisfies(item -> assertThat(item.item().path("comment").asText()).isEqualTo("very fine"));
        assertThat(accounts.status().balanced()).isTrue();
        assertThat(accounts.status().sources().get(0).fetched()).as("what was only counted is not in the books").isEqualTo(8);
    }
}
