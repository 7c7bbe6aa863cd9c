package io.csatrelay.collect;

import static io.csatrelay.app.TestingRelay.RATINGS;
import static io.csatrelay.collect.Account.COUNT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.csatrelay.app.TestingRelay;
import io.csatrelay.demo.DemoFault;
import io.csatrelay.demo.DemoRating;
import io.csatrelay.demo.TakenItem;
import io.csatrelay.store.TestingStore.QuarantineRow;
import io.csatrelay.store.TestingStore.RunRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a record, whatever it looks like. */
class RecordsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private static Account account;

    @BeforeAll
    static void start() {
        account = new Account(TestingRelay.builder().at("2026-05-01T00:00:00Z").set("ZENDESK_RATINGS_SINCE", "1h")
                .maestroqa(options -> options.withLimits(0, 0)));
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
    void shouldCarryEveryCharacterOfACommentToMaestroQA() {
        String comment = "Größe \uD83D\uDC69\u200D\uD83D\uDCBB \uD83E\uDD2F \"quoted\" 'single' \\ back\n\tnew line\r\n \u0000? \u2028 %20 + & <b> ${x} {{y}} ünïcödé 漢字";
        DemoRating rating = account.rated(account.now());
        account.zendesk().update(rating.id(), old -> old.withComment(comment));
        assertThat(delivered(rating).path("comment").asText()).isEqualTo(comment);
    }

    @Test
    void shouldTurnTheReasonBehindAnIdIntoAClarifyingAnswer() {
        DemoRating byId = DemoRating.bad(account.newId(), account.newId(), account.now()).withReason(35003L, null);
        DemoRating byText = DemoRating.bad(account.newId(), account.newId(), account.now()).withReason(null, "Rude \uD83D\uDE21");
        account.zendesk().addAll(List.of(byId, byText));
        assertThat(delivered(byId).at("/clarifying_answers/0/score_label").asText()).isEqualTo("The issue was not resolved");
        assertThat(delivered(byText).at("/clarifying_answers/0/score_label").asText()).isEqualTo("Rude \uD83D\uDE21");
    }

    @Test
    void shouldStoreARatingWithoutGroupAndHoldOneWithoutAgent() {
        DemoRating nobody = DemoRating.good(account.newId(), account.newId(), account.now()).withAgent(null, null);
        DemoRating noGroup = DemoRating.good(account.newId(), account.newId(), account.now()).withAgent(135L, null);
        account.zendesk().addAll(List.of(nobody, noGroup));
        JsonNode item = delivered(noGroup);
        assertThat(item.path("agent_id").asText()).isEqualTo("135");
        assertThat(account.relay().store().outbox()).filteredOn(row -> row.externalId().equals("" + nobody.id()))
                .extracting(row -> row.state()).containsExactly("held");
    }

    @Test
    void shouldTakeARowWithoutTheKeysThatMayBeAbsent() {
        DemoRating bare = account.rated(account.now());
        account.zendesk().update(bare.id(), old -> old.servedAs("{\"id\":%d,\"score\":\"good\",\"ticket_id\":%d,\"assignee_id\":135,\"created_at\":\"%s\"}"
                .formatted(old.id(), old.ticketId(), old.createdAt())));
        JsonNode item = delivered(bare);
        assertThat(item.path("submitted_at").asText()).startsWith(bare.createdAt().toString().substring(0, 19));
        assertThat(item.has("comment")).isFalse();
        assertThat(account.relay().store().ratings(RATINGS).get("" + bare.id()).version()).as("no updated_at: a hash").startsWith("sha256:");
    }

    private static JsonNode delivered(DemoRating rating) {
        account.liveAfter(HOUR);
        account.relay().deliver(account.relay().store().outboxBook().getOrDefault("pending", 0L) + account.relay().maestroqa().taken());
        return account.relay().maestroqa().items().stream().filter(item -> item.ticketId().equals("" + rating.ticketId()))
                .map(TakenItem::item).findFirst().orElseThrow();
    }

    @Test
    void shouldQuarantineWhatTheMappingCannotTakeAndStoreTheRestOfThePage() {
        List<DemoRating> ratings = account.rated(20, Duration.ofSeconds(1));
        odd(ratings.get(3), "{\"id\":%d,\"score\":\"so-so\",\"ticket_id\":1,\"created_at\":\"%s\",\"updated_at\":\"%s\"}");
        odd(ratings.get(7), "{\"id\":%d,\"score\":\"good\",\"ticket_id\":1,\"created_at\":\"someday %s\",\"updated_at\":\"%s\"}");
        RunRow run = account.liveAfter(HOUR);
        assertThat(run.error()).isNull();
        assertThat(run.tally()).isEqualTo(new Tally(20, 18, 0, 0, 2));
        QuarantineRow first = quarantined(ratings.get(3));
        assertThat(first.reason()).contains("the mapping failed", "so-so");
        assertThat(first.input().at("/record/score").asText()).isEqualTo("so-so");
        assertThat(first.input().at("/source/id").asText()).isEqualTo(RATINGS);
        assertThat(quarantined(ratings.get(7)).reason()).contains("submitted_at");

        RunRow again = account.liveAfter(Duration.ofMinutes(1));
        assertThat(again.tally()).as("read again unchanged").isEqualTo(Tally.NONE);
        RunRow reread = account.relay().run(Lane.REREAD);
        assertThat(reread.tally().quarantined()).isZero();
        assertThat(account.relay().store().balanced(RATINGS)).isTrue();
    }

    @Test
    void shouldTakeAQuarantinedRecordOutWhenItsNextVersionIsSound() {
        DemoRating rating = account.rated(account.now());
        odd(rating, "{\"id\":%d,\"score\":\"so-so\",\"created_at\":\"%s\",\"updated_at\":\"%s\"}");
        account.liveAfter(HOUR);
        assertThat(quarantined(rating)).isNotNull();
        account.zendesk().rate(rating.id(), "good", null);
        account.relay().run(Lane.REREAD);
        assertThat(account.stored(rating)).isTrue();
        assertThat(quarantined(rating)).isNull();
    }

    @Test
    void shouldQuarantineARecordWithoutIdOnceHoweverOftenItIsRead() {
        DemoRating rating = account.rated(account.now());
        account.rated(2, Duration.ofSeconds(1));
        account.zendesk().update(rating.id(), old -> old.servedAs("{\"score\":\"good\",\"ticket_id\":77,\"created_at\":\"%s\"}".formatted(old.createdAt())));
        RunRow run = account.liveAfter(HOUR);
        assertThat(run.tally()).isEqualTo(new Tally(3, 2, 0, 0, 1));
        assertThat(account.relay().store().quarantine(RATINGS)).filteredOn(row -> row.externalId().startsWith("sha256:")).singleElement()
                .satisfies(row -> assertThat(row.reason()).contains("external_id"));
        assertThat(account.relay().run(Lane.REREAD).tally().quarantined()).isZero();
    }

    @Test
    void shouldQuarantineWhatIsNoRecordAtAll() {
        DemoRating rating = account.rated(account.now());
        account.zendesk().update(rating.id(), old -> old.servedAs("\"not an object\""));
        assertThat(account.liveAfter(HOUR).tally().quarantined()).isEqualTo(1);
    }

    private static void odd(DemoRating rating, String json) {
        account.zendesk().update(rating.id(), old -> old.servedAs(json.formatted(old.id(), old.createdAt(), old.updatedAt())));
    }

    private static QuarantineRow quarantined(DemoRating rating) {
        return account.relay().store().quarantine(RATINGS).stream().filter(row -> row.externalId().equals("" + rating.id())).findFirst().orElse(null);
    }

    @Test
    void shouldCollectOneRatingByItsIdWhetherItComesInAListOrBare() {
        DemoRating inList = account.rated(account.now());
        assertThat(account.relay().run(RunRequest.one(RATINGS, "" + inList.id())).tally().stored()).isEqualTo(1);
        DemoRating bare = account.rated(account.now());
        account.zendesk().faults().next(1, request -> request.path().contains("" + bare.id()), DemoFault.status(200,
                "{\"satisfaction_rating\":{\"id\":%d,\"score\":\"good\",\"ticket_id\":%d,\"created_at\":\"%s\",\"updated_at\":\"%s\"}}"
                        .formatted(bare.id(), bare.ticketId(), bare.createdAt(), bare.updatedAt())));
        assertThat(account.relay().run(RunRequest.one(RATINGS, "" + bare.id())).tally().stored()).isEqualTo(1);
        assertThat(account.stored(List.of(inList, bare))).isTrue();
        assertThat(account.relay().run(RunRequest.one(RATINGS, "" + bare.id())).tally().unchanged()).isEqualTo(1);
    }

    @Test
    void shouldSayThatThereIsNoSuchRating() {
        RunRow run = account.relay().run(RunRequest.one(RATINGS, "404404"));
        assertThat(run.error()).startsWith("collecting zendesk-ratings record 404404: HTTP 404").contains("no such record");
        account.zendesk().faults().next(1, request -> request.path().contains("/satisfaction_ratings/"), DemoFault.status(200, "{\"ratings\":1}"));
        assertThat(account.relay().run(RunRequest.one(RATINGS, "404404")).error()).contains("no record at /satisfaction_rating");
    }

    @Test
    void shouldKeepTheCountForWhoeverWatches() {
        account.liveAfter(HOUR);
        assertThat(account.requests(COUNT)).as("nobody watches a schedule").isEmpty();
        account.relay().time().advance(HOUR);
        RunRow run = account.relay().runWatched(RunRequest.scheduled(RATINGS, Lane.LIVE));
        assertThat(account.relay().store().expected(run.id())).isEqualTo(new Count(account.zendesk().size(), false));
    }

    @Test
    void shouldSayAtLeastWhileTheVendorCountsAnew() {
        account.zendesk().faults().next(1, COUNT, DemoFault.status(200, "{\"count\":{\"value\":100000,\"refreshed_at\":null}}"));
        account.relay().time().advance(HOUR);
        RunRow run = account.relay().runWatched(RunRequest.scheduled(RATINGS, Lane.LIVE));
        assertThat(account.relay().store().expected(run.id())).hasToString("at least 100,000");
    }

    @Test
    void shouldFailNothingWhenTheCountFails() {
        for (DemoFault fault : List.of(DemoFault.status(500, "{}"), DemoFault.status(403), DemoFault.brokenJson(), new DemoFault.Reset(),
                DemoFault.status(200, "{\"count\":\"many\"}"), DemoFault.status(200, "[]"), DemoFault.status(200, ""))) {
            account.zendesk().faults().next(1, COUNT, fault);
            account.rated(1, HOUR);
            account.relay().time().advance(HOUR);
            RunRow run = account.relay().runWatched(RunRequest.scheduled(RATINGS, Lane.LIVE));
            assertThat(run.error()).isNull();
            assertThat(run.tally().stored()).isEqualTo(1);
        }
        assertThat(account.requests(COUNT)).as("not tried again").hasSize(7);
    }
}
