package io.csatrelay.store;

import static io.csatrelay.store.TestingDatabase.NOW;
import static io.csatrelay.store.TestingDatabase.page;
import static io.csatrelay.store.TestingOutcomes.held;
import static io.csatrelay.store.TestingOutcomes.rated;
import static io.csatrelay.store.TestingOutcomes.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.collect.Lane;
import io.csatrelay.collect.Outcome;
import io.csatrelay.collect.Version;
import io.csatrelay.deliver.BatchState;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What MaestroQA is owed when a rating changes: before it was sent, while it is in flight, and after. */
@ParameterizedClass
@EnumSource
class OwedVersionsTest {
    private final TestingDatabase store;
    private boolean firstOnly;
    private long run;

    OwedVersionsTest(TestingDatabase.Kind kind) {
        this.store = TestingDatabase.empty(kind);
    }

    @BeforeEach
    void begin() {
        run = store.run(Lane.LIVE);
    }

    @AfterEach
    void booksBalance() {
        assertThat(store.differences()).isEmpty();
    }

    @Test
    void shouldReplaceAVersionThatWasNotSentWhenANewerComes() {
        store(rated("7", 1), rated("8", 1));
        store(rated("7", 2));

        assertThat(outbox()).containsExactly("7 1 replaced", "8 1 pending", "7 2 pending");
        assertThat(store.book("outbox", "owed")).isEqualTo(3);
    }

    @Test
    void shouldOweANewerVersionOfADeliveredOneWhenASentFieldDiffers() {
        store(rated("7", 1));
        delivered(claim());
        store(rated("7", 2));

        assertThat(outbox()).containsExactly("7 1 delivered", "7 2 pending");
    }

    @Test
    void shouldOweNothingWhenNoSentFieldDiffers() {
        store(rated("7", 1, "same"));
        store(rated("7", 2, "same"));
        delivered(claim());
        store(rated("7", 3, "same"));

        assertThat(outbox()).containsExactly("7 1 delivered");
        assertThat(store.rows("SELECT version FROM rating")).containsExactly(version(3).text());
    }

    @Test
    void shouldSendNothingAgainWhenAChangeWasTakenBackBeforeItWasSent() {
        store(rated("7", 1, "first"));
        delivered(claim());
        store(rated("7", 2, "changed"));
        store(rated("7", 3, "first"));

        assertThat(outbox()).containsExactly("7 1 delivered", "7 2 replaced");
        assertThat(claim()).isEmpty();
    }

    @Test
    void shouldOweAVersionAgainWhenARecordWithoutTimesTurnsBackAfterItsChangeWasSent() {
        Version before = new Version("sha256:a", null);
        Version after = new Version("sha256:b", null);
        for (Outcome.Rated next : List.of(rated("7", before, "t", "first"), rated("7", after, "t", "changed"), rated("7", before, "t", "first"),
                rated("7", after, "t", "changed"))) {
            store(next);
            delivered(claim());
        }

        assertThat(store.rows("SELECT version, state FROM outbox ORDER BY id")).containsExactly("sha256:a|delivered", "sha256:b|delivered",
                "sha256:a#" + run + "|delivered", "sha256:b#" + run + "|delivered");
    }

    @Test
    void shouldLetANewerVersionWaitWhenTheEarlierIsInFlight() {
        store(rated("7", 1));
        List<Long> inFlight = claim();
        store(rated("7", 2));
        store(rated("7", 3));

        assertThat(outbox()).containsExactly("7 1 pending", "7 2 replaced", "7 3 pending");
        assertThat(claim()).isEmpty();
        assertThat(store.deliver().unclaimed(10)).isZero();

        delivered(inFlight);
        assertThat(items(claim())).singleElement().asString().contains("comment of 3");
    }

    @Test
    void shouldLetAVersionWaitForTheOneInFlightWhenAHeldOneIsBetween() {
        store(rated("7", 1));
        List<Long> inFlight = claim();
        store(held("7", 2));
        store(rated("7", 3));

        assertThat(claim()).isEmpty();
        delivered(inFlight);
        assertThat(items(claim())).singleElement().asString().contains("comment of 3");
    }

    @Test
    void shouldLetWaitingVersionsGoWhenTheEarlierIsRefusedOrLeftToAPerson() {
        store(rated("7", 1), rated("8", 1));
        List<Long> inFlight = claim();
        store(rated("7", 2), rated("8", 2));
        store.deliver().transact(outbox -> {
            outbox.members(batchOf(inFlight));
            outbox.refused(inFlight.get(0), "no", NOW);
            outbox.unknown(inFlight.get(1), true, "lost", NOW);
        });

        assertThat(items(claim())).hasSize(2);
    }

    @Test
    void shouldKeepAVersionWaitingWhenTheEarlierWasLostAndGoesAgain() {
        store(rated("7", 1));
        List<Long> inFlight = claim();
        store.deliver().transact(outbox -> {
            outbox.state(batchOf(inFlight), BatchState.LOST);
            outbox.members(batchOf(inFlight));
            outbox.unknown(inFlight.get(0), false, "lost", NOW);
        });
        store(rated("7", 2));

        assertThat(outbox()).containsExactly("7 1 unknown", "7 2 pending");
        assertThat(claim()).isEmpty();
    }

