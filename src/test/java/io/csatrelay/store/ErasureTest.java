package io.csatrelay.store;

import static io.csatrelay.store.TestingDatabase.KEY;
import static io.csatrelay.store.TestingDatabase.NOW;
import static io.csatrelay.store.TestingDatabase.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.collect.Lane;
import io.csatrelay.collect.Outcome;
import io.csatrelay.collect.Version;
import io.csatrelay.deliver.BatchState;
import io.csatrelay.distribution.Dimension;
import io.csatrelay.rating.Rating;
import io.csatrelay.store.Subject.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is erased leaves nothing but a hash: no row, no count, no word; and the books go on balancing. */
@ParameterizedClass
@EnumSource
class ErasureTest {
    private static final Instant ANSWERED = NOW.minus(Duration.ofDays(10));

    private final TestingDatabase store;
    private final ErasureSql erasure;
    private final BucketRecount recount;
    private final long run;

    ErasureTest(TestingDatabase.Kind kind) {
        this.store = TestingDatabase.empty(kind);
        this.erasure = new ErasureSql(store.database(), KEY);
        this.recount = new BucketRecount(store.database(), () -> NOW);
        this.run = store.run(Lane.LIVE);
    }

    @AfterEach
    void booksAndDistributionsAgree() {
        assertThat(store.differences()).isEmpty();
        assertThat(recount.differences(10)).isEmpty();
    }

    private static Outcome.Rated rated(String id, int minutes, String ticket, String agent, String requester) {
        Instant at = ANSWERED.plus(Duration.ofMinutes(minutes));
        boolean address = agent.contains("@");
        return new Outcome.Rated(id, Version.of(at.toString()), new Rating(id, at, at, ticket, address ? null : agent, address ? agent : null, 4, 1, 5,
                null, "words of " + requester, List.of(), null, null, null, null, null, requester, "key:" + ticket));
    }

    private void store(Outcome... outcomes) {
        store.store(run, Lane.LIVE, outcomes);
    }

    /** @return the batch */
    private long claim(BatchState state) {
        return store.deliver().inTransaction(outbox -> {
            long batch = outbox.create(null, state, 0, outbox.claimable(1000), NOW).id();
            return batch;
        });
    }

    private void deliverAll() {
        long batch = claim(BatchState.CLAIMED);
        store.deliver().transact(outbox -> {
            outbox.members(batch).forEach(member -> outbox.delivered(member, "maestro-" + member, NOW));
            outbox.state(batch, BatchState.SETTLED);
        });
    }

    private Erased erase(Kind kind, String id) {
        Subject subject = new Subject(kind, id, null);
        Map<String, List<String>> before = store.everything();
        Erased foreseen = erasure.look(subject);
        assertThat(store.everything()).isEqualTo(before);
        Erased erased = erasure.erase(subject, NOW);
        assertThat(erased).as("what --dry-run says").isEqualTo(foreseen);
        return erased;
    }

    private List<String> ratings() {
        return store.rows("SELECT external_id FROM rating ORDER BY external_id");
    }

    @ParameterizedTest
    @CsvSource({"REQUESTER, canary-7881", "TICKET, canary-208", "AGENT, canary-135", "AGENT, Canary@Example.com"})
    void shouldEraseTheirsWithItsCountsAndNobodyElses(Kind kind, String id) {
        store(rated("1", 0, "canary-208", "canary-135", "canary-7881"), rated("2", 5, "canary-208x", "canary-1350", "canary-78810"),
                rated("3", 10, "canary-208", "canary@example.com", "canary-7881"), rated("4", 15, "9", "8", "7"));
        deliverAll();

        Erased erased = erase(kind, id);

        List<String> left = kind != Kind.AGENT ? List.of("2", "4") : id.contains("@") ? List.of("1", "2", "4") : List.of("2", "3", "4");
        assertThat(ratings()).isEqualTo(left);
        assertThat(erased.ratings()).isEqualTo(4 - left.size());
        assertThat(erased.maestroIds()).hasSize(4 - left.size()).allMatch(maestro -> maestro.startsWith("maestro-"));
        assertThat(store.rows("SELECT SUM(score4) FROM bucket")).containsExactly("" + left.size());
        assertThat(store.book("outbox", "delivered")).as("it was delivered, whatever is left of it").isEqualTo(4);
        if (kind != Kind.TICKET) {
            assertThat(store.everything().toString()).doesNotContain("words of " + id + ",").doesNotContain('"' + id + '"').doesNotContain("|" + id + "|");
        }
        assertThat(erase(kind, id).isNothing()).isTrue();
        store(rated("1", 0, "canary-208", "canary-135", "canary-7881"), rated("3", 10, "canary-208", "canary@example.com", "canary-7881"));
        assertThat(ratings()).as("read again").isEqualTo(left);
    }

