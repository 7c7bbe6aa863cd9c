package io.csatrelay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
        this.store = new GnattaSql(database, TestingDatabase.KEY);
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
        request.body().putArray("userIds").add("u-8f6c1").add("u-8f6c12");
        GnattaStore.Answer answer = new GnattaStore.Answer(SOURCE, run, Lane.LIVE, request, body, List.of(
                new TileFigure("/groups/0/n", "n", "u-8f6c1", "", new BigDecimal(7)), new TileFigure("/groups/1/n", "n", "u-8f6c12", "", new BigDecimal(8))), null, null, NOON);
        store.keep(answer);
        ErasureSql erasure = new ErasureSql(database, TestingDatabase.KEY);
        Subject subject = new Subject(Subject.Kind.AGENT, "U-8F6C1", null);

        assertThat(erasure.look(subject).kept()).isEqualTo(1);
        assertThat(erasure.erase(subject, NOON)).isEqualTo(Erased.ofAnswers(1));
        assertThat(store.keep(answer)).isEqualTo(new Tally(1, 0, 1, 0, 0));

        assertThat(store.kept(SOURCE, request.id()).orElseThrow().body()).isEqualTo("{\"groups\":[{\"user\":\"u-8f6c12\",\"n\":8}]}");
        assertThat(store.newest(5).get(0).figures()).extracting(TileFigure::label).containsExactly("u-8f6c12");
        assertThat(texts("SELECT request_body FROM gnatta_answer")).singleElement().asString().contains("[\"***\",\"u-8f6c12\"]");
        assertThat(store.kept("another-source", request.id())).isEmpty();
        assertThat(new StatusSql(database).recount()).isEmpty();
    }

    private List<String> texts(String sql) {
        return database.read(tx -> tx.list(sql, row -> row.getString(1)));
    }

    private void eraseAgent(String id) {
        new ErasureSql(database, TestingDatabase.KEY).erase(new Subject(Subject.Kind.AGENT, id, null), NOON);
    }

    private GnattaStore.Answer byUser(Instant from, boolean export, String body, String... users) {
        ObjectNode asked = JsonNodeFactory.instance.objectNode();
        asked.putObject("filters").put("from", from.toString()).put("to", from.plusSeconds(86_400).toString());
        for (String user : users) {
            asked.withArrayProperty("userIds").add(user);
        }
        TileRequest request = new TileRequest(5, "count", export, "interactions/state/count/by-users", asked, from, from.plusSeconds(86_400));
        return new GnattaStore.Answer(SOURCE, run, Lane.LIVE, request, body, List.of(new TileFigure("/any", "any", "U-8F6C1", "", BigDecimal.ONE)), null, null, NOON);
    }

    @Test
    void shouldNotTakeAnErasedAgentBackWithAnAnswerForAnotherRange() {
        eraseAgent("u-8f6c1");
        String body = "{\"groups\":[{\"name\":\"U-8F6C1\",\"n\":7},{\"name\":\"u-other\",\"n\":8}]}";
        GnattaStore.Answer moved = byUser(NOON.minusSeconds(3600), false, body, "u-8f6c1", "u-other");
        GnattaStore.Answer later = byUser(NOON.plusSeconds(1), false, body, "u-8f6c1", "u-other");

        assertThat(store.keep(moved)).isEqualTo(new Tally(1, 1, 0, 0, 0));
        assertThat(store.keep(moved)).as("the same again").isEqualTo(new Tally(1, 0, 1, 0, 0));
        assertThat(store.kept(SOURCE, moved.request().id()).orElseThrow().body()).isEqualTo("{\"groups\":[{\"name\":\"u-other\",\"n\":8}]}");
        assertThat(store.newest(9).get(0).figures()).extracting(TileFigure::label, figure -> figure.value().intValue()).containsExactly(tuple("u-other", 8));
        assertThat(texts("SELECT request_body FROM gnatta_answer")).asString().doesNotContain("8f6c1");

        store.keep(later);
        assertThat(store.kept(SOURCE, later.request().id()).orElseThrow().body()).as("who works on is counted on").isEqualTo(body);
        assertThat(new StatusSql(database).recount()).isEmpty();
    }

    @Test
    void shouldNotListAnErasedTicketAgain() {
        new ErasureSql(database, TestingDatabase.KEY).erase(new Subject(Subject.Kind.TICKET, "INT-8", null), NOON);
        new ErasureSql(database, TestingDatabase.KEY).erase(new Subject(Subject.Kind.TICKET, "INT-9", "another-source"), NOON);
        GnattaStore.Answer listed = byUser(NOON.minusSeconds(3600), false, "{\"rows\":[{\"reference\":\"INT-8\"},{\"reference\":\"INT-9\"}]}");

        store.keep(listed);

        assertThat(store.kept(SOURCE, listed.request().id()).orElseThrow().body()).isEqualTo("{\"rows\":[{\"reference\":\"INT-9\"}]}");
    }

    @Test
    void shouldKeepNoAnswerThatWasAskedForErasedAgentsAlone() {
        GnattaStore.Answer before = byUser(NOON.minusSeconds(7200), false, "{\"value\":7}", "u-8f6c1");
        store.keep(before);
        eraseAgent("u-8f6c1");
        assertThat(store.kept(SOURCE, before.request().id())).isEmpty();

        assertThat(store.keep(byUser(NOON.minusSeconds(3600), false, "{\"value\":7}", "u-8f6c1"))).isEqualTo(new Tally(1, 0, 0, 1, 0));

        assertThat(store.newest(9)).isEmpty();
        assertThat(texts("SELECT path FROM gnatta_figure")).isEmpty();
        assertThat(new StatusSql(database).recount()).isEmpty();
    }

    @Test
    void shouldTakeAnErasedAgentOutOfExportsAndOutOfWhatCannotBeRead() {
        eraseAgent("jane@example.com");
        GnattaStore.Answer export = byUser(NOON.minusSeconds(3600), true, "User,Value\r\nJane@Example.com,7\r\nu-other,8\r\n");
        GnattaStore.Answer whole = byUser(NOON.minusSeconds(7200), false, "<p>jane@example.com has 7</p>");
        GnattaStore.Answer broken = new GnattaStore.Answer(SOURCE, run, Lane.LIVE, whole.request(), whole.body(), null, "no JSON", null, NOON);

        store.keep(export);
        store.keep(broken);

        assertThat(store.kept(SOURCE, export.request().id()).orElseThrow().body()).isEqualTo("User,Value\r\nu-other,8\r\n");
        assertThat(store.newest(9).get(0).figures()).extracting(TileFigure::label).containsExactly("u-other");
        assertThat(texts("SELECT input FROM quarantine")).singleElement().asString().contains("<p>*** has 7</p>");
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