    @Test
    void shouldReplaceAllThatWasNotTakenWhenTheEarlierWasReleasedMeanwhile() {
        store(rated("7", 1));
        List<Long> inFlight = claim();
        store(rated("7", 2));
        store.deliver().transact(outbox -> {
            outbox.members(batchOf(inFlight));
            outbox.released(inFlight.get(0), NOW);
        });
        store(rated("7", 3));

        assertThat(outbox()).containsExactly("7 1 replaced", "7 2 replaced", "7 3 pending");
        assertThat(items(claim())).singleElement().asString().contains("comment of 3");
    }

    @Test
    void shouldReleaseAHeldRatingWhenALaterVersionHasWhatWasMissing() {
        store(held("7", 1));
        assertThat(store.rows("SELECT state, reason FROM outbox")).containsExactly("held|no ticket_id");
        assertThat(claim()).isEmpty();

        store(rated("7", 2));
        assertThat(outbox()).containsExactly("7 1 replaced", "7 2 pending");
        assertThat(claim()).hasSize(1);
    }

    @Test
    void shouldOweOnlyTheFirstWhenOnlyTheFirstCounts() {
        firstOnly = true;
        store(rated("7", 1));
        delivered(claim());
        store(rated("7", 2));

        assertThat(outbox()).containsExactly("7 1 delivered");
    }

    @Test
    void shouldStillReplaceAndReleaseWhenOnlyTheFirstCountsAndNoneWasDelivered() {
        firstOnly = true;
        store(held("7", 1));
        store(rated("7", 2));
        List<Long> inFlight = claim();
        store.deliver().transact(outbox -> {
            outbox.members(batchOf(inFlight));
            outbox.refused(inFlight.get(0), "no", NOW);
        });
        store(rated("7", 3));

        assertThat(outbox()).containsExactly("7 1 replaced", "7 2 refused", "7 3 pending");
    }

    @Test
    void shouldOweNoWaitingVersionWhenOnlyTheFirstCountsAndItWasDelivered() {
        firstOnly = true;
        store(rated("7", 1), rated("8", 1));
        List<Long> inFlight = claim();
        store(rated("7", 2), held("8", 2));
        delivered(inFlight);

        assertThat(outbox()).containsExactly("7 1 delivered", "8 1 delivered");
        assertThat(store.book("outbox", "owed")).isEqualTo(2);
    }

    @Test
    void shouldCountWhatARemapWouldSendAgainBeforeItDoes() {
        store(rated("7", 1, "a"), rated("8", 1, "b"));
        delivered(claim());
        long remap = store.run(Lane.REMAP);
        var anew = page(remap, Lane.REMAP, null, rated("7", 1, "mapped anew"), rated("8", 1, "b"), rated("9", 1, "c"));

        var counted = page(store.run(Lane.COUNT), Lane.COUNT, null, rated("7", 1, "mapped anew"), rated("8", 1, "b"), rated("9", 1, "c"));
        assertThat(store.collect().storePage(counted).stored()).isEqualTo(2);
        store.collect().storePage(anew);
        assertThat(claim()).hasSize(2);
        assertThat(store.rows("SELECT version FROM outbox WHERE external_id = '7' ORDER BY id"))
                .containsExactly(version(1).text(), version(1).text() + "#" + remap);
    }

    private void store(Outcome... outcomes) {
        new CollectSql(store.database(), firstOnly).storePage(page(run, Lane.LIVE, null, outcomes));
    }

    /** Versions as the numbers they were made from. */
    private List<String> outbox() {
        return store.outbox().stream().map(row -> {
            String[] parts = row.split(" ");
            int number = (int) (java.time.Instant.parse(parts[1]).getEpochSecond() - version(0).at().getEpochSecond());
            return parts[0] + " " + number + " " + parts[2];
        }).toList();
    }

    /** Claims all that may go as one batch. @return its members */
    private List<Long> claim() {
        return deliver().inTransaction(outbox -> {
            List<Long> members = outbox.claimable(100);
            if (!members.isEmpty()) {
                outbox.create(null, BatchState.SENT, 0, members, NOW);
            }
            return members;
        });
    }

    private long batchOf(List<Long> members) {
        return Long.parseLong(store.rows("SELECT batch FROM outbox WHERE id = " + members.get(0)).get(0));
    }

    private List<String> items(List<Long> members) {
        return deliver().inTransaction(outbox -> outbox.items(batchOf(members)));
    }

    private void delivered(List<Long> members) {
        long batch = batchOf(members);
        deliver().transact(outbox -> {
            outbox.members(batch).forEach(member -> outbox.delivered(member, "m" + member, NOW));
            outbox.state(batch, BatchState.SETTLED);
        });
    }

    private DeliverSql deliver() {
        return new DeliverSql(store.database(), firstOnly);
    }
}