    @Test
    void shouldGiveTheEarlierRatingItsCountBackWhenItsSuccessorIsErased() {
        store(rated("1", 0, "208", "a", "first"), rated("2", 60, "208", "b", "second"));
        deliverAll();
        assertThat(store.rows("SELECT external_id FROM rating WHERE counts = 1")).containsExactly("2");

        erase(Kind.REQUESTER, "second");

        assertThat(store.rows("SELECT external_id FROM rating WHERE counts = 1")).containsExactly("1");
        assertThat(store.rows("SELECT SUM(score4) FROM bucket")).containsExactly("1");
    }

    @Test
    void shouldEraseOfOneSourceOnlyWhenOnlyThatIsMeant() {
        store(rated("1", 0, "208", "a", "7"));

        assertThat(erasure.erase(new Subject(Kind.TICKET, "208", "another"), NOW).isNothing()).isTrue();
        assertThat(erasure.erase(new Subject(Kind.TICKET, "208", SOURCE), NOW).ratings()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"CLAIMED, 0, true", "SENT, 0, true", "LOST, 1, true", "WAITING, 1, true", "READY, 1, true", "READY, 0, false"})
    void shouldLeaveWhatIsOnItsWayAndSayThat(BatchState state, int losses, boolean left) {
        store(rated("1", 0, "208", "a", "7"), rated("2", 5, "209", "a", "8"));
        long batch = claim(state);
        store.deliver().transact(outbox -> outbox.losses(batch, losses));

        Erased erased = erase(Kind.REQUESTER, "7");

        assertThat(erased.left()).isEqualTo(left ? 1 : 0);
        assertThat(ratings()).hasSize(left ? 2 : 1);
        assertThat(store.book("outbox", "dismissed")).isEqualTo(left ? 0 : 1);
        if (left) {
            store.deliver().transact(outbox -> {
                outbox.members(batch).forEach(member -> outbox.delivered(member, "m", NOW));
                outbox.state(batch, BatchState.SETTLED);
            });
            assertThat(erase(Kind.REQUESTER, "7").ratings()).isEqualTo(1);
        } else {
            assertThat(store.deliver().<Integer>inTransaction(outbox -> outbox.items(batch).size())).isEqualTo(1);
        }
    }

    @Test
    void shouldDismissWhatWasStillOwed() {
        store(rated("1", 0, "208", "a", "7"), rated("2", 0, null, "a", "7"));
        assertThat(store.book("outbox", "held")).isEqualTo(1);

        erase(Kind.REQUESTER, "7");

        assertThat(List.of("owed", "pending", "held", "dismissed")).extracting(entry -> store.book("outbox", entry)).containsExactly(2L, 0L, 0L, 2L);
        assertThat(store.deliver().unclaimed(10)).isZero();
    }

    @Test
    void shouldEraseFromQuarantineWhatIsTheirs() {
        store(bad("1", "{\"ticket_id\": 208, \"score\": 7}"), bad("2", "{\"score\": 208}"), bad("3", "{\"requester\": {\"id\": \"jane@x.org\"}}"),
                bad("4", "{\"list\": [{\"n\": \"JANE@x.org\"}]}"), rated("5", 0, "t", "a", "123456"));
        store.store(run, Lane.LIVE, new Outcome.Quarantined("6", Version.of("v"), "{\"record\": \"not json, Jane@X.org wrote\"}", "bad"));
        deliverAll();
        store(bad("5", "{\"mine\": 123456}"));

        assertThat(erase(Kind.TICKET, "208")).isEqualTo(Erased.ratings(0, 1, 0, List.of()));
        assertThat(erase(Kind.REQUESTER, "jane@x.org").records()).isEqualTo(3);
        assertThat(erase(Kind.REQUESTER, "123456")).extracting(Erased::ratings, Erased::records).containsExactly(1L, 1L);

        assertThat(store.rows("SELECT external_id FROM quarantine")).containsExactly("2");
        store(bad("1", "{\"ticket_id\": 208}"));
        assertThat(store.rows("SELECT external_id FROM quarantine")).containsExactly("2");
    }

