package io.csatrelay.store;

import static io.csatrelay.store.TestingDatabase.BOOKMARK;
import static io.csatrelay.store.TestingDatabase.NOW;
import static io.csatrelay.store.TestingDatabase.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.collect.CollectStore.PageToStore;
import io.csatrelay.collect.Lane;
import io.csatrelay.collect.Outcome;
import io.csatrelay.collect.Version;
import io.csatrelay.deliver.BatchState;
import io.csatrelay.deliver.DeliverStore.BatchRow;
import io.csatrelay.deliver.MaestroItem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Lets things happen to a store, and knows what must be true of it whatever did. Few ratings and versions, so that they meet. */
final class TestingHistory {
    /** What may happen. */
    enum Act { PAGE, FAILING_PAGE, CLAIM, ANSWER, RELEASE, HALVE, LOSE, RETRY, DISMISS, MEND, ERASE, PURGE }

    /** One thing that happens, and what its details are drawn from. */
    record Step(Act act, long seed) {
    }

    private static final int RATINGS = 8;

    private final TestingDatabase store;
    private final CollectSql collect;
    private final DeliverSql deliver;
    private final ControlSql control;
    private final ErasureSql erasure;
    private final long live;
    private final Map<String, Outcome.Rated> newest = new HashMap<>();
    private final Map<String, Version> known = new HashMap<>();
    private final Map<String, Version> quarantined = new HashMap<>();
    private final Set<String> owed = new HashSet<>();

    TestingHistory(TestingDatabase store) {
        this.store = store;
        this.collect = store.collect();
        this.deliver = store.deliver();
        this.control = new ControlSql(store.database());
        this.erasure = new ErasureSql(store.database(), TestingDatabase.KEY);
        this.live = store.run(Lane.LIVE);
    }

    void does(Step step) {
        Random random = new Random(step.seed());
        switch (step.act()) {
            case PAGE -> stored(page(random));
            case FAILING_PAGE -> failing(page(random), 1 + random.nextInt(14));
            case CLAIM -> claim(1 + random.nextInt(4));
            case ANSWER -> withBatch(random, batch -> answer(batch, random));
            case RELEASE -> withBatch(random, this::release);
            case HALVE -> withBatch(random, this::halve);
            case LOSE -> withBatch(random, this::lose);
            case RETRY -> control.retry(random.nextBoolean() ? "refused" : "unknown", null, NOW);
            case DISMISS -> control.dismiss(random.nextBoolean() ? "refused" : "unknown", null, NOW);
            case MEND -> mend(random);
            case ERASE -> erase(String.valueOf(random.nextInt(RATINGS)));
            case PURGE -> purge();
        }
    }

    private PageToStore page(Random random) {
        Outcome[] outcomes = IntStream.range(0, RATINGS).filter(id -> random.nextInt(3) == 0)
                .mapToObj(id -> outcome(String.valueOf(id), random)).toArray(Outcome[]::new);
        return TestingDatabase.page(live, Lane.LIVE, random.nextBoolean() ? BOOKMARK.plusSeconds(random.nextInt(9)) : null, outcomes);
    }

    private static Outcome outcome(String id, Random random) {
        // A record without a time turns back to what it was now and then.
        Version version = random.nextInt(4) == 0 ? new Version("sha256:" + random.nextInt(3), null) : TestingOutcomes.version(random.nextInt(6));
        return switch (random.nextInt(8)) {
            case 0 -> new Outcome.Filtered(id, version);
            case 1 -> new Outcome.Quarantined(id, version, "{}", "bad");
            case 2 -> TestingOutcomes.rated(id, version, null, "no ticket");
            default -> TestingOutcomes.rated(id, version, "t" + id, "words " + random.nextInt(3));
        };
    }

    private void stored(PageToStore page) {
        collect.storePage(page);
        page.outcomes().stream().filter(outcome -> outcome.version().newerThan(known.get(outcome.externalId()))).forEach(outcome -> {
            if (outcome instanceof Outcome.Rated rated) {
                newest.put(rated.externalId(), rated);
            }
            quarantined.remove(outcome.externalId());
            if (outcome instanceof Outcome.Filtered) {
                forget(outcome.externalId());
            } else {
                known.put(outcome.externalId(), outcome.version());
            }
            if (outcome instanceof Outcome.Quarantined) {
                quarantined.put(outcome.externalId(), outcome.version());
            }
        });
    }

    /** A filtered record is not remembered: what is known is what is stored. */
    private void forget(String id) {
        if (newest.containsKey(id)) {
            known.put(id, newest.get(id).version());
        } else {
            known.remove(id);
        }
    }

    private void failing(PageToStore page, int statement) {
        var before = store.everything();
        TestingFailures failures = new TestingFailures(store.database().writer(), statement);
        try {
            new CollectSql(new Database(store.database().url(), failures, store.database().readers()), false, TestingDatabase.KEY).storePage(page);
        } catch (StoreException asked) {
            assertThat(store.everything()).isEqualTo(before);
        }
        stored(page);
    }

    private void claim(int size) {
        deliver.transact(outbox -> {
            List<Long> members = outbox.claimable(size);
            if (!members.isEmpty()) {
                outbox.request(outbox.create(null, BatchState.CLAIMED, 0, members, NOW).id(), NOW);
            }
        });
    }

    private void withBatch(Random random, java.util.function.Consumer<BatchRow> work) {
        List<String> sent = store.rows("SELECT id FROM batch WHERE state = 'SENT' ORDER BY id");
        if (!sent.isEmpty()) {
            long id = Long.parseLong(sent.get(random.nextInt(sent.size())));
            work.accept(deliver.inTransaction(outbox -> outbox.batch(id)));
        }
    }

