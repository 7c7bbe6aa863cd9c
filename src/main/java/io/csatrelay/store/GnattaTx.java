package io.csatrelay.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csatrelay.collect.CollectStore.PageToStore;
import io.csatrelay.collect.GnattaStore.Answer;
import io.csatrelay.collect.Outcome;
import io.csatrelay.collect.Tally;
import io.csatrelay.collect.Version;
import io.csatrelay.tile.TileErasure;
import io.csatrelay.tile.TileRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Keeps one answer within one transaction: the answer or the quarantine, its figures, the books, and the bookmark. Who was erased after
 * its range began is not in what is kept; its version is that of all that came, so that the same again is unchanged.
 */
final class GnattaTx {
    private final Tx tx;
    private final Answer answer;
    private final TileRequest request;
    private final String id;
    private final Version version;
    private final Books books = new Books();
    private final QuarantineTx quarantine;
    private final Optional<AnswerErasure> erasure;

    GnattaTx(Tx tx, Answer answer, Forgotten forgotten) throws SQLException {
        this.tx = tx;
        this.erasure = forgotten.erasedAfter(tx, answer.source(), answer.request().from()).map(gone -> new AnswerErasure(new TileErasure(gone)));
        this.answer = answer;
        this.request = answer.request();
        this.id = request.id();
        this.version = new Version(hash(answer.body()), null);
        this.quarantine = new QuarantineTx(tx, books, new PageToStore(answer.source(), answer.run(), answer.lane(), 0, List.of(), null, answer.at()), List.of(id));
    }

    private static String hash(String body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    Tally keep() throws SQLException {
        Tally tally = answer.reason() != null ? unreadable() : readable();
        books.add(answer.source(), "fetched", tally.fetched());
        books.add(answer.source(), "stored", tally.stored());
        books.add(answer.source(), "unchanged", tally.unchanged());
        books.add(answer.source(), "filtered", tally.filtered());
        books.add(answer.source(), "quarantined", tally.quarantined());
        books.write(tx);
        tx.update("UPDATE run SET fetched = fetched + ?, stored = stored + ?, unchanged = unchanged + ?, filtered = filtered + ?, quarantined = quarantined + ? "
                + "WHERE id = ?", tally.fetched(), tally.stored(), tally.unchanged(), tally.filtered(), tally.quarantined(), answer.run());
        if (answer.bookmark() != null) {
            tx.update("UPDATE lane SET position = ?, pages = 0 WHERE source = ? AND lane = ?", answer.bookmark(), answer.source(), answer.lane().id());
        }
        return tally;
    }

    /** What was kept before stays; the same again is unchanged. */
    private Tally unreadable() throws SQLException {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.putObject("record").put("request", request.toString()).put("answer", erasure.map(of -> of.text(answer.body())).orElse(answer.body()));
        input.putObject("lookup");
        input.putObject("source").put("id", answer.source());
        Outcome.Quarantined bad = new Outcome.Quarantined(id, version, input.toString(), request + ": " + answer.reason());
        if (quarantine.holds(bad)) {
            return new Tally(1, 0, 1, 0, 0);
        }
        quarantine.takes(bad);
        return new Tally(1, 0, 0, 0, 1);
    }

    private Tally readable() throws SQLException {
        quarantine.leaves(new Outcome.Rated(id, version, null));
        Optional<String> known = tx.one("SELECT version FROM gnatta_answer WHERE source = ? AND request = ?", row -> row.getString(1), answer.source(), id);
        if (known.filter(version.text()::equals).isPresent()) {
            tx.update("UPDATE gnatta_answer SET read_at = ? WHERE source = ? AND request = ?", answer.at(), answer.source(), id);
            return new Tally(1, 0, 1, 0, 0);
        }
        KeptAnswer kept = new KeptAnswer(answer.body(), request.body().toString(), answer.figures());
        kept = erasure.isEmpty() ? kept : erasure.get().of(request.export(), kept);
        if (kept == null) {
            return new Tally(1, 0, 0, 1, 0);
        }
        tx.update("""
                INSERT INTO gnatta_answer (source, request, series, tile, kind, words, export, path, request_body, from_at, to_at, version, body, read_at, changed_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (source, request) DO UPDATE SET version = excluded.version, body = excluded.body, read_at = excluded.read_at,
                  changed_at = excluded.changed_at""", answer.source(), id, request.series(), request.tile(), request.kind(), request.words(), request.export(),
                request.path(), kept.request(), request.from(), request.to(), version.text(), kept.body(), answer.at(), answer.at());
        kept.writeFigures(tx, answer.source(), id);
        return new Tally(1, 1, 0, 0, 0);
    }
}
