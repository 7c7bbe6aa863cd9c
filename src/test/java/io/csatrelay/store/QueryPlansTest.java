package io.csatrelay.store;

import static io.csatrelay.store.TestingDatabase.NOW;
import static io.csatrelay.store.TestingDatabase.SOURCE;
import static io.csatrelay.store.TestingOutcomes.bad;
import static io.csatrelay.store.TestingOutcomes.filtered;
import static io.csatrelay.store.TestingOutcomes.held;
import static io.csatrelay.store.TestingOutcomes.rated;
import static org.assertj.core.api.Assertions.assertThat;

import io.csatrelay.collect.Lane;
import io.csatrelay.collect.Outcome;
import io.csatrelay.collect.RunRequest;
import io.csatrelay.deliver.BatchState;
import io.csatrelay.distribution.Dimension;
import io.csatrelay.distribution.Span;
import io.csatrelay.report.RatingQuestion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** No statement of collecting, delivering, status or a list of ratings reads through a table that grows with the history. */
@ParameterizedClass
@EnumSource
class QueryPlansTest {
    /** To read through an index of what is open right now is as good as it gets: settled history is not in it. */
    private static final String OPEN_ONLY = "outbox_claim|outbox_pending|outbox_attention|outbox_waiting|batch_open|wish_open|run_open|quarantine_retry";
    /** Not runs and wishes: the last 10,000 of a source, those of a month, are kept. */
    private static final String GROWING = "outbox|o|rating|batch|b|quarantine|request";

    private final TestingDatabase store;
    private final TestingFailures writes;
    private final TestingFailures reads;
    private final Database watched;

    QueryPlansTest(TestingDatabase.Kind kind) {
        this.store = TestingDatabase.empty(kind);
        TestingHistoryOfYears.fill(store.database(), 30_000);
        this.writes = new TestingFailures(store.database().writer(), 0);
        this.reads = new TestingFailures(store.database().readers(), 0);
        this.watched = new Database(store.database().url(), writes, reads);
    }

    @AfterEach
    void leaveNothing() {
        TestingDatabase.empty(store.kind());
        store.database().write(tx -> tx.update("ANALYZE"));
    }

    @Test
    void shouldUseAnIndexInEveryStatementWhateverTheHistory() {
        collect();
        deliver();
        look();
        report();
        purge();

        Set<String> statements = new TreeSet<>();
        Stream.of(writes, reads).flatMap(watch -> watch.texts().stream()).filter(sql -> sql.matches("(?s)\\s*(SELECT|UPDATE|DELETE|INSERT).*"))
                .forEach(statements::add);
        assertThat(statements).hasSizeGreaterThan(30);
        List<String> scans = new ArrayList<>();
        for (String sql : statements) {
            String plan = plan(sql);
            if (plan.lines().anyMatch(this::readsThrough)) {
                scans.add(sql + "\n" + plan);
            }
        }
        assertThat(String.join("\n\n", scans)).isEmpty();
    }

    private void collect() {
        CollectSql collect = new CollectSql(watched, true);
        long run = store.run(Lane.LIVE);
        Outcome[] page = Stream.concat(IntStream.range(29_900, 29_995).mapToObj(i -> rated("r" + i, i)),
                Stream.of(held("x", 1), bad("q1", 2), filtered("y", 1), rated("q2", 3))).toArray(Outcome[]::new);
        collect.known(SOURCE, Stream.of(page).map(Outcome::externalId).toList());
        collect.storePage(TestingDatabase.page(store.run(Lane.COUNT), Lane.COUNT, null, page));
        collect.storePage(TestingDatabase.page(run, Lane.LIVE, NOW, page));
        collect.beginRun(SOURCE, Lane.LIVE, 1L, NOW);
        collect.endRun(run, NOW, null);
        collect.toMend(SOURCE, 0);
        collect.lane(SOURCE, Lane.LIVE);
        collect.paused(SOURCE);
        collect.waitingUntil(SOURCE);
    }

    private void deliver() {
        DeliverSql deliver = new DeliverSql(watched, true);
        deliver.unclaimed(100);
        deliver.batchWaits();
        deliver.sink();
        deliver.requestAges(NOW, Duration.ofMinutes(1));
        deliver.transact(outbox -> {
            long batch = outbox.create(null, BatchState.CLAIMED, 0, outbox.claimable(100), NOW).id();
            long request = outbox.request(batch, NOW);
            outbox.oldest(BatchState.READY);
            outbox.claimed();
            outbox.children(batch);
            outbox.items(batch);
            List<Long> members = outbox.members(batch);
            outbox.delivered(members.get(0), "m", NOW);
            outbox.refused(members.get(1), "no", NOW);
            outbox.state(batch, BatchState.SETTLED);
            outbox.answered(request, 201, NOW);
            outbox.answeredByNone(NOW);
        });
    }

    private void look() {
        ControlSql control = new ControlSql(watched);
        StatusSql status = new StatusSql(watched);
        status.view();
        status.runsOf(1);
        status.leftBy(1);
        control.toMend();
        control.openWishes();
        control.retry("refused", List.of(1L, 2L), NOW);
        control.retry("unknown", null, NOW);
        control.dismiss("refused", null, NOW);
        control.endOrphans(NOW);
        control.refuseWish(control.wish(RunRequest.one(SOURCE, "7"), NOW), NOW, "no");
    }

    private void report() {
        ReportSql reports = new ReportSql(watched);
        Span day = Span.around(NOW.minus(Duration.ofDays(1)), NOW);
        for (RatingQuestion.OrderBy field : RatingQuestion.OrderBy.values()) {
            reports.find(new RatingQuestion(day, Map.of(Dimension.AGENT, Set.of("a"), Dimension.CHANNEL, Set.of("b")), field, false), 10);
        }
        reports.ratings(List.of(-1L, -2L));
    }

    private void purge() {
        new PurgeSql(watched, TestingDatabase.KEY).purgeSome(SOURCE, NOW, PurgeSql.Position.START, NOW);
    }

    private String plan(String sql) {
        boolean sqlite = store.kind() == TestingDatabase.Kind.SQLITE;
        return store.database().write(tx -> {
            if (!sqlite) {
                // Small tables are read through by right; what is asked here is whether an index fits when they have grown.
                tx.update("SET LOCAL enable_seqscan = off");
            }
            return String.join("\n", tx.list((sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + sql, row -> row.getString(sqlite ? "detail" : "QUERY PLAN")));
        });
    }

    private boolean readsThrough(String line) {
        boolean sqlite = store.kind() == TestingDatabase.Kind.SQLITE;
        String scan = sqlite ? "(?i)\\s*SCAN (" + GROWING + ")( .*)?" : ".*Seq Scan on (" + GROWING + ")( .*)?";
        return line.matches(scan) && !line.matches(".*(" + OPEN_ONLY + ").*");
    }
}