    private static Outcome bad(String id, String record) {
        return new Outcome.Quarantined(id, Version.of("v"), "{\"record\":" + record + ",\"lookup\":{},\"source\":{\"id\":\"x\"}}", "score is odd");
    }

    @Test
    void shouldTakeAnAgentOutOfAllThatIsCountedAndPublished() {
        store(rated("old", -60 * 24 * 40, "1", "135", "7"), rated("new", 0, "2", "135", "7"), rated("other", 0, "3", "136", "7"));
        deliverAll();
        new PurgeSql(store.database(), KEY).purgeSome(SOURCE, NOW.minus(Duration.ofDays(30)), PurgeSql.Position.START, NOW);
        new Rollups(store.database(), () -> NOW).makeSome();
        PublishSql publish = new PublishSql(store.database());
        publish.publishSome(NOW, Duration.ofMinutes(5), 100);
        publish.publishSome(NOW, Duration.ofHours(1), 100);
        store.database().write(tx -> tx.update("INSERT INTO engagement (ends_at, source, skill, agent, interactive, non_interactive, handling_seconds, "
                + "non_interactive_handling_seconds, connected) VALUES (?, 'lp', '', '135', 1, 1, 1, 1, 1), (?, 'lp', '', '136', 1, 1, 1, 1, 1)", NOW, NOW));
        store.database().write(tx -> tx.update("INSERT INTO csat_tile (ends_at, source, skill, agent, score1, score2, score3, score4, score5) "
                + "VALUES (?, 'lp', '', '135', 1, 1, 1, 1, 1), (?, 'lp', '', '136', 1, 1, 1, 1, 1)", NOW, NOW));
        store.database().write(tx -> tx.update("INSERT INTO csat_snapshot (source, from_at, to_at, answer) VALUES ('lp', 1, 2, '{\"7\":{\"135\":[1]}}'), "
                + "('lp', 2, 3, '{\"7\":{\"136\":[1]}}')"));
        DistributionSql distributions = new DistributionSql(store.database());
        CollectSql collecting = store.collect();
        assertThat(distributions.values(Dimension.AGENT)).containsExactly("135", "136");

        Erased erased = erase(Kind.AGENT, "135");

        assertThat(erased).isEqualTo(Erased.ratings(1, 0, 0, erased.maestroIds()).plus(Erased.ofAgent(1, 2)));
        assertThat(store.rows("SELECT SUM(score4) FROM bucket")).containsExactly("1");
        assertThat(distributions.values(Dimension.AGENT)).as("who read them before knows").containsExactly("136");
        assertThat(store.rows("SELECT agents FROM published").toString()).contains("136").doesNotContain("\"135\"");
        assertThat(store.rows("SELECT agent FROM engagement UNION ALL SELECT agent FROM csat_tile")).containsExactly("136", "136");
        assertThat(store.rows("SELECT from_at FROM csat_snapshot")).containsExactly("2");
        publish.publishSome(NOW, Duration.ofMinutes(5), 100);
        assertThat(store.rows("SELECT total_answers FROM published ORDER BY revision DESC")).contains("0").startsWith("1");

        collecting.storePage(TestingDatabase.page(run, Lane.LIVE, null, rated("later", 600, "9", "135", "8")));
        assertThat(distributions.values(Dimension.AGENT)).as("who works on is counted on").containsExactly("135", "136");
        assertThat(store.rows("SELECT SUM(score4) FROM bucket")).containsExactly("2");
    }

