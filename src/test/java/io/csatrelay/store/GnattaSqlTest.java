package io.csatrelay.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.csatrelay.collect.GnattaStore;
import io.csatrelay.collect.Lane;
import io.csatrelay.collect.LaneState;
import io.csatrelay.collect.Tally;
import io.csatrelay.report.KeptTile;
import io.csatrelay.tile.TileFigure;
import io.csatrelay.tile.TileRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Gnatta's answers: the newest of each request, with its figures, in the books and with the bookmark. */
@ParameterizedClass
@EnumSource
class GnattaSqlTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final String SOURCE = "gnatta-tiles";

    private final Database database;
    private final GnattaSql store;
    private final long run;

    GnattaSqlTest(TestingDatabase.Kind kind) {
        this.database = TestingDatabase.empty(kind).database();
        this.store = new GnattaSql(database);
        CollectSql runs = new CollectSql(database, false);
        runs.setLane(SOURCE, Lane.LIVE, new LaneState(NOON.minusSeconds(60), NOON, Duration.ofDays(1), 0, NOON));
        this.run = runs.beginRun(SOURCE, Lane.LIVE, null, NOON).orElseThrow();
    }

    private static TileRequest request(int day) {
        Instant from = Instant.parse("2026-04-0" + day + "T00:00:00Z");
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("filters").put("from", from.toString()).put("to", from.plusSeconds(86_400).toString());
        return new TileRequest(1, "count", false, "interactions/state/count", body, from, from.plusSeconds(86_400));
    }

    private Tally keep(TileRequest request, String body, Instant at, Instant bookmark) {
        List<TileFigure> figures = List.of(new TileFigure("/n", "n", "Email", "2026-04-01", new BigDecimal("1.5")), new TileFigure("/m", "m", "", "", BigDecimal.TEN));
        boolean readable = body.startsWith("{");
        return store.keep(new GnattaStore.Answer(SOURCE, run, Lane.LIVE, request, body, readable ? figures : null, readable ? null : "no JSON", bookmark, at));
    }

    @Test
    void shouldTakeAnErasedAgentOutOfAnswersAndFiguresAndNotTakeThemBackWithTheSameAnswer() {
        String body = "{\"groups\":[{\"user\":\"u-8f6c1\",\"n\":7},{\"user\":\"u-8f6c12\",\"n\":8}]}";
        TileRequest request = request(1);
        request.body().putArray("userIds").add("u-8f6c1");
        GnattaStore.Answer answer = new GnattaStore.Answer(SOURCE, run, Lane.LIVE, request, body, List.of(
                new TileFigure("/groups/0/n", "n", "u-8f6c1", "", new BigDecimal(7)), new TileFigure("/groups/1/n", "n", "u-8f6c12", "", new BigDecimal(8))), null, null, NOON);
        store.keep(answer);
        ErasureSql erasure = new ErasureSql(database, TestingDatabase.KEY);
        Subject subject = new Subject(Subject.Kind.AGENT, "U-8F6C1", null);

        assertThat(erasure.look(subject).kept()).isEqualTo(1);
        assertThat(erasure.erase(subject, NOON)).isEqualTo(Erased.ofAnswers(1));
        assertThat(store.keep(answer)).isEqualTo(new Tally(1, 0, 1, 0, 0));

        assertThat(store.kept(SOURCE, request.id()).orElseThrow().body()).isEqualTo(body.replace("u-8f6c1\"", "***\""));
        assertThat(store.newest(5).get(0).figures()).extracting(TileFigure::label).containsExactly("***", "u-8f6c12");
        assertThat(database.read(tx -> tx.list("SELECT request_body FROM gnatta_answer", row -> row.getString(1))).toString()).doesNotContain("8f6c1");
        assertThat(store.kept("another-source", request.id())).isEmpty();
        assertThat(new StatusSql(database).recount()).isEmpty();
    }

    @Test
    void shouldKeepTheNewestAnswerOfEachRequestAndItsFigures() {
        assertThat(keep(request(1), "{1}", NOON, null)).isEqualTo(new Tally(1, 1, 0, 0, 0));
        assertThat(keep(request(1), "{1}", NOON.plusSeconds(600), null)).isEqualTo(new Tally(1, 0, 1, 0, 0));
        assertThat(keep(request(1), "{2}", NOON.plusSeconds(1200), null)).isEqualTo(new Tally(1, 1, 0, 0, 0));
        keep(request(2), "{3}", NOON, NOON);

        KeptTile kept = store.kept(request(1).id()).orElseThrow();
        assertThat(kept.body()).isEqualTo("{2}");
        assertThat(kept.readAt()).isEqualTo(NOON.plusSeconds(1200));
        assertThat(store.kept(request(3).id())).isEmpty();
        assertThat(store.newest(1)).singleElement().satisfies(newest -> {
            assertThat(newest.from()).isEqualTo(request(2).from());
            assertThat(newest.figures()).singleElement().satisfies(figure -> assertThat(figure.value()).isEqualByComparingTo("1.5"));
        });
        assertThat(new TestingStore(database).lane(SOURCE, Lane.LIVE).orElseThrow().done()).isTrue();
        assertThat(new TestingStore(database).tally(SOURCE)).isEqualTo(new Tally(4, 3, 1, 0, 0));
        assertThat(new StatusSql(database).recount()).isEmpty();
    }

    @Test
    void shouldMoveAnUnreadableAnswerOutOfQuarantineWhenAReadableOneComes() {
        keep(request(1), "oh", NOON, null);
        assertThat(keep(request(1), "oh", NOON, null)).as("the same again").isEqualTo(new Tally(1, 0, 1, 0, 0));
        keep(request(1), "no", NOON, null);
        assertThat(new TestingStore(database).tally(SOURCE)).isEqualTo(new Tally(3, 0, 1, 0, 2));
        assertThat(new StatusSql(database).recount()).isEmpty();

        keep(request(1), "{1}", NOON, null);

        assertThat(new TestingStore(database).quarantine(SOURCE)).isEmpty();
        assertThat(new TestingStore(database).tally(SOURCE)).isEqualTo(new Tally(4, 3, 1, 0, 0));
        assertThat(new StatusSql(database).recount()).isEmpty();
    }

    @Test
    void shouldRememberWhatWasAskedUnlessItFailed() {
        assertThat(store.asking(SOURCE, request(1), NOON, NOON.minusSeconds(600))).isTrue();
        assertThat(store.asking(SOURCE, request(1), NOON.plusSeconds(599), NOON.minusSeconds(1))).as("by another run").isFalse();
        assertThat(store.asking(SOURCE, request(1), NOON.plusSeconds(600), NOON)).isTrue();
        store.asking(SOURCE, request(2), NOON.plusSeconds(700), NOON);
        store.failed(SOURCE, request(2));

        assertThat(store.asked(SOURCE)).containsOnlyKeys(request(1).id()).containsValue(NOON.plusSeconds(600));
        assertThat(store.seriesAsked(SOURCE)).containsOnlyKeys(request(2).series());
        assertThat(store.asked("another")).isEmpty();
    }
}