    private void answer(BatchRow batch, Random random) {
        deliver.transact(outbox -> {
            for (long member : outbox.members(batch.id())) {
                switch (random.nextInt(6)) {
                    case 0 -> outbox.refused(member, "no", NOW);
                    case 1 -> outbox.unknown(member, true, "lost", NOW);
                    default -> outbox.delivered(member, "m" + member, NOW);
                }
            }
            outbox.state(batch.id(), random.nextBoolean() ? BatchState.SETTLED : BatchState.UNKNOWN);
        });
    }

    private void release(BatchRow batch) {
        deliver.transact(outbox -> {
            outbox.members(batch.id()).forEach(member -> outbox.released(member, NOW));
            outbox.state(batch.id(), BatchState.DISSOLVED);
        });
    }

    private void halve(BatchRow batch) {
        deliver.transact(outbox -> {
            List<Long> members = outbox.members(batch.id());
            outbox.state(batch.id(), BatchState.REFUSED);
            outbox.create(batch.id(), BatchState.SENT, 0, members.subList(0, members.size() / 2), NOW);
            outbox.create(batch.id(), BatchState.SENT, 0, members.subList(members.size() / 2, members.size()), NOW);
        });
    }

    /** Lost and sent again. */
    private void lose(BatchRow batch) {
        deliver.transact(outbox -> {
            outbox.members(batch.id()).forEach(member -> outbox.unknown(member, false, "lost", NOW));
            outbox.state(batch.id(), BatchState.SENT);
        });
    }

    private void mend(Random random) {
        control.retryQuarantined(null);
        Outcome[] mended = collect.toMend(SOURCE, 0).stream().filter(any -> random.nextBoolean())
                .map(record -> TestingOutcomes.rated(record.externalId(), record.version(), "t", "mended")).toArray(Outcome[]::new);
        collect.storePage(TestingDatabase.page(store.run(Lane.MEND), Lane.MEND, null, mended));
        for (Outcome outcome : mended) {
            newest.put(outcome.externalId(), (Outcome.Rated) outcome);
            quarantined.remove(outcome.externalId());
        }
    }

    private void erase(String id) {
        if (erasure.erase(SOURCE, List.of(id), NOW).left() == 0) {
            forgotten(id);
        }
    }

    private void purge() {
        Set<String> owes = new HashSet<>(store.rows("SELECT external_id FROM outbox WHERE state IN ('pending', 'unknown', 'held')"));
        new PurgeSql(store.database(), TestingDatabase.KEY).purgeSome(SOURCE, NOW, PurgeSql.Position.START, NOW);
        newest.keySet().stream().filter(id -> !owes.contains(id)).toList().forEach(this::forgotten);
    }

    private void forgotten(String id) {
        boolean was = newest.remove(id) != null | quarantined.remove(id) != null;
        if (was) {
            known.put(id, Version.FORGOTTEN);
        }
        owed.removeIf(row -> row.split("\\|")[1].equals(id));
    }

    /** Everything that is in flight is taken, and then all the rest. */
    void deliverAll() {
        control.retry("refused", null, NOW);
        control.retry("unknown", null, NOW);
        for (int round = 0; round < 3 * RATINGS; round++) {
            for (String sent : store.rows("SELECT id FROM batch WHERE state = 'SENT'")) {
                deliver.transact(outbox -> {
                    outbox.members(Long.parseLong(sent)).forEach(member -> outbox.delivered(member, "m" + member, NOW));
                    outbox.state(Long.parseLong(sent), BatchState.SETTLED);
                });
            }
            claim(100);
        }
    }

    @Override
    public String toString() {
        return String.join("\n", store.rows("SELECT id, external_id, version, state, batch, waits_for, item FROM outbox ORDER BY id"));
    }

    long pending() {
        return store.book("outbox", "pending");
    }

    void check() {
        assertThat(store.differences()).isEmpty();
        assertThat(store.rows("SELECT COALESCE(SUM(reads), 0) FROM quarantine")).containsExactly("" + store.book(SOURCE, "quarantined"));
        checkRecords();
        checkOwed();
    }

    private void checkRecords() {
        assertThat(store.rows("SELECT external_id, version FROM rating")).containsExactlyInAnyOrderElementsOf(newest.values().stream()
                .map(rated -> rated.externalId() + "|" + rated.version().text()).toList());
        assertThat(store.rows("SELECT external_id, version FROM quarantine")).containsExactlyInAnyOrderElementsOf(quarantined.entrySet().stream()
                .map(entry -> entry.getKey() + "|" + entry.getValue().text()).toList());
    }

    private void checkOwed() {
        Set<String> rows = new HashSet<>(store.rows("SELECT id, external_id, version, item FROM outbox"));
        assertThat(rows).as("no row is ever lost or changed").containsAll(owed);
        owed.addAll(rows);
        List<String> counting = store.rows("SELECT external_id, item FROM outbox WHERE state <> 'replaced'");
        assertThat(counting).as("each rating's newest version is sent, or to be sent").containsAll(newest.values().stream()
                .map(rated -> rated.externalId() + "|" + MaestroItem.json(rated.rating())).toList());
        assertThat(store.rows("SELECT external_id FROM outbox WHERE state = 'pending' AND batch IS NULL AND waits_for IS NULL"))
                .as("one version of a rating goes at a time").doesNotHaveDuplicates();
        assertThat(store.rows("SELECT external_id FROM outbox WHERE batch IN (SELECT id FROM batch WHERE state = 'SENT')"))
                .as("one version of a rating is in flight at a time").doesNotHaveDuplicates();
    }
}