    @Test
    void shouldTakeTheAgentOutOfWhatWasSentBeforeAnotherTookOver() {
        store(rated("1", 0, "208", "135", "7"));
        deliverAll();
        store(new Outcome.Rated("1", Version.of(NOW.toString()), rated("1", 0, "208", "136", "7").rating()));
        deliverAll();

        Erased erased = erase(Kind.AGENT, "135");

        assertThat(erased).isEqualTo(Erased.mentions(1, 0));
        assertThat(ratings()).containsExactly("1");
        assertThat(store.rows("SELECT item FROM outbox ORDER BY id")).first().isEqualTo("{}");
        assertThat(store.store(store.run(Lane.REMAP), Lane.REMAP, new Outcome.Rated("1", Version.of(NOW.toString()), rated("1", 0, "208", "136", "7").rating()))
                .stored()).isEqualTo(1);
        assertThat(store.outbox()).as("what was sent last is known still").hasSize(2);
    }

    @Test
    void shouldNoteWhatWasErasedWithoutSayingWhose() {
        store(rated("1", 0, "208", "a", "canary-7881"));

        erase(Kind.REQUESTER, "canary-7881");

        assertThat(store.rows("SELECT kind, ratings, records, left_over FROM erasure")).containsExactly("requester|1|0|0");
        assertThat(store.rows("SELECT subject FROM erasure")).singleElement().asString()
                .startsWith(erasure.note(new Subject(Kind.REQUESTER, "canary-7881", null)));
        assertThat(store.everything().toString()).doesNotContain("canary");
    }

    @Test
    void shouldCountAsIfTheErasedHadNeverBeenThere() {
        Random random = new Random(20260501);
        List<Outcome.Rated> all = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            all.add(rated("" + i, random.nextInt(60 * 24 * 5), "ticket-" + random.nextInt(200), "agent-" + random.nextInt(9), "requester-" + random.nextInt(80)));
        }
        store(all.toArray(Outcome[]::new));
        deliverAll();
        new Rollups(store.database(), () -> NOW).makeSome();
        for (int i = 0; i < 12; i++) {
            String requester = "requester-" + random.nextInt(80);
            String ticket = "ticket-" + random.nextInt(200);
            erasure.erase(new Subject(Kind.REQUESTER, requester, null), NOW);
            erasure.erase(new Subject(Kind.TICKET, ticket, null), NOW);
            all.removeIf(rated -> rated.rating().requesterId().equals(requester) || rated.rating().ticketId().equals(ticket));
        }
        erasure.erase(new Subject(Kind.AGENT, "agent-3", null), NOW);
        all.removeIf(rated -> rated.rating().agentId().equals("agent-3"));
        List<String> left = counts();
        assertThat(ratings()).hasSameElementsAs(all.stream().map(Outcome.Rated::externalId).toList());

        TestingDatabase.empty(store.kind());
        store.store(store.run(Lane.LIVE), Lane.LIVE, all.toArray(Outcome[]::new));

        assertThat(left).isEqualTo(counts());
    }

    private List<String> counts() {
        return store.rows("SELECT ends_at, agent, score1, score2, score3, score4, score5 FROM bucket JOIN slice ON slice.id = bucket.slice ORDER BY ends_at, agent");
    }

    @Test
    void shouldOverwriteWhatWasInSqlitesFiles() throws Exception {
        if (store.kind() != TestingDatabase.Kind.SQLITE) {
            return;
        }
        List<Outcome> many = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            many.add(rated("" + i, i, "t" + i, "a", i % 3 == 0 ? "canary-in-the-file" : "other"));
        }
        store(many.toArray(Outcome[]::new));
        assertThat(files().contains("canary-in-the-file")).isTrue();

        erase(Kind.REQUESTER, "canary-in-the-file");

        assertThat(files().contains("canary-in-the-file")).as("it is in a file still").isFalse();
    }

    private String files() throws Exception {
        Path database = Database.sqliteFile(store.database().url());
        StringBuilder all = new StringBuilder();
        for (String suffix : List.of("", "-wal")) {
            Path file = database.resolveSibling(database.getFileName() + suffix);
            all.append(Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1) : "");
        }
        return all.toString();
    }
}
